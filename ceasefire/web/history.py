"""Who did what to a record, when and why, for those allowed to know."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.contrib.auth.models import AnonymousUser

from ceasefire.accounts.models import User
from ceasefire.codes.roles import Role
from ceasefire.ledger.models import LedgerEntry
from ceasefire.monitoring.models import Source
from ceasefire.publication.choices import PublishedKind
from ceasefire.web.row_history import Change, changes_of

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
    PublishedKind.INCIDENT: "ceasefire.incident",
    PublishedKind.ALLEGATION: "ceasefire.allegation",
    PublishedKind.FINDING: "ceasefire.finding",
    PublishedKind.SUMMARY: "reports.compliancesummary",
}


# Beside these a pseudonym would tell whose it is.
ABOUT_ONESELF = ("ceasefire.user", "ceasefire.invitation")


@dataclass(frozen=True)
class Deed:
    """One ledger entry, with the name of whoever did it; a monitor has a pseudonym at most."""

    who: str
    role: str
    what: str
    when: datetime
    why: str
    details: dict[str, Any]
    subject_type: str
    subject_id: str
    changes: list[Change] = field(default_factory=list)


def history_of(user: User | AnonymousUser, kind: PublishedKind, public_id: str) -> list[Deed]:
    """The entries about one record that `user` may see, oldest first, with what they changed.

    A monitor is shown none: their phone may be taken from them.
    """
    if isinstance(user, User) and user.role == Role.MONITOR:
        return []
    visible = LedgerEntry.objects.visible_to(user)
    entries = visible.filter(subject_type=SUBJECTS[kind], subject_id=public_id)
    return deeds(entries, user, changes_of(user, SUBJECTS[kind], public_id))


def deeds(
    entries: Iterable[LedgerEntry],
    reader: User | AnonymousUser | None = None,
    changes: Mapping[int, list[Change]] | None = None,
) -> list[Deed]:
    """Ledger entries as `reader` reads them, in the same order.

    `changes` are those of the one row that the entries are about, by transaction; they stand
    beside the first entry of each.
    """
    entries, left = list(entries), dict(changes or {})
    called = _names(entries, reader)
    return [
        Deed(
            who=called.get(entry.pk, ""),
            role=entry.actor_role,
            what=entry.get_kind_display(),
            when=entry.recorded_at,
            why=entry.reason,
            details=entry.details,
            subject_type=entry.subject_type,
            subject_id=entry.subject_id,
            changes=left.pop(entry.xact, []),
        )
        for entry in entries
    ]


def _names(entries: list[LedgerEntry], reader: User | AnonymousUser | None) -> dict[int, str]:
    """By entry, the name of whoever did it. A monitor is named to themselves alone; whoever may
    know sources is told the pseudonym."""
    reader = reader or AnonymousUser()
    own = reader.public_id if isinstance(reader, User) else None
    people = User.objects.filter(public_id__in={entry.actor_id for entry in entries})
    known = {row[0]: row[1:] for row in people.values_list("public_id", "name", "role")}
    sources = Source.objects.visible_to(reader).filter(account__in=people)
    pseudonyms = dict(sources.values_list("account__public_id", "pseudonym"))
    found: dict[int, str] = {}
    for entry in entries:
        name, role = known.get(entry.actor_id, ("", entry.actor_role))
        if Role.MONITOR not in {role, entry.actor_role} or entry.actor_id == own:
            found[entry.pk] = name
        elif entry.subject_type not in ABOUT_ONESELF:
            found[entry.pk] = pseudonyms.get(entry.actor_id, "")
    return found
