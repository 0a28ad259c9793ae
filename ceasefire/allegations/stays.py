"""How long cases were at each level of a referral ladder. Pure.

A whole day runs from one hour of the agreement's clock to the same hour of the next day, whatever
the clocks do in between; the hours that are left over are hours. A level answers in time up to the
end of the last of its local days after that on which the case came.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from statistics import median
from zoneinfo import ZoneInfo

from ceasefire.allegations.deadlines import ReplyRule, due_at, last_day

HOUR = timedelta(hours=1)


@dataclass(frozen=True)
class Stay:
    """One time of a case at a level, known by a number; without `until` it lasts."""

    level: int
    since: datetime
    until: datetime | None = None
    answers_within_days: int | None = None


@dataclass(frozen=True)
class TimeAtLevel:
    """How long a stay lasted, or lasts so far; `due_on`: the last day on which an answer is in
    time, where the ladder gives one."""

    level: int
    since: datetime
    until: datetime | None
    days: int
    hours: int
    due_on: date | None
    is_overdue: bool


@dataclass(frozen=True)
class LevelTimes:
    """How often cases came to a level, and the whole days they were there; None if none came."""

    level: int
    count: int
    median: float | None = None
    longest: int | None = None


def time_at_level(stay: Stay, zone: str, now: datetime) -> TimeAtLevel:
    """The time of a stay by the clock of `zone`; of one that lasts, up to `now`."""
    end = stay.until or now
    days, hours = _whole(stay.since, end, zone)
    due_on, is_overdue = None, False
    if stay.answers_within_days is not None:
        due = due_at(stay.since, ReplyRule(stay.answers_within_days), zone)
        due_on, is_overdue = last_day(due, zone), end >= due
    return TimeAtLevel(stay.level, stay.since, stay.until, days, hours, due_on, is_overdue)


def level_times(levels: Sequence[int], times: Iterable[TimeAtLevel]) -> list[LevelTimes]:
    """The stays at each of these levels, in the order of the levels."""
    days: dict[int, list[int]] = {level: [] for level in levels}
    for each in times:
        days[each.level].append(each.days)
    return [
        LevelTimes(level, len(found), median(found), max(found)) if found else LevelTimes(level, 0)
        for level, found in days.items()
    ]


def _whole(since: datetime, end: datetime, zone: str) -> tuple[int, int]:
    """Whole days by the clock of `zone`, and the whole hours that are left over."""
    local = since.astimezone(ZoneInfo(zone))
    days = (end.astimezone(ZoneInfo(zone)).date() - local.date()).days
    if _later(local, days) > end:
        days -= 1
    return days, (end - _later(local, days)) // HOUR


def _later(local: datetime, days: int) -> datetime:
    """The same hour so many days later."""
    return (local + timedelta(days=days)).astimezone(UTC)
