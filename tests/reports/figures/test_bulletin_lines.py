from datetime import date

import pytest

from ceasefire.publication.models import PublishedVersion
from reports.figures.bulletin_lines import uncertain_part
from reports.figures.context import is_cumulative
from reports.figures.measures import counts_killed, measure_in_words
from reports.statistics.periods import Period

BETWEEN = Period(date(2017, 1, 25), date(2017, 2, 15))


def undated(inferred, series="S"):
    document = {
        "series": {"code": series},
        "period_end": None,
        "date_basis": "inferred" if inferred else "none",
        "inferred_date": inferred,
        "source_url": "https://valley.invalid/1",
        "source_language": "en",
        "flags": [],
        "counts": [],
    }
    return PublishedVersion(public_id=f"id-{inferred}", version=1, document=document)


@pytest.mark.parametrize(
    ("inferred", "may_touch"),
    [
        ("2017-01-24", False),
        ("2017-01-25", True),
        ("2017-02-14", True),
        ("2017-02-15", False),
        ("2017-01", True),
        ("2017-02", True),
        ("2017-03", False),
        ("2017", True),
        ("2016", False),
    ],
)
def test_inferred_day_or_month_may_touch_the_period(inferred, may_touch):
    part = uncertain_part([undated(inferred)], "S", BETWEEN)

    assert ([each["inferred_date"] for each in part["bulletins"]] == [inferred]) is may_touch
    assert part["inferred_elsewhere"] == (0 if may_touch else 1)


def test_bulletins_without_any_date_are_counted_for_their_series_only():
    part = uncertain_part([undated(""), undated("", "T")], "S", BETWEEN)

    assert (part["bulletins"], part["without_any_date"]) == ([], 1)


@pytest.mark.parametrize(
    ("measure", "cumulative"),
    [
        ("settlements_joined_total", True),
        ("area_retaken_total_km2", True),
        ("area_retaken_km2", False),
        ("humanitarian_actions", False),
        ("totally_other", False),
    ],
)
def test_measure_runs_on_if_its_name_says_total(measure, cumulative):
    assert is_cumulative(measure) is cumulative


def test_measures_are_said_in_words():
    assert measure_in_words("killed_civilians") == "civilians killed"
    assert measure_in_words("humanitarian_actions") == "humanitarian actions"
    assert measure_in_words("boats_lost") == "boats lost"


def test_figures_of_killed_are_told_from_others():
    measures = ["killed", "killed_women", "breaches", "killedness"]

    assert [counts_killed(each) for each in measures] == [True, True, False, False]
