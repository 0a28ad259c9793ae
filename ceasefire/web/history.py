"""Who did what to a record, when and why, for those allowed to know."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.auth.models import AnonymousUser

from ceasefire.accounts.models import User
from ceasefire.ledger.models import LedgerEntry
from ceasefire.publication.choices import PublishedKind

SUBJECTS = {
    PublishedKind.AGREEMENT: "ceasefire.agreement",
    PublishedKind.PROVISION: "ceasefire.provision",
    PublishedKind.PARTY: "ceasefire.party",
    PublishedKind.AREA: "ceasefire.area",
    PublishedKind.PLACE: "ceasefire.place",
    PublishedKind.ZONE: "ceasefire.zone",
    PublishedKind.ROUND: "ceasefire.round",
    PublishedKind.STATEMENT: "ceasefire.statement",
    PublishedKind.CONTROL_CLAIM: "ceasefire.controlclaim",
    PublishedKind.BULLETIN: "ceasefire.bulletin",
    PublishedKind.SUMMARY: "reports.compliancesummary",
}


@dataclass(frozen=True)
class Deed:
    """One ledger entry, with the name of whoever did it."""

    who: str
    role: str
    what: str
    when: datetime
    why: str
    details: dict[str, Any]
    subject_type: str
    subject_id: str


def history_of(user: User | AnonymousUser, kind: PublishedKind, public_id: str) -> list[Deed]:
    """The entries about one record that `user` may see, oldest first."""
    visible = LedgerEntry.objects.visible_to(user)
    return deeds(visible.filter(subject_type=SUBJECTS[kind], subject_id=public_id))


def deeds(entries: Iterable[LedgerEntry]) -> list[Deed]:
    """Ledger entries as people read them, in the same order."""
    entries = list(entries)
    actors = User.objects.filter(public_id__in={entry.actor_id for entry in entries})
    names = dict(actors.values_list("public_id", "name"))
    return [
        Deed(
            who=names.get(entry.actor_id, ""),
            role=entry.actor_role,
            what=entry.get_kind_display(),
            when=entry.recorded_at,
            why=entry.reason,
            details=entry.details,
            subject_type=entry.subject_type,
            subject_id=entry.subject_id,
        )
        for entry in entries
    ]
