"""Which findings wait for whom. What the mandate does not let the mechanism rule on waits for
nobody, and nobody decides on their own text."""

from typing import Any

from django.db.models import Case, F, Q, QuerySet, When
from django.utils import timezone

from ceasefire.accounts.models import User
from ceasefire.codes.agreements import MandateAct
from ceasefire.codes.verification import FindingOutcome, FindingState, RecommendationState
from ceasefire.common.waiting import waiting
from ceasefire.incidents.models import Incident
from ceasefire.ledger.choices import EntryKind
from ceasefire.ledger.moments import last_done
from ceasefire.verification.models import Finding, Recommendation
from ceasefire.verification.querysets import FindingQuerySet

VIOLATION = FindingOutcome.VIOLATION


def own_drafts(user: User) -> "QuerySet[Any]":
    """What this person drafts, or was given back."""
    rows = _in_state(user, FindingState.DRAFT).filter(drafted_by=user)
    return _since(rows, EntryKind.FINDING_DRAFTED, EntryKind.FINDING_RETURNED)


def to_review(user: User) -> "QuerySet[Any]":
    """Those of others whose law nobody has reviewed."""
    rows = _in_state(user, FindingState.LEGAL_REVIEW).filter(reviewed_by__isnull=True)
    return _since(rows.exclude(drafted_by=user), EntryKind.FINDING_SUBMITTED)


def to_put(user: User) -> "QuerySet[Any]":
    """Violations that are sound in law: the party is heard before anybody deliberates."""
    rows = _in_state(user, FindingState.LEGAL_REVIEW).filter(reviewed_by__isnull=False)
    rows = rows.filter(outcome=VIOLATION, notified_at__isnull=True)
    return _since(rows, EntryKind.FINDING_REVIEWED)


def to_deliberate(user: User) -> "QuerySet[Any]":
    """Reviewed with nobody to hear first; replied to; or the time for a reply is over."""
    is_heard = Q(replied_at__isnull=False) | Q(due_at__lte=timezone.now())
    need_not_be = ~Q(outcome=VIOLATION) | Q(notified_at__isnull=False)
    reviewed = Q(state=FindingState.LEGAL_REVIEW, reviewed_by__isnull=False) & need_not_be
    rows = _ruled_on(user).filter(reviewed | Q(state=FindingState.NOTIFIED) & is_heard)
    kinds = (EntryKind.FINDING_REVIEWED, EntryKind.FINDING_NOTIFIED, EntryKind.FINDING_REPLIED)
    unanswered = Case(When(replied_at__isnull=True, then="due_at"))
    return waiting(rows, since=last_done(Finding, *kinds), due=unanswered)


def to_sign(user: User) -> "QuerySet[Any]":
    """In deliberation, and written by somebody else: the first of two adopts it."""
    rows = _in_state(user, FindingState.DELIBERATION).exclude(drafted_by=user)
    return _since(rows, EntryKind.FINDING_DELIBERATED, EntryKind.FINDING_CORRECTED)


def to_adopt(user: User) -> "QuerySet[Any]":
    """Adopted by one other person, and written by somebody else."""
    rows = _in_state(user, FindingState.ADOPTED_BY_ONE).exclude(drafted_by=user)
    return _since(rows.exclude(adopted_by=user), EntryKind.FINDING_SIGNED)


def recommendations_to_follow(user: User) -> "QuerySet[Any]":
    """What adopted findings ask, and nobody has said what came of it."""
    adopted = _in_state(user, FindingState.ADOPTED).values("pk")
    asked = Recommendation.objects.standing().filter(state=RecommendationState.OPEN)
    rows = asked.filter(finding__in=adopted).select_related("finding__incident__agreement")
    return waiting(rows, since=F("finding__adopted_at"), due=F("due_on"))


def to_reply(user: User) -> "QuerySet[Any]":
    """Put to the party that this person speaks for, and still to be replied to."""
    open_ones = (FindingState.NOTIFIED, FindingState.DELIBERATION)
    put = Finding.objects.visible_to(user).put_to(user)
    rows = put.filter(state__in=open_ones, replied_at__isnull=True)
    shown = rows.select_related("incident__agreement")
    return waiting(shown, since=F("notified_at"), due=F("due_at"), last="reference")


def _in_state(user: User, state: FindingState) -> FindingQuerySet:
    return _ruled_on(user).filter(state=state)


def _ruled_on(user: User) -> FindingQuerySet:
    incidents = Incident.objects.visible_to(user).standing().giving(MandateAct.RULE)
    rows = Finding.objects.visible_to(user).filter(incident__in=incidents.values("pk"))
    return rows.select_related("incident__agreement", "incident__area", "provision")


def _since(findings: FindingQuerySet, *kinds: EntryKind) -> "QuerySet[Any]":
    return waiting(findings, since=last_done(Finding, *kinds))
