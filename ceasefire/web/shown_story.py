"""A case's story as its page tells it: what was done, by day, and what it changed."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby

from django.db.models import Model
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ceasefire.accounts.models import User
from ceasefire.agreements.taking_part import names_of_participants
from ceasefire.allegations.models import MutualAccusation
from ceasefire.common.clock import local_day
from ceasefire.common.names import name_in
from ceasefire.incidents.models import Incident
from ceasefire.ledger.choices import EntryKind
from ceasefire.ledger.models import LedgerEntry
from ceasefire.ledger.querysets import subject_key
from ceasefire.verification.story import Rows, entries_about, rows_of_case
from ceasefire.web.calls import changes_of_call
from ceasefire.web.history import Deed, deeds
from ceasefire.web.row_history import Change, changes_of_rows
from ceasefire.web.story_words import Reader, Said, change_of, facts_of


@dataclass(frozen=True)
class KindOfRecord:
    """A kind of record that a story speaks of: its word, its heading, and its page."""

    word: str
    label: str | Promise
    route: str


KINDS = {
    "ceasefire.incident": KindOfRecord("incident", _("Incident"), "web:incident-detail"),
    "ceasefire.monitorreport": KindOfRecord("report", _("Report"), "web:monitor-report-detail"),
    "ceasefire.allegation": KindOfRecord("allegation", _("Allegation"), "web:allegation-detail"),
    "ceasefire.mutualaccusation": KindOfRecord(
        "mutual", _("Mutual accusation"), "web:mutual-detail"
    ),
    "ceasefire.finding": KindOfRecord("finding", _("Finding"), "web:finding-detail"),
    "ceasefire.call": KindOfRecord("call", _("Call"), "web:call-detail"),
}


@dataclass(frozen=True)
class Line:
    """One deed of a story, and the record it was about."""

    deed: Deed
    kind: KindOfRecord
    called: str
    url: str
    day: date
    facts: list[Said]


def story_of(incident: Incident, user: User) -> list[Line]:
    """Everything that was done about an incident and those merged into it, oldest first."""
    rows, zone = rows_of_case(incident, user), incident.agreement.time_zone
    entries = list(entries_about(rows, user))
    reader = Reader(
        zone=zone,
        names=names_of_participants(incident.agreement),
        levels={each.position: name_in(each.names) for each in incident.agreement.ladder.all()},
        is_officer=user.has_perm("ceasefire.view_source"),
        sees_receipts=user.has_perm("ceasefire.read_whole_report"),
    )
    called = {
        (subject_type, subject_key(each)): _called(each)
        for subject_type, found in rows.items()
        for each in found
    }
    changes = _changes(rows, zone)
    told = zip(entries, deeds(entries, user), strict=True)
    return [
        _line(_with_changes(entry, deed, changes, reader), entry, called, reader)
        for entry, deed in told
    ]


def by_day(lines: Iterable[Line]) -> list[tuple[date, list[Line]]]:
    """The lines under the days of the agreement's zone, in the order given."""
    return [(day, list(same)) for day, same in groupby(lines, key=lambda line: line.day)]


def kinds_in(lines: Iterable[Line]) -> list[KindOfRecord]:
    """The kinds of record that a story speaks of, in the order of the list above."""
    present = {line.kind for line in lines}
    return [each for each in KINDS.values() if each in present]


def _line(
    deed: Deed, entry: LedgerEntry, called: dict[tuple[str, str], str], reader: Reader
) -> Line:
    kind = KINDS[deed.subject_type]
    return Line(
        deed=deed,
        kind=kind,
        called=called[deed.subject_type, deed.subject_id],
        url=reverse(kind.route, args=[deed.subject_id]),
        day=local_day(deed.when, reader.zone),
        facts=facts_of(entry.kind, entry.details, reader),
    )


Taken = dict[tuple[str, str, int], list[Change]]


def _changes(rows: Rows, zone: str) -> Taken:
    """What every transaction changed in the rows of a case that keep versions."""
    return {
        (subject_type, keys[row], number): changes
        for subject_type, found in rows.items()
        if (keys := {each.pk: subject_key(each) for each in found})
        for row, by_number in changes_of_rows(subject_type, keys, zone).items()
        for number, changes in by_number.items()
    }


def _with_changes(entry: LedgerEntry, deed: Deed, left: Taken, reader: Reader) -> Deed:
    """A deed with what it changed: what a transaction changed in a row stands beside the first
    entry about that row."""
    changes = left.pop((entry.subject_type, entry.subject_id, entry.xact), [])
    if entry.kind == EntryKind.CALL_CLOSED:
        changes = changes_of_call(entry.details, reader.zone)
    return replace(deed, changes=[*changes, *change_of(entry.kind, entry.details, reader)])


def _called(row: Model) -> str:
    """How people call a row: by its reference, its receipt, or those of the two that meet."""
    if isinstance(row, MutualAccusation):
        return gettext("%(first)s and %(second)s") % {"first": row.first, "second": row.second}
    return str(getattr(row, "reference", "") or getattr(row, "receipt", "") or row)
