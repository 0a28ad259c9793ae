"""When an answer is due: the clock of a notification. Pure.

Source: the handbook's 3.6. The clock starts when the party acknowledges what was put to it, at
the latest a day after it was put. Days are those of the agreement: they run from one local
midnight to the next, whatever the clocks do in between. Where both sides accepted a number of
hours in writing, hours are hours. The deadline is moved once, by one more period of that length.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from ceasefire.common.clock import local_day, start_of_day

DELIVERED_AFTER = timedelta(hours=24)
SOON_BEFORE = timedelta(days=2)


@dataclass(frozen=True)
class ReplyRule:
    """How long a party has to answer: whole days, unless hours are given."""

    days: int = 7
    hours: int | None = None


def deemed_at(put_at: datetime) -> datetime:
    """When what was put counts as delivered, though nobody acknowledged it."""
    return put_at + DELIVERED_AFTER


def clock_start(put_at: datetime, acknowledged_at: datetime | None) -> datetime:
    """When the time to answer begins to run."""
    deemed = deemed_at(put_at)
    return min(acknowledged_at, deemed) if acknowledged_at else deemed


def due_at(start: datetime, rule: ReplyRule, zone: str) -> datetime:
    """The first moment that is too late (UTC), if the clock starts at `start` (aware).

    With days: the end of the last of the local days after that of the start.
    """
    if rule.hours is not None:
        return start + timedelta(hours=rule.hours)
    return start_of_day(local_day(start, zone) + timedelta(days=rule.days + 1), zone)


def extended(due: datetime, rule: ReplyRule, zone: str) -> datetime:
    """The deadline after one more period of the same length."""
    if rule.hours is not None:
        return due + timedelta(hours=rule.hours)
    return due_at(due - datetime.resolution, rule, zone)


def last_day(due: datetime, zone: str) -> date:
    """The last local day on which an answer is in time."""
    return local_day(due - datetime.resolution, zone)


def ends_a_day(due: datetime, zone: str) -> bool:
    """Whether an answer is in time to the very end of that day."""
    return due == start_of_day(local_day(due, zone), zone)
