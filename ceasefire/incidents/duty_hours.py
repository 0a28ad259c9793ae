"""Whether a duty point is staffed at a moment, by the clock of the agreement's zone. Pure."""

from collections.abc import Collection
from datetime import datetime, time, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

A_DAY = timedelta(days=1)


class Staffed(Protocol):
    """Days by their number in ISO 8601, and hours; without hours it is staffed all day."""

    @property
    def days(self) -> Collection[str]: ...

    @property
    def opens(self) -> time | None: ...

    @property
    def closes(self) -> time | None: ...


def is_open(point: Staffed, moment: datetime, zone: str) -> bool:
    """Whether somebody answers at `moment`.

    Hours are what the clock in `zone` shows, whichever way it was put: an hour that it shows
    twice counts both times. What closes before it opens is open overnight, and its night belongs
    to the day on which it began.
    """
    local = moment.astimezone(ZoneInfo(zone))
    shown = local.time()
    if point.opens is None or point.closes is None:
        return _is_staffed(point, local)
    if point.opens < point.closes:
        return _is_staffed(point, local) and point.opens <= shown < point.closes
    began_today = _is_staffed(point, local) and shown >= point.opens
    return began_today or (_is_staffed(point, local - A_DAY) and shown < point.closes)


def _is_staffed(point: Staffed, local: datetime) -> bool:
    return str(local.isoweekday()) in point.days
