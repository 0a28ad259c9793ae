"""How rounds and statements come into the record."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction

from ceasefire.accounts.models import User
from ceasefire.agreements.models import Agreement
from ceasefire.common.citations import Citation
from ceasefire.common.rows import put_row, put_rows
from ceasefire.ledger.choices import EntryKind
from ceasefire.ledger.effects import Effects
from ceasefire.ledger.services import record
from ceasefire.parties.models import Party
from ceasefire.places.models import Area, Place
from ceasefire.publication.services import publish
from ceasefire.talks.choices import (
    DelegationRole,
    DelegationStatus,
    ItemKind,
    RoundKind,
    StatementKind,
)
from ceasefire.talks.documents import round_document, statement_document
from ceasefire.talks.models import Round, Statement


@dataclass(frozen=True)
class DelegationFacts:
    """A party (code) at a round, says whom."""

    party: str
    role: DelegationRole
    status: DelegationStatus
    citation: Citation
    is_first_time: bool | None = None


@dataclass(frozen=True)
class ItemFacts:
    """A line of agenda, a proposal, an outcome, or what was to follow."""

    kind: ItemKind
    text: str
    citation: Citation
    party: str | None = None
    due_on: date | None = None
    state_in_words: str = ""


@dataclass(frozen=True)
class RoundFacts:
    """What is known of a round. None means that nobody says."""

    code: str
    agreement: str
    kind: RoundKind
    names: dict[str, str]
    first_day: date
    last_day: date
    city: str
    citation: Citation
    number: int | None = None
    dates_note: str = ""
    is_closed: bool | None = None
    line_up_disclosed: bool | None = None
    is_demo: bool = False
    delegations: tuple[DelegationFacts, ...] = ()
    items: tuple[ItemFacts, ...] = ()


@dataclass(frozen=True)
class StatementFacts:
    """What somebody said. `body`, `about_place` and `about_area` are codes."""

    key: str
    agreement: str
    kind: StatementKind
    words: str
    is_quotation: bool
    citation: Citation
    round: str | None = None
    body: str | None = None
    speaker: str = ""
    capacity: str = ""
    said_in: str = ""
    said_on: date | None = None
    said_when: str = ""
    language: str = "en"
    about_place: str | None = None
    about_area: str | None = None


@transaction.atomic
def record_round(*, facts: RoundFacts, by: User) -> Round:
    """Record a round with its delegations and items, and publish it.

    The same facts twice change nothing. Raises DoesNotExist if a code is unknown.
    """
    round_, changes = put_row(
        Round,
        {"code": facts.code},
        {
            "agreement": Agreement.objects.get(code=facts.agreement),
            "number": facts.number,
            "kind": facts.kind,
            "names": facts.names,
            "first_day": facts.first_day,
            "last_day": facts.last_day,
            "dates_note": facts.dates_note,
            "city": facts.city,
            "is_closed": facts.is_closed,
            "line_up_disclosed": facts.line_up_disclosed,
            "is_demo": facts.is_demo,
            **facts.citation.as_fields(),
        },
    )
    parts_changed = [
        put_rows(round_.delegations.all(), _delegations(facts), {"round": round_}),
        put_rows(round_.items.all(), _items(facts), {"round": round_}),
    ]
    if changes or any(parts_changed):
        record(
            EntryKind.ROUND_RECORDED,
            subject=round_,
            by=by,
            effects=Effects(facts.agreement),
            changes=changes,
        )
        publish(subject=round_, document=round_document(round_), by=by)
    return round_


@transaction.atomic
def record_statement(*, facts: StatementFacts, by: User) -> Statement:
    """Record what somebody said, and publish it. The same facts twice change nothing.

    A general accusation stays a statement: it is never counted as an allegation.
    """
    statement, changes = put_row(
        Statement,
        {"key": facts.key},
        {
            "agreement": Agreement.objects.get(code=facts.agreement),
            "round": Round.objects.get(code=facts.round) if facts.round else None,
            "kind": facts.kind,
            "body": _party(facts.body),
            "speaker": facts.speaker,
            "capacity": facts.capacity,
            "said_in": facts.said_in,
            "said_on": facts.said_on,
            "said_when": facts.said_when,
            "words": facts.words,
            "is_quotation": facts.is_quotation,
            "language": facts.language,
            "about_place": (
                Place.objects.get(gazetteer_id=facts.about_place) if facts.about_place else None
            ),
            "about_area": Area.objects.get(code=facts.about_area) if facts.about_area else None,
            **facts.citation.as_fields(),
        },
    )
    if changes:
        record(
            EntryKind.STATEMENT_RECORDED,
            subject=statement,
            by=by,
            effects=Effects(facts.agreement),
            changed=sorted(changes),
        )
        publish(subject=statement, document=statement_document(statement), by=by)
    return statement


def _delegations(facts: RoundFacts) -> Iterable[dict[str, Any]]:
    for position, each in enumerate(facts.delegations):
        yield {
            "party": _party(each.party),
            "role": each.role,
            "status": each.status,
            "is_first_time": each.is_first_time,
            "position": position,
            **each.citation.as_fields(),
        }


def _items(facts: RoundFacts) -> Iterable[dict[str, Any]]:
    for position, each in enumerate(facts.items):
        yield {
            "kind": each.kind,
            "text": each.text,
            "party": _party(each.party),
            "due_on": each.due_on,
            "state_in_words": each.state_in_words,
            "position": position,
            **each.citation.as_fields(),
        }


def _party(code: str | None) -> Party | None:
    return Party.objects.get(code=code) if code else None
