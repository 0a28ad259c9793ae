"""What guarantors say of an allegation, as readers are told it: each with its author's interest."""

from collections.abc import Iterable
from datetime import date
from typing import Any, Protocol

from ceasefire.agreements.interest import interest_of
from ceasefire.allegations.models import Allegation
from ceasefire.common.documents import named
from ceasefire.parties.models import Party


class Determined(Protocol):
    """One guarantor's word; its rows are kept above, where they may speak of bulletins too."""

    guarantor: Party
    guarantor_id: int
    result: str
    reason: str
    made_on: date
    stated_in: str
    is_recused: bool
    recused_because: str


def determinations_part(allegation: Allegation, rows: Iterable[Determined]) -> list[dict[str, Any]]:
    """Each in its author's words, in the order of the agreement's participants."""
    order = list(allegation.agreement.participations.values_list("party", flat=True))
    places = {party: place for place, party in reversed([*enumerate(order)])}
    ordered = sorted(rows, key=lambda row: places.get(row.guarantor_id, len(order)))
    return [_part(allegation, row) for row in ordered]


def _part(allegation: Allegation, row: Determined) -> dict[str, Any]:
    return {
        "guarantor": named(row.guarantor),
        "result": row.result or None,
        "reason": row.reason,
        "made_on": row.made_on.isoformat(),
        "stated_in": row.stated_in,
        "is_recused": row.is_recused,
        "recused_because": row.recused_because,
        "interest": interest_of(row.guarantor, allegation.agreement, allegation),
    }
