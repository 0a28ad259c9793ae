"""Where an allegation's row stands between the two sides."""

from datetime import datetime

from ceasefire.allegations.models import Allegation
from ceasefire.allegations.standing import Asked, standing_of
from ceasefire.codes.allegations import AllegationState, AnswerStanding, LodgedAs, ResponseKind


def standing_at(allegation: Allegation, now: datetime) -> AnswerStanding | None:
    """How the accused stands to it; None where it was refused, or withdrawn without an answer.

    A party that reports on itself is not asked: it accepts what it ticks as done by itself, and
    says nothing of it without the tick.
    """
    notification = getattr(allegation, "notification", None)
    response = getattr(allegation, "response", None)
    is_open = allegation.state in {AllegationState.LODGED, AllegationState.ADMISSIBLE}
    if not (is_open or response):
        return None
    if allegation.lodged_as == LodgedAs.SELF_REPORT:
        return AnswerStanding.ACCEPTED if allegation.admits and is_open else None
    answer = ResponseKind(response.kind) if response else None
    return standing_of(Asked(notification.due_at, answer) if notification else None, now)
