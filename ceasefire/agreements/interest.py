"""What a guarantor has at stake where it speaks of the other side's record, as somebody asserts.

Source: the handbook's 1 (guarantors may also be combatants) and 7 (the judge is a party).
"""

from datetime import date, timedelta
from typing import Any

from django.db.models import Q

from ceasefire.agreements.models import Agreement, Participation
from ceasefire.codes.parties import AgreementRole
from ceasefire.common.clock import local_day
from ceasefire.common.documents import named
from ceasefire.common.text import normalise
from ceasefire.parties.choices import RelationKind
from ceasefire.parties.models import Party, PartyRelation
from ceasefire.places.happening import HappeningRow

Part = dict[str, Any]
AROUND = timedelta(days=31)  # relations are mostly told by the month
BOTH_WAYS = frozenset({RelationKind.FIGHTS_ALONGSIDE, RelationKind.JOINT_OPERATION})
OPERATING = BOTH_WAYS | {RelationKind.BACKS}


def interest_of(guarantor: Party, agreement: Agreement, row: HappeningRow) -> list[Part]:
    """For whom it answers, and what it or a part of it is said to have done around that day.

    Each with who says so. `is_here`: the place that is told is the one where `row` happened.
    """
    day = local_day(row.begins_at, agreement.time_zone)
    answering = agreement.participations.filter(
        _around(day), party=guarantor, role=AgreementRole.GUARANTOR, answers_for__isnull=False
    )
    own = _made_up_of(guarantor)
    relations = PartyRelation.objects.filter(_around(day), kind__in=OPERATING)
    relations = relations.filter(Q(party__in=own) | Q(other__in=own, kind__in=BOTH_WAYS))
    called = _called(row)
    return [
        *(_answers_for(each) for each in answering.select_related("party", "answers_for")),
        *(_relation(each, called) for each in relations.select_related("party", "other")),
    ]


def _around(day: date) -> Q:
    """What was so near `day`, or is not dated."""
    began = Q(valid_from__isnull=True) | Q(valid_from__lte=day + AROUND)
    ended = Q(valid_to__isnull=True) | Q(valid_to__gte=day - AROUND)
    return began & ended


def _made_up_of(party: Party) -> set[int]:
    """The key of a party, and of those that somebody says are part of it."""
    parts = PartyRelation.objects.filter(kind=RelationKind.PART_OF, other=party)
    return {party.pk, *parts.values_list("party", flat=True)}


def _called(row: HappeningRow) -> set[str]:
    """What the place and the area are called, as searches compare it."""
    return {
        normalise(name)
        for where in (row.place, row.area)
        if where is not None
        for name in where.names.values()
    }


def _answers_for(participation: Participation) -> Part:
    return {
        "kind": AgreementRole.GUARANTOR.value,
        "who": named(participation.party),
        "whom": named(participation.answers_for),
        **_said(participation),
    }


def _relation(relation: PartyRelation, called: set[str]) -> Part:
    told = f" {normalise(relation.place_text)} "
    return {
        "kind": relation.kind,
        "who": named(relation.party),
        "whom": named(relation.other),
        "is_here": any(f" {name} " in told for name in called),
        "place": relation.place_text,
        **_said(relation),
    }


def _said(row: Participation | PartyRelation) -> Part:
    return {
        "from": row.valid_from and row.valid_from.isoformat(),
        "to": row.valid_to and row.valid_to.isoformat(),
        "asserted_by": row.asserted_by or row.source_title,
        "relayed_by": row.relayed_by,
    }
