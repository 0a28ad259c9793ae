"""Days and moments in the time zone an agreement fixes.

A day runs from one local midnight to the next, so it has 23 or 25 hours where
the clocks change. Periods are half-open: `from` is in, `to` is not.
"""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, available_timezones

from django.core.exceptions import ValidationError


def local_day(moment: datetime, zone: str) -> date:
    """The calendar day on which `moment` (aware) falls in `zone` (IANA name)."""
    return moment.astimezone(ZoneInfo(zone)).date()


def start_of_day(day: date, zone: str) -> datetime:
    """The first moment of `day` in `zone`, in UTC."""
    return datetime.combine(day, time.min, tzinfo=ZoneInfo(zone)).astimezone(UTC)


def days_between(start: date, end: date) -> list[date]:
    """Every day from `start` up to, but not including, `end`."""
    return [start + timedelta(days=count) for count in range((end - start).days)]


def last_day(end: date) -> date:
    """The last day that a period ending (exclusively) at `end` includes."""
    return end - timedelta(days=1)


def validate_time_zone(name: str) -> None:
    """Refuse what is not an IANA time zone."""
    if name not in available_timezones():
        raise ValidationError(f"{name} is not an IANA time zone.", code="time_zone")
