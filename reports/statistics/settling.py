"""In which column an allegation stands, and what would settle one that is disputed. Pure.

Source: the handbook's 4.4 (accepted by both, contested, what would settle each). The accused's own
word comes before its guarantor's; silence is neither.
"""

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from ceasefire.codes.allegations import AnswerStanding, ResponseKind
from ceasefire.codes.incidents import HAPPENED, IncidentState, UnableBecause
from ceasefire.codes.verification import AttributionState, DeterminationResult


class Missing(TextChoices):
    """What is missing to settle a dispute, in a sentence."""

    LOOK = "look", _("Verification: nobody of the mechanism has looked at it yet.")
    ANSWER = "answer", _("The end of the verification that is under way.")
    NEW_LOOK = "new_look", _("A new look: something has changed since it was verified.")
    ACCESS = "access", _("Access to %(where)s: the mechanism could not go there.")
    TRACES = "traces", _("Traces or records of that time: the mechanism came too late.")
    WITNESS = "witness", _("Somebody who saw it: the mechanism found no witness.")
    ANOTHER_ORIGIN = "another_origin", _("An account of another origin: what is known does not do.")
    THE_REST = "the_rest", _("Evidence of the part that could not be confirmed.")
    OTHERWISE = (
        "otherwise",
        _("New evidence: the mechanism's answer is that it did not happen."),
    )
    BY_WHOM = "by_whom", _("An answer to who did it: the mechanism has given none.")
    SECOND_EVIDENCE = (
        "second_evidence",
        _("Evidence of another origin and class on who did it: it is not established."),
    )
    WHO = "who", _("Evidence of who did it: the mechanism could attribute it to nobody.")
    OTHERS_NAMED = (
        "others_named",
        _("The name of whoever did it: %(accused)s says that others did."),
    )
    OTHER_CLAIM = "other_claim", _("What %(accused)s rests its own accusation on.")
    GUARANTOR = "guarantor", _("The word of %(guarantor)s, which answers for %(accused)s.")
    FINDING = "finding", _("A finding of the mechanism, which the mandate lets it make.")
    SHOWN = "shown", _("What each side can show for its own account.")


@dataclass(frozen=True)
class Known:
    """What is known of a disputed allegation. None: the mandate does not give this step.

    `answer`: what the accused itself answered; the last two: what the mandate gives, and nobody
    has said yet.
    """

    happened: IncidentState | None = None
    unable_because: UnableBecause | None = None
    has_changed: bool = False
    by_whom: AttributionState | None = None
    answer: ResponseKind | None = None
    awaits_guarantor: bool = False
    awaits_finding: bool = False


OF_STATE = {
    IncidentState.REPORTED: Missing.LOOK,
    IncidentState.UNDER_VERIFICATION: Missing.ANSWER,
    IncidentState.PARTLY_VERIFIED: Missing.THE_REST,
    IncidentState.NOT_CONFIRMED: Missing.ANOTHER_ORIGIN,
    IncidentState.REFUTED: Missing.OTHERWISE,
}
OF_UNABLE = {
    UnableBecause.NO_ACCESS: Missing.ACCESS,
    UnableBecause.TOO_LATE: Missing.TRACES,
    UnableBecause.NO_WITNESS: Missing.WITNESS,
}
OF_ATTRIBUTION = {
    AttributionState.UNATTRIBUTED: Missing.BY_WHOM,
    AttributionState.ALLEGED: Missing.BY_WHOM,
    AttributionState.NOT_ATTRIBUTABLE: Missing.WHO,
    AttributionState.POSSIBLE: Missing.SECOND_EVIDENCE,
    AttributionState.PROBABLE: Missing.SECOND_EVIDENCE,
}
OF_ANSWER = {
    ResponseKind.NOT_OURS: Missing.OTHERS_NAMED,
    ResponseKind.COUNTER_ACCUSE: Missing.OTHER_CLAIM,
}


def column_of(standing: AnswerStanding, said: Collection[DeterminationResult]) -> AnswerStanding:
    """Where it stands between both sides: `said` is what the guarantors of the accused say."""
    if standing in {AnswerStanding.ACCEPTED, AnswerStanding.DISPUTED} or not said:
        return standing
    is_confirmed = set(said) == {DeterminationResult.CONFIRMED}
    return AnswerStanding.ACCEPTED if is_confirmed else AnswerStanding.DISPUTED


def what_would_settle(known: Known) -> list[Missing]:
    """What is missing, step by step; what each side can show, where no step is left."""
    has_happened = known.happened in HAPPENED
    found = [
        known.has_changed and Missing.NEW_LOOK,
        known.happened and OF_STATE.get(known.happened),
        known.unable_because and OF_UNABLE[known.unable_because],
        has_happened and known.by_whom and OF_ATTRIBUTION.get(known.by_whom),
        known.answer and OF_ANSWER.get(known.answer),
        known.awaits_guarantor and Missing.GUARANTOR,
        has_happened and known.awaits_finding and Missing.FINDING,
    ]
    return [each for each in found if each] or [Missing.SHOWN]
