"""How a finding asks something of a party, and what came of it."""

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ceasefire.accounts.models import User
from ceasefire.codes.verification import RecommendationState
from ceasefire.ledger.choices import EntryKind
from ceasefire.ledger.services import record
from ceasefire.monitoring.touched import effects_of
from ceasefire.parties.models import Party
from ceasefire.verification.finding_held import check_move, locked_finding
from ceasefire.verification.finding_publishing import publish_finding
from ceasefire.verification.finding_states import Move
from ceasefire.verification.models import Finding, Recommendation


@dataclass(frozen=True)
class RecommendationFacts:
    """What is asked of whom, and by which day, if one is named."""

    addressed_to: Party
    text: str
    due_on: date | None = None


@transaction.atomic
def make_recommendation(
    *, finding: Finding, facts: RecommendationFacts, by: User
) -> Recommendation:
    """Add a recommendation to a draft. Raises FindingStateError, ValidationError."""
    locked = locked_finding(finding)
    check_move(locked, Move.CHANGE)
    if not facts.text.strip():
        raise ValidationError({"text": _("Say what is recommended.")})
    made = Recommendation.objects.create(
        finding=locked,
        addressed_to=facts.addressed_to,
        text=facts.text,
        due_on=facts.due_on,
    )
    _record(EntryKind.RECOMMENDATION_MADE, made, by, addressed_to=facts.addressed_to.code)
    return made


@transaction.atomic
def drop_recommendation(*, recommendation: Recommendation, by: User) -> Recommendation:
    """Take a recommendation out of a draft; once more does nothing. Raises FindingStateError."""
    locked = _locked(recommendation, Move.CHANGE)
    if locked.dropped_at is None:
        locked.dropped_at = timezone.now()
        locked.save(update_fields=["dropped_at"])
        _record(EntryKind.RECOMMENDATION_DROPPED, locked, by)
    return locked


@transaction.atomic
def follow_up(
    *, recommendation: Recommendation, state: RecommendationState, words: str, by: User
) -> Recommendation:
    """Say what came of a recommendation of an adopted finding, whose next version tells it.

    Raises FindingStateError, and ValidationError where nothing is said.
    """
    locked = _locked(recommendation, Move.FOLLOW_UP)
    if not words.strip():
        raise ValidationError({"words": _("Say what came of it, and how you know.")})
    old, locked.state = locked.state, state
    locked.followed_up, locked.followed_up_at = words, timezone.now()
    locked.save(update_fields=["state", "followed_up", "followed_up_at"])
    _record(EntryKind.RECOMMENDATION_FOLLOWED_UP, locked, by, old=old, new=state)
    publish_finding(finding=locked.finding, by=by, reason=words)
    return locked


def _locked(recommendation: Recommendation, move: Move) -> Recommendation:
    """The row of a finding that is locked with it, and from which `move` is open."""
    finding = locked_finding(recommendation.finding)
    check_move(finding, move)
    locked = finding.recommendations.get(pk=recommendation.pk)
    locked.finding = finding
    return locked


def _record(kind: EntryKind, recommendation: Recommendation, by: User, **details: str) -> None:
    finding = recommendation.finding
    named = {"recommendation": str(recommendation.public_id), **details}
    record(kind, subject=finding, by=by, effects=effects_of([finding.incident]), **named)
