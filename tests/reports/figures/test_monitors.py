from datetime import date

import pytest

from ceasefire.agreements.models import Agreement
from reports.figures.agreements import day_of_agreement
from reports.figures.monitors import monitor_parts, read_monitors
from reports.statistics.periods import Period
from tests.builders.agreements import make_agreement
from tests.builders.summaries import make_monitor_figure

pytestmark = pytest.mark.django_db
MARCH = Period(date(2021, 3, 10), date(2021, 3, 20))


def parts(period=MARCH):
    agreement = Agreement.objects.get(code="DEMO-1")
    return monitor_parts(read_monitors(agreement, period), period)


@pytest.mark.parametrize(
    ("first", "last", "is_shown"),
    [
        ("2021-03-01", "2021-03-09", False),
        ("2021-03-01", "2021-03-10", True),
        ("2021-03-19", "2021-03-25", True),
        ("2021-03-20", "2021-03-25", False),
    ],
)
def test_figure_is_shown_if_its_own_period_overlaps(first, last, is_shown):
    make_agreement()

    make_monitor_figure(period_start=date.fromisoformat(first), period_end=date.fromisoformat(last))

    assert len(parts()) == is_shown


def test_running_totals_step_only_within_the_same_words():
    make_agreement()
    make_monitor_figure(count=5, period_end=date(2021, 3, 8))
    make_monitor_figure("killed", 2, period_end=date(2021, 3, 9))
    make_monitor_figure(count=8, period_start=date(2021, 3, 3), period_end=date(2021, 3, 9))
    make_monitor_figure(count=9, period_end=date(2021, 3, 12))

    [figure] = parts()

    assert figure["step"] == {"from": "2021-03-08", "days": 4, "change": 4, "is_restated": False}


def test_running_total_that_fell_is_restated():
    make_agreement()
    make_monitor_figure(count=9, period_end=date(2021, 3, 8))
    make_monitor_figure(count=7, period_end=date(2021, 3, 12))

    [figure] = parts()

    assert (figure["step"]["change"], figure["step"]["is_restated"]) == (None, True)


def test_figure_of_single_days_has_no_step():
    make_agreement()
    make_monitor_figure(is_cumulative=False, period_end=date(2021, 3, 8))
    make_monitor_figure(is_cumulative=False, period_end=date(2021, 3, 12))

    [figure] = parts()

    assert figure["step"] is None


@pytest.mark.parametrize(
    ("day", "number"),
    [(date(2021, 3, 1), 1), (date(2021, 3, 31), 31), (date(2021, 2, 28), None)],
)
def test_days_of_an_agreement_count_from_its_first(day, number):
    assert day_of_agreement(make_agreement(), day) == number


def test_agreement_without_a_moment_of_effect_has_no_days():
    assert day_of_agreement(make_agreement(effective_from=None), date(2021, 3, 1)) is None
