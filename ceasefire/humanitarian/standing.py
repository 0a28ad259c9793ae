"""What has become of a request for access, and how long was waited for it. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from ceasefire.codes.humanitarian import AccessStanding

WAITING = frozenset({AccessStanding.UNANSWERED, AccessStanding.DELAYED})


class Decided(Protocol):
    """A decision as it is recorded; whoever recorded it may have struck it."""

    pk: int
    kind: str
    decided_on: date
    struck_at: datetime | None


@dataclass(frozen=True)
class Standing:
    """What stands of a request, since which day, and for how many days somebody waited."""

    kind: AccessStanding
    since: date | None
    days_waited: int

    @property
    def waits(self) -> bool:
        """Whether whoever asked is still waiting: nobody decided, or it was put off."""
        return self.kind in WAITING


def standing_of(asked_on: date, decisions: Iterable[Decided], today: date) -> Standing:
    """The latest decision that was not struck, or none. The wait ends with it, or goes on."""
    kept = [each for each in decisions if each.struck_at is None]
    last = max(kept, key=lambda each: (each.decided_on, each.pk), default=None)
    kind = AccessStanding(last.kind) if last else AccessStanding.UNANSWERED
    since = last.decided_on if last else None
    end = today if since is None or kind in WAITING else since
    return Standing(kind, since, days_waited=(end - asked_on).days)
