"""When a duty point is staffed, by the clock of Damascus: put forward on 26 March 2021, back on
29 October."""

from dataclasses import dataclass
from datetime import datetime, time

import pytest

from ceasefire.incidents.duty_hours import is_open

ZONE = "Asia/Damascus"
FRIDAY, SATURDAY = "5", "6"


@dataclass(frozen=True)
class Point:
    days: tuple[str, ...] = (FRIDAY,)
    opens: time | None = None
    closes: time | None = None


BY_DAY = Point(opens=time(8), closes=time(17, 30))
OVERNIGHT = Point(opens=time(20), closes=time(6))
AT_TWO = Point(days=(FRIDAY, SATURDAY), opens=time(0, 30), closes=time(2))


def at(moment):
    return datetime.fromisoformat(f"{moment}+00:00")


@pytest.mark.parametrize(
    ("point", "moment", "expected"),
    [
        # Friday 5 March 2021 runs from 22:00 UTC on the day before.
        (Point(), "2021-03-04T21:59", False),
        (Point(), "2021-03-04T22:00", True),
        (Point(), "2021-03-05T21:59", True),
        (Point(), "2021-03-05T22:00", False),
        (BY_DAY, "2021-03-05T05:59", False),
        (BY_DAY, "2021-03-05T06:00", True),
        (BY_DAY, "2021-03-05T15:29", True),
        (BY_DAY, "2021-03-05T15:30", False),
        (BY_DAY, "2021-03-06T08:00", False),
        (OVERNIGHT, "2021-03-05T17:59", False),
        (OVERNIGHT, "2021-03-05T18:00", True),
        (OVERNIGHT, "2021-03-06T03:59", True),
        (OVERNIGHT, "2021-03-06T04:00", False),
        (OVERNIGHT, "2021-03-05T03:00", False),
        (OVERNIGHT, "2021-03-06T18:00", False),
        # On the summer's clock it opens an hour earlier by UTC.
        (BY_DAY, "2021-06-04T05:00", True),
        (BY_DAY, "2021-06-04T04:59", False),
    ],
)
def test_point_is_open_by_the_clock_of_its_agreement(point, moment, expected):
    assert is_open(point, at(moment), ZONE) is expected


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        # Forward: midnight to one is skipped on 26 March; it opens when the clock shows 01:00.
        ("2021-03-25T21:59", False),
        ("2021-03-25T22:00", True),
        ("2021-03-25T22:59", True),
        ("2021-03-25T23:00", False),
        # Back: the last hour of 28 October is shown twice; half past midnight only once.
        ("2021-10-28T22:29", False),
        ("2021-10-28T22:30", True),
        ("2021-10-28T23:59", True),
        ("2021-10-29T00:00", False),
    ],
)
def test_point_is_open_where_the_clock_is_put_forward_or_back(moment, expected):
    assert is_open(AT_TWO, at(moment), ZONE) is expected


def test_hour_that_the_clock_shows_twice_counts_both_times():
    late = Point(days=("4",), opens=time(23), closes=time(23, 30))  # Thursday 28 October

    told = [is_open(late, at(f"2021-10-28T{hour}"), ZONE) for hour in ("20:15", "21:15", "22:15")]

    assert told == [True, True, False]
