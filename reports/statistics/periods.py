"""Periods of local days, half-open, and the moment at which each is closed.

A period between rounds runs from the day after the last day of one round to the
first day of the next. Its record is closed at 18:00 (agreement's zone) on the
day before that next round opens; every other period closes with its last day.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from ceasefire.common.clock import start_of_day

CUT_OFF_BEFORE_A_ROUND = time(18)
ONE_DAY = timedelta(days=1)
# Days that a person may ask for: far from where calendars end, near to every ceasefire.
EARLIEST, LATEST = date(1900, 1, 1), date(2100, 1, 1)
DAYS_OF_A_WEEK = 7


@dataclass(frozen=True, order=True)
class Period:
    """Local days from `start` up to, but not including, `end`. Raises ValueError if empty."""

    start: date
    end: date

    def __post_init__(self) -> None:
        if self.end <= self.start:
            raise ValueError(f"a period ends after it starts: {self.start} to {self.end}")

    def __contains__(self, day: date) -> bool:
        return self.start <= day < self.end

    @property
    def length(self) -> int:
        """How many days."""
        return (self.end - self.start).days

    @property
    def last(self) -> date:
        """The last day that is included."""
        return self.end - ONE_DAY

    @property
    def days(self) -> list[date]:
        return [self.start + timedelta(days=count) for count in range(self.length)]

    def before(self) -> "Period":
        """The period of the same length that ends where this one starts."""
        return Period(self.start - timedelta(days=self.length), self.start)

    def within(self, first: date | None, last: date | None) -> "Period | None":
        """The part from `first` to `last` (both included, None for open), or None if there is none."""
        start = max(self.start, first) if first else self.start
        end = min(self.end, last + ONE_DAY) if last else self.end
        return Period(start, end) if start < end else None


@dataclass(frozen=True, order=True)
class Meeting:
    """The first and the last day of a round of talks."""

    first_day: date
    last_day: date


def day_of(day: date) -> Period:
    return Period(day, day + ONE_DAY)


def week_of(day: date) -> Period:
    """The week that holds `day`, from Monday."""
    monday = day - timedelta(days=day.weekday())
    return Period(monday, monday + timedelta(days=DAYS_OF_A_WEEK))


def month_of(day: date) -> Period:
    """The calendar month that holds `day`."""
    first = day.replace(day=1)
    return Period(first, (first + timedelta(days=31)).replace(day=1))


def month_up_to(day: date) -> Period:
    """The month of `day`, up to and including `day`."""
    return Period(day.replace(day=1), day + ONE_DAY)


def periods_between(meetings: Iterable[Meeting]) -> list[Period]:
    """The periods between consecutive meetings, earliest first; none where they touch or overlap."""
    ordered = sorted(meetings)
    gaps = ((earlier.last_day + ONE_DAY, later.first_day) for earlier, later in pairwise(ordered))
    return [Period(start, end) for start, end in gaps if start < end]


def closes_at(period: Period, zone: str, *, before_a_round: bool) -> datetime:
    """When the record of `period` is closed, in UTC, for days of `zone` (IANA name)."""
    if not before_a_round:
        return start_of_day(period.end, zone)
    local = datetime.combine(period.last, CUT_OFF_BEFORE_A_ROUND, tzinfo=ZoneInfo(zone))
    return local.astimezone(UTC)
