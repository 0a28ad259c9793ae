from datetime import UTC, date, datetime

import pytest

from reports.statistics.periods import (
    Meeting,
    Period,
    closes_at,
    day_of,
    month_of,
    month_up_to,
    periods_between,
    week_of,
)

ASTANA = [
    Meeting(date(2017, 1, 23), date(2017, 1, 24)),
    Meeting(date(2017, 2, 15), date(2017, 2, 16)),
    Meeting(date(2017, 3, 14), date(2017, 3, 15)),
]


def test_period_holds_its_first_day_and_not_its_end():
    period = Period(date(2017, 1, 25), date(2017, 2, 15))

    assert date(2017, 1, 25) in period
    assert date(2017, 2, 15) not in period
    assert date(2017, 1, 24) not in period
    assert (period.length, period.last) == (21, date(2017, 2, 14))
    assert (period.days[0], period.days[-1], len(period.days)) == (
        date(2017, 1, 25),
        date(2017, 2, 14),
        21,
    )


@pytest.mark.parametrize("end", [date(2017, 1, 25), date(2017, 1, 24)])
def test_empty_period_is_refused(end):
    with pytest.raises(ValueError, match="ends after it starts"):
        Period(date(2017, 1, 25), end)


def test_period_before_is_as_long_and_ends_where_this_starts():
    period = Period(date(2017, 2, 1), date(2017, 2, 26))

    assert period.before() == Period(date(2017, 1, 7), date(2017, 2, 1))


@pytest.mark.parametrize(
    ("first", "last", "part"),
    [
        (None, None, Period(date(2021, 3, 5), date(2021, 3, 10))),
        (date(2021, 3, 7), None, Period(date(2021, 3, 7), date(2021, 3, 10))),
        (date(2021, 3, 1), date(2021, 3, 6), Period(date(2021, 3, 5), date(2021, 3, 7))),
        (date(2021, 3, 10), None, None),
        (None, date(2021, 3, 4), None),
    ],
)
def test_part_within_days_that_are_both_included(first, last, part):
    assert Period(date(2021, 3, 5), date(2021, 3, 10)).within(first, last) == part


@pytest.mark.parametrize(
    ("day", "monday"),
    [
        (date(2017, 2, 6), date(2017, 2, 6)),
        (date(2017, 2, 12), date(2017, 2, 6)),
        (date(2017, 2, 13), date(2017, 2, 13)),
    ],
)
def test_week_runs_from_monday(day, monday):
    assert (week_of(day).start, week_of(day).length) == (monday, 7)


@pytest.mark.parametrize(
    ("day", "month"),
    [
        (date(2017, 2, 28), Period(date(2017, 2, 1), date(2017, 3, 1))),
        (date(2016, 12, 31), Period(date(2016, 12, 1), date(2017, 1, 1))),
        (date(2020, 2, 29), Period(date(2020, 2, 1), date(2020, 3, 1))),
    ],
)
def test_month_is_the_calendar_month(day, month):
    assert month_of(day) == month


def test_day_and_month_so_far():
    day = date(2017, 2, 25)

    assert day_of(day) == Period(day, date(2017, 2, 26))
    assert month_up_to(day) == Period(date(2017, 2, 1), date(2017, 2, 26))


def test_between_rounds_from_the_day_after_one_to_the_first_day_of_the_next():
    found = periods_between(reversed(ASTANA))

    assert found == [
        Period(date(2017, 1, 25), date(2017, 2, 15)),
        Period(date(2017, 2, 17), date(2017, 3, 14)),
    ]


@pytest.mark.parametrize("first_day", [date(2017, 1, 24), date(2017, 1, 25)])
def test_rounds_that_touch_or_overlap_have_nothing_between_them(first_day):
    meetings = [ASTANA[0], Meeting(first_day, date(2017, 1, 30))]

    assert periods_between(meetings) == []


def test_one_round_bounds_no_period():
    assert periods_between(ASTANA[:1]) == []


def test_period_closes_with_its_last_local_day():
    period = Period(date(2017, 1, 1), date(2017, 2, 1))

    assert closes_at(period, "Asia/Damascus", before_a_round=False) == datetime(
        2017, 1, 31, 22, tzinfo=UTC
    )


def test_period_before_a_round_closes_at_18_on_the_eve():
    period = Period(date(2017, 1, 25), date(2017, 2, 15))

    assert closes_at(period, "Asia/Damascus", before_a_round=True) == datetime(
        2017, 2, 14, 16, tzinfo=UTC
    )
