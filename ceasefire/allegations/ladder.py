"""The referral ladder of an agreement: to whom a case is referred, level by level."""

from dataclasses import dataclass

from django.db import transaction

from ceasefire.accounts.models import User
from ceasefire.agreements.models import Agreement
from ceasefire.allegations.models import LadderLevel
from ceasefire.common.rows import put_row
from ceasefire.ledger.choices import EntryKind
from ceasefire.ledger.effects import Effects
from ceasefire.ledger.services import record


@dataclass(frozen=True)
class LevelFacts:
    """One level. Without `answers_within_days` the agreement gives it no time."""

    names: dict[str, str]
    answers_within_days: int | None = None


@dataclass(frozen=True)
class LadderFacts:
    """The levels under the agreement with this code, lowest first."""

    agreement: str
    levels: tuple[LevelFacts, ...]


@transaction.atomic
def record_ladder(*, facts: LadderFacts, by: User) -> list[LadderLevel]:
    """Record the levels of an agreement's ladder. The same facts twice change nothing.

    A level is known by its place and stays, since cases may have been there. Raises
    DoesNotExist if the agreement is unknown, ValidationError if a level does not fit.
    """
    agreement = Agreement.objects.get(code=facts.agreement)
    found = [
        put_row(
            LadderLevel,
            {"agreement": agreement, "position": position},
            {"names": each.names, "answers_within_days": each.answers_within_days},
        )
        for position, each in enumerate(facts.levels, start=1)
    ]
    changes = {str(level.position): changed for level, changed in found if changed}
    if changes:
        record(
            EntryKind.LADDER_RECORDED,
            subject=agreement,
            by=by,
            effects=Effects(agreement.code),
            levels=changes,
        )
    return [level for level, _ in found]
