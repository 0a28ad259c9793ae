from datetime import date, timedelta
from decimal import Decimal

import pytest

from reports.statistics.issues import issues_held, rate_per_issue, spans
from reports.statistics.periods import Period

BETWEEN_ASTANA_1_AND_2 = Period(date(2017, 1, 25), date(2017, 2, 15))
STARTED = date(2016, 12, 30)


def test_one_of_21_is_held_between_the_first_two_rounds():
    held = [date(2017, 1, 23), date(2017, 2, 10), date(2017, 2, 17)]

    issues = issues_held(BETWEEN_ASTANA_1_AND_2, held, STARTED, None)

    assert (issues.held, issues.expected, issues.allow_a_rate) == (1, 21, False)
    assert spans(issues.missing_days) == [
        (date(2017, 1, 25), date(2017, 2, 9)),
        (date(2017, 2, 11), date(2017, 2, 14)),
    ]


@pytest.mark.parametrize(("held", "allowed"), [(15, False), (16, True), (20, True)])
def test_rate_needs_80_per_cent_of_the_issues(held, allowed):
    start = date(2021, 3, 1)
    period = Period(start, start + timedelta(days=20))

    issues = issues_held(period, period.days[:held], STARTED, None)

    assert issues.allow_a_rate is allowed


def test_issues_are_expected_only_while_the_series_runs():
    period = Period(date(2021, 3, 1), date(2021, 3, 11))

    issues = issues_held(period, [], date(2021, 3, 4), date(2021, 3, 6))

    assert issues.expected_days == (date(2021, 3, 4), date(2021, 3, 5), date(2021, 3, 6))


def test_issue_held_outside_the_run_of_its_series_is_expected_too():
    period = Period(date(2021, 3, 1), date(2021, 3, 4))

    issues = issues_held(period, [date(2021, 3, 2)], date(2021, 4, 1), None)

    assert (issues.held, issues.expected) == (1, 1)


def test_nothing_expected_allows_no_rate():
    issues = issues_held(Period(date(2021, 3, 1), date(2021, 3, 4)), [], date(2021, 4, 1), None)

    assert (issues.expected, issues.allow_a_rate) == (0, False)


@pytest.mark.parametrize(
    ("registered", "issues", "rate"),
    [(10, 4, "2.5"), (1, 3, "0.3"), (5, 20, "0.3"), (0, 7, "0.0"), (7, 0, None)],
)
def test_rate_is_per_issue_held_to_one_decimal_halves_up(registered, issues, rate):
    assert rate_per_issue(registered, issues) == (rate and Decimal(rate))


def test_spans_of_no_days_are_none():
    assert spans([]) == []
