from datetime import date

import pytest
import time_machine

from tests.builders.accounts import make_user, sign_in
from tests.builders.agreements import make_agreement
from tests.builders.monitoring import make_bulletin, make_series, side_facts
from tests.builders.summaries import make_monitor_figure, make_record_between_rounds
from tests.ceasefire.web.pages import body_rows, first, links, parsed, section, text_of

pytestmark = pytest.mark.django_db
DEMO = "/overview/DEMO-1/"


def words(tree, name):
    return text_of(section(tree, name))


def table_of(part):
    return [[text_of(cell) for cell in row if cell.tag in {"th", "td"}] for row in body_rows(part)]


def test_first_page_leads_to_the_newest_real_agreement_with_bulletins(reader):
    make_series("OLD-DAILY", agreement="OLD-1")
    for code, bulletins in (("OLD-1", "OLD-DAILY"), ("DEMO-1", None)):
        make_agreement(code, is_demo=code == "DEMO-1")
        make_series(bulletins or "DEMO-1-DAILY", agreement=code)
    make_bulletin("2021-03-05", series="OLD-DAILY")
    make_bulletin("2021-03-06")
    make_agreement("NEW-1", is_demo=False)

    assert reader.get("/").headers["Location"] == "/overview/OLD-1/"


def test_first_page_without_a_real_agreement_is_a_list(reader):
    make_bulletin("2021-03-05")

    answer = reader.get("/", follow=True)

    assert answer.redirect_chain == [("/overview/", 302)]
    assert DEMO in links(parsed(answer))


def test_overview_leads_to_others_and_to_summaries(page):
    make_bulletin("2021-03-05")
    make_series("OLD-DAILY", agreement="OLD-1")
    make_bulletin("2021-03-05", series="OLD-DAILY")
    make_agreement("NEW-1")

    leads = links(page(DEMO))

    assert {"/overview/OLD-1/", "/summaries/?agreement=DEMO-1"} <= set(leads)
    assert "/overview/NEW-1/" not in leads


def test_list_says_how_many_bulletins_are_held(page):
    make_bulletin("2021-03-05")
    make_agreement("NEW-1")

    said = text_of(first(page("/overview/"), "main", id="main"))

    assert "1 bulletin held" in said
    assert "no bulletins held" in said


def test_list_leads_on_to_a_real_agreement(reader):
    make_series("OLD-DAILY", agreement="OLD-1")
    make_agreement("OLD-1", is_demo=False)
    make_bulletin("2021-03-05", series="OLD-DAILY")

    assert reader.get("/overview/").headers["Location"] == "/overview/OLD-1/"


def test_visitors_are_sent_to_sign_in(client):
    make_bulletin("2021-03-05")

    assert client.get(DEMO).headers["Location"] == f"/account/login/?next={DEMO}"


def test_unknown_agreement_is_not_found(reader):
    make_agreement()

    assert reader.get("/overview/NOWHERE/").status_code == 404


def test_head_names_agreement_day_and_its_number(page):
    make_record_between_rounds()

    head = text_of(first(page(DEMO, on="2021-03-20"), "header", class_="overview-head"))

    assert "20 March 2021 · day 20 of the agreement" in head
    assert "DEMO" in head


def test_few_bulletins_say_nothing_of_better_or_worse(page):
    make_record_between_rounds()

    answer = words(page(DEMO, on="2021-03-20"), "answer-title")

    assert answer == (
        "Better or worse? Cannot say: 2 of the 19 daily bulletins of 1–20 March are held; "
        "low numbers here do not mean calm."
    )


def fill(month, first_day, last_day):
    for day in range(first_day, last_day + 1):
        make_bulletin(f"2021-{month:02}-{day:02}", north=3, south=1)


def test_full_period_after_a_thin_one_is_not_compared(page):
    fill(4, 1, 7)

    part = section(page(DEMO, on="2021-04-07"), "answer-title")

    assert (
        "Cannot say: of the days before, 25–31 March, only 0 of 7 daily bulletins are held."
    ) in text_of(part)
    assert table_of(part) == [["1–7 April 2021", "7/7", "3.0", "1.0"]]


def test_full_period_before_which_the_series_did_not_run_is_not_compared(page):
    make_series(starts_on=date(2021, 4, 1))
    fill(4, 1, 7)

    answer = words(page(DEMO, on="2021-04-07"), "answer-title")

    assert "Cannot say: the series did not run in the days before." in answer


def test_series_that_does_not_run_yet_says_so(page):
    make_series(starts_on=date(2021, 4, 1))

    answer = words(page(DEMO, on="2021-03-07"), "answer-title")

    assert "Cannot say: the series did not run in these days." in answer


def test_two_full_periods_stand_side_by_side_without_a_label(page):
    fill(3, 25, 31)
    fill(4, 1, 7)

    part = section(page(DEMO, on="2021-04-07"), "answer-title")

    assert "The record gives no label" in text_of(part)
    assert table_of(part) == [
        ["1–7 April 2021", "7/7", "3.0", "1.0"],
        ["25–31 March", "7/7", "3.0", "1.0"],
    ]


def test_latest_bulletin_stands_in_two_columns_by_area(page):
    make_record_between_rounds()

    part = section(page(DEMO, on="2021-03-17"), "latest-title-1")

    assert [text_of(each) for each in part.iter("th")][:3] == [
        "Area, as the source draws it",
        "registered by the Northern Command",
        "registered by the Southern Command",
    ]
    assert table_of(part) == [
        ["Total stated", "10", "8"],
        ["Upper Valley", "8", "–"],
        ["Lower Valley", "2", "–"],
        ["Weir Bridge district", "–", "8"],
        [
            "The other side's view",
            "the Southern Command's view is not in this source",
            "8 of 8 not confirmed by the Northern Command, in 1 of 1 bulletins",
        ],
    ]
    assert "No bulletin of 17 March 2021 is held." in text_of(part)


def test_columns_say_who_published_them_and_what_they_do_not_say(page):
    make_record_between_rounds()

    said = words(page(DEMO, on="2021-03-15"), "latest-title-1")

    assert (
        "Both as published by the Joint Office of the valley; the Southern Command's view of the "
        "records of the Northern Command is not in this source; neither column says who fired."
    ) in said


def test_source_that_names_the_accused_is_not_said_to_be_silent(page):
    make_series()
    make_bulletin("2021-03-15", south=side_facts("SOUTH", 1, accused="NORTH"))

    said = words(page(DEMO, on="2021-03-15"), "latest-title-1")

    assert "neither column says who fired" not in said
    assert "where the source says who fired, that is its issuer's word" in said


def test_flags_of_the_latest_bulletin_are_said(page):
    make_record_between_rounds()

    said = words(page(DEMO, on="2021-03-20"), "latest-title-1")

    assert "The governorates add up to less than the total." in said


def test_strip_has_a_table_twin_with_the_same_numbers(page):
    make_record_between_rounds()

    part = section(page(DEMO, on="2021-03-20"), "strip-title-1")

    assert first(part, "svg", class_="chart") is not None
    assert table_of(part) == [["15 March 2021", "10", "8"], ["20 March 2021", "4", "0"]]
    assert "2 of 19 daily bulletins held" in text_of(part)


def test_accepted_and_disputed_are_said_by_author(page):
    make_record_between_rounds()
    south = side_facts("SOUTH", 6, view={"confirmed": 2, "excluded_target": 1})
    make_bulletin("2021-03-17", south=south)

    said = words(page(DEMO, on="2021-03-20"), "accepted-title-1")

    assert (
        "2 of 6 registered by the Southern Command were confirmed by the Northern Command, "
        "in 1 of 3 bulletins."
    ) in said
    assert "8 of 8 registered by the Southern Command were not confirmed" in said
    assert "1 of 6 registered by the Southern Command were called fire at a group" in said
    assert "What the Southern Command says of the records of the Northern Command is not" in said


def test_nothing_accepted_is_said_so(page):
    make_bulletin("2021-03-17")

    said = words(page(DEMO, on="2021-03-17"), "accepted-title-1")

    assert said.count("None in this period is stated.") == 2


def test_killed_are_told_by_each_counter_and_apart_from_breaches(page):
    make_record_between_rounds()
    make_monitor_figure("breaches", 5)
    make_monitor_figure("killed", 2, blamed="Northern Command")

    tree = page(DEMO, on="2021-03-20")

    killed, others = words(tree, "killed-title"), words(tree, "monitors-title")
    assert "2 people killed blamed by it on Northern Command" in killed
    assert "Do not compare or add" in killed
    assert "do not compare or add" in others
    assert "5 breaches" in others
    assert "5 breaches" not in killed


def test_not_seen_is_listed(page):
    make_record_between_rounds()

    said = words(page(DEMO, on="2021-03-20"), "unseen-title")

    assert "no bulletin is held for 17 days: 2–14 March; 16–19 March." in said
    assert "The Southern Command's view of the records of the Northern Command." in said
    assert "could look, anywhere" in said


def test_next_round_and_the_one_before(page):
    make_record_between_rounds()

    said = words(page(DEMO, on="2021-03-20"), "next-title")

    assert "in 6 days Valley meeting DEMO-R-B, 26 March 2021, Weir Bridge" in said
    assert "The round before Valley meeting DEMO-R-A, 10–11 March 2021" in said


def test_usual_day_is_that_of_the_last_bulletin(page):
    make_record_between_rounds()

    with time_machine.travel("2021-06-01T12:00Z", tick=False):
        tree = page(DEMO)

    assert first(tree, "input", id="on").get("value") == "2021-03-20"
    assert "?on=2021-03-15" in links(tree)


def test_usual_day_of_a_current_series_is_today(page):
    make_record_between_rounds()

    with time_machine.travel("2021-03-26T12:00Z", tick=False):
        tree = page(DEMO)

    assert first(tree, "input", id="on").get("value") == "2021-03-26"


@pytest.mark.parametrize(
    ("day", "says"),
    [
        ("yesterday", "Write the day as in 2017-02-25."),
        ("9999-12-31", "Choose a day of this or the last century."),
        ("0001-01-01", "Choose a day of this or the last century."),
    ],
)
def test_day_that_cannot_be_read_is_refused_in_words(client, day, says):
    make_record_between_rounds()
    sign_in(client, make_user())

    answer = client.get(DEMO, {"on": day})

    assert answer.status_code == 400
    assert says in text_of(parsed(answer))


def test_agreement_without_bulletins_says_so(page):
    make_agreement()

    tree = page(DEMO, on="2021-03-20")

    assert "the record holds no series of bulletins" in words(tree, "answer-title")


def test_agreement_whose_first_day_is_not_known_has_no_number(page):
    make_agreement(effective_from=None)

    head = text_of(first(page(DEMO, on="2021-03-20"), "header", class_="overview-head"))

    assert "of the agreement" not in head


def test_day_before_the_first_bulletin_has_no_latest(page):
    make_record_between_rounds()

    tree = page(DEMO, on="2021-03-05")

    assert "No dated bulletin is held up to this day." in words(tree, "latest-title-1")


def test_day_before_the_agreement_has_no_number(page):
    make_record_between_rounds()

    head = text_of(first(page(DEMO, on="2021-02-20"), "header", class_="overview-head"))

    assert "of the agreement" not in head


def test_change_that_nobody_recounted_yet_is_shown(page):
    make_record_between_rounds()
    page(DEMO, on="2021-03-20")
    make_bulletin("2021-03-18", north=1, south=1)

    assert "3 of the 19" in words(page(DEMO, on="2021-03-20"), "answer-title")


def test_right_to_left_page_is_mirrored(reader):
    make_record_between_rounds()
    reader.cookies["django_language"] = "ar"

    tree = parsed(reader.get(DEMO, {"on": "2021-03-20"}))

    assert tree.get("dir") == "rtl"
    assert "القيادة الشمالية" in words(tree, "latest-title-1")
