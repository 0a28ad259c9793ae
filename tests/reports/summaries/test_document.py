from datetime import date

import pytest

from ceasefire.agreements.models import Agreement
from reports.statistics.periods import Period
from reports.summaries.document import summary_document
from reports.summaries.material import gather, hash_of
from tests.builders.agreements import DEMO, make_agreement
from tests.builders.monitoring import make_bulletin, make_context, make_series, side_facts
from tests.builders.summaries import (
    BETWEEN,
    make_monitor_figure,
    make_record_between_rounds,
    make_rich_record,
)
from tests.builders.talks import make_round

pytestmark = pytest.mark.django_db


def document(period=BETWEEN):
    return summary_document(gather(Agreement.objects.get(code=DEMO), period))


def sides(period=BETWEEN):
    [series] = document(period)["series"]
    return {side["side"]["code"]: side for side in series["sides"]}


def areas(side):
    return {each["area"]["code"]: each["registered"] for each in side["areas"]}


def test_head_says_agreement_period_and_cut_off():
    make_record_between_rounds()

    told = document()

    assert (told["agreement"]["code"], told["is_demo"], told["kind"]) == (DEMO, True, "inter_round")
    assert (told["from"], told["to"]) == ("2021-03-12", "2021-03-26")
    assert told["days_of_the_agreement"] == [12, 25]
    assert told["cut_off"] == "2021-03-25T18:00:00+02:00"


def test_sides_are_counted_apart_in_the_order_of_their_series():
    make_record_between_rounds()

    told = sides()

    assert list(told) == ["NORTH", "SOUTH"]
    assert (told["NORTH"]["registered"], areas(told["NORTH"])) == (14, {"DV-1": 11, "DV-2": 2})
    assert (told["SOUTH"]["registered"], areas(told["SOUTH"])) == (8, {"DV-3": 8})
    assert (told["NORTH"]["beyond_areas"], told["SOUTH"]["beyond_areas"]) == (1, 0)


def test_what_the_other_side_says_is_n_of_m_in_k_of_its_issues():
    make_record_between_rounds()

    told = sides()

    [view] = told["SOUTH"]["views"]
    assert (view["author"]["code"], view["not_confirmed"]) == (
        "NORTH",
        {"number": 8, "of": 8, "issues": 1},
    )
    assert (view["confirmed"], told["SOUTH"]["issues"]) == (None, 2)
    assert told["NORTH"]["silent"] == [told["SOUTH"]["side"]["id"]]


def test_few_issues_give_no_rate_and_no_comparison():
    make_record_between_rounds()

    [series] = document()["series"]

    assert (series["issues"]["held"], series["issues"]["expected"]) == (2, 14)
    assert [side["rate_per_issue"] for side in series["sides"]] == [None, None]
    assert (series["comparison"]["why_not"], series["comparison"]["sides"]) == (
        "too_few_issues",
        [],
    )


def fill(first, last, *, north):
    make_series()
    for day in range(first, last):
        make_bulletin(f"2021-03-{day:02}", north=north, south=1)


def test_enough_issues_give_a_rate_per_issue_held():
    fill(8, 14, north=3)

    week = sides(Period(date(2021, 3, 8), date(2021, 3, 15)))

    assert (week["NORTH"]["registered"], week["NORTH"]["rate_per_issue"]) == (18, "3.0")


def test_comparison_needs_enough_issues_in_both_periods():
    fill(8, 15, north=3)

    [series] = document(Period(date(2021, 3, 8), date(2021, 3, 15)))["series"]

    assert series["comparison"]["why_not"] == "too_few_issues_before"
    assert series["comparison"]["sides"] == []


def test_two_full_periods_stand_side_by_side():
    fill(8, 22, north=3)

    [series] = document(Period(date(2021, 3, 15), date(2021, 3, 22)))["series"]

    comparison = series["comparison"]
    assert (comparison["from"], comparison["to"]) == ("2021-03-08", "2021-03-15")
    assert (comparison["held"], comparison["expected"], comparison["why_not"]) == (7, 7, None)
    assert [each["rate_per_issue"] for each in comparison["sides"]] == ["3.0", "1.0"]


def test_uncertain_bulletins_are_listed_apart_and_counted_nowhere():
    make_rich_record()

    [series] = document()["series"]

    uncertain = series["uncertain"]
    assert [each["inferred_date"] for each in uncertain["bulletins"]] == ["2021-03-16"]
    assert (uncertain["without_any_date"], uncertain["inferred_elsewhere"]) == (1, 1)
    assert "2021-03-16" not in [day["day"] for day in series["days"]]


def test_page_dated_bulletin_counts_and_is_flagged():
    make_rich_record()

    [series] = document()["series"]

    assert series["issues"]["page_dated"] == 1
    [flagged] = [day["day"] for day in series["days"] if day["page_dated"]]
    assert flagged == "2021-03-22"
    [line] = [each for each in series["bulletins"] if each["day"] == "2021-03-22"]
    assert "date_from_page" in line["flags"]
    assert line["counts"][0]["notes"] == ["Two totals in one text."]


def test_cumulative_measures_are_steps_and_a_fall_is_restated():
    make_rich_record()

    [series] = document()["series"]

    lines = {line["measure"]: line for line in series["context"]}
    [step] = lines["settlements_joined_total"]["steps"]
    assert (step["from_value"], step["to_value"], step["change"], step["is_restated"]) == (
        "90",
        "85",
        None,
        True,
    )
    assert [each["value"] for each in lines["humanitarian_actions"]["stated"]] == ["4"]
    assert lines["humanitarian_actions"]["steps"] == []


def test_measure_stated_only_before_the_period_is_left_out():
    make_record_between_rounds()
    make_context("2021-03-05", {"settlements_joined_total": "80"})

    [series] = document()["series"]

    assert series["context"] == []


def test_period_between_rounds_is_held_against_the_one_before_it():
    make_record_between_rounds()
    make_round("DEMO-R-0", first_day=date(2021, 3, 3))

    [series] = document()["series"]

    assert (series["comparison"]["from"], series["comparison"]["to"]) == (
        "2021-03-04",
        "2021-03-10",
    )


def test_monitors_figures_overlap_and_say_what_a_running_total_rose_by():
    make_record_between_rounds()
    make_monitor_figure(count=5, period_end=date(2021, 3, 11))
    make_monitor_figure(count=9, period_end=date(2021, 3, 20))
    make_monitor_figure(period_start=date(2021, 3, 26), period_end=date(2021, 3, 30))

    [figure] = document()["monitors"]

    assert (figure["monitor"]["code"], figure["count"]) == ("WATCH", 9)
    assert figure["step"] == {"from": "2021-03-11", "days": 9, "change": 4, "is_restated": False}


def test_rounds_before_within_and_after_with_what_is_known_of_each():
    make_rich_record()

    rounds = document()["rounds"]

    assert [item["kind"] for item in rounds["before"]["items"]] == ["agenda", "follow_up"]
    assert [each["code"] for each in rounds["within"]] == ["DEMO-R-T"]
    assert (rounds["after"]["code"], [item["kind"] for item in rounds["after"]["items"]]) == (
        "DEMO-R-B",
        ["agenda"],
    )


def test_statements_and_control_claims_of_the_period():
    make_rich_record()

    told = document()

    assert [each["said_on"] for each in told["statements"]] == ["2021-03-18"]
    assert [each["on_day"] for each in told["control_claims"]] == ["2021-03-19"]


def test_accused_in_the_source_is_said_to_be_there():
    make_record_between_rounds()
    silent = document()["series"][0]["names_who_fired"]

    make_bulletin("2021-03-17", south=side_facts("SOUTH", 1, accused="NORTH"))

    assert (silent, document()["series"][0]["names_who_fired"]) == (False, True)


def test_same_record_gives_the_same_document_and_fingerprint():
    make_rich_record()

    one, two = document(), document()

    assert one == two
    assert hash_of(one["method"]["inputs"]) == one["method"]["inputs_hash"]


def test_agreement_without_bulletins_has_no_series():
    make_series()
    other = make_agreement("DEMO-2")

    told = summary_document(gather(other, BETWEEN))

    assert told["series"] == []
