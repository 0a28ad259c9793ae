"""How an incident is verified: taken up, and answered with what the answer rests on."""

from collections.abc import Collection
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ceasefire.accounts.models import User
from ceasefire.agreements.mandates import check_powers
from ceasefire.codes.agreements import MandateAct
from ceasefire.codes.incidents import CONCLUDED, HAPPENED, IncidentState, UnableBecause
from ceasefire.codes.verification import EvidenceClass, Question
from ceasefire.common.errors import DomainError
from ceasefire.incidents.accounts import links_of, usable_links_of
from ceasefire.incidents.held import locked_incident
from ceasefire.incidents.models import Incident, ReportLink
from ceasefire.ledger.choices import EntryKind
from ceasefire.ledger.services import record
from ceasefire.monitoring.touched import effects_of
from ceasefire.verification.models import Answer
from ceasefire.verification.states import Move, allowed


class MoveNotAllowedError(DomainError):
    code = "incident_state"


class OwnReportError(DomainError):
    code = "own_report"


class NotGradedError(DomainError):
    code = "not_graded"


@dataclass(frozen=True)
class HappenedFacts:
    """The answer to "Did it happen?", its evidence, and one sentence."""

    value: IncidentState
    sentence: str
    evidence: tuple[EvidenceClass, ...] = ()
    rests_on: tuple[ReportLink, ...] = ()
    unable_because: UnableBecause | None = None


@transaction.atomic
def take_up(*, incident: Incident, by: User) -> Incident:
    """Begin to verify an incident. Raises MoveNotAllowedError unless it is merely reported,
    NotInMandateError where the mandate does not let the mechanism verify."""
    locked = locked_incident(incident)
    check_powers(locked.agreement, locked.begins_at, MandateAct.VERIFY)
    _check_move(locked, {Move.TAKE_UP})
    locked.state = IncidentState.UNDER_VERIFICATION
    locked.save(update_fields=["state"])
    record(EntryKind.INCIDENT_TAKEN_UP, subject=locked, by=by, effects=effects_of([locked]))
    return locked


@transaction.atomic
def answer_happened(*, incident: Incident, facts: HappenedFacts, by: User) -> Answer:
    """Answer whether an incident happened.

    The row is locked, so of two who answer together the second is refused and nothing of
    theirs is kept. Raises MoveNotAllowedError, NotInMandateError, OwnReportError for the
    author of an account, NotGradedError where an account that it rests on has no grade, and
    ValidationError, by field, where evidence or reason are missing.
    """
    locked = locked_incident(incident)
    check_powers(locked.agreement, locked.begins_at, MandateAct.VERIFY)
    _check_move(locked, {Move.ANSWER, Move.CONFIRM})
    _check_author(locked, by)
    _check_facts(locked, facts)
    now = timezone.now()
    answers = Answer.objects.filter(incident=locked, question=Question.HAPPENED)
    answers.filter(superseded_at__isnull=True).update(superseded_at=now)
    answer = Answer.objects.create(
        incident=locked,
        question=Question.HAPPENED,
        value=facts.value,
        unable_because=facts.unable_because or "",
        evidence=list(facts.evidence),
        sentence=facts.sentence,
        given_by=by,
        given_at=now,
    )
    answer.rests_on.set(facts.rests_on)
    old, locked.state = locked.state, facts.value
    locked.unable_because = facts.unable_because or ""
    locked.changed_since_verification = False
    locked.save(update_fields=["state", "unable_because", "changed_since_verification"])
    record(
        EntryKind.INCIDENT_ANSWERED,
        subject=locked,
        by=by,
        reason=facts.sentence,
        effects=effects_of([locked]),
        question=Question.HAPPENED,
        old=old,
        new=facts.value,
        evidence=list(facts.evidence),
        rests_on=[link.report.receipt for link in facts.rests_on],
    )
    return answer


def _check_move(incident: Incident, wanted: Collection[Move]) -> None:
    has_changed = incident.changed_since_verification
    if not allowed(IncidentState(incident.state), has_changed=has_changed) & set(wanted):
        words = _("This incident is %(state)s: somebody has answered before.")
        raise MoveNotAllowedError(words % {"state": incident.get_state_display()})


def _check_author(incident: Incident, by: User) -> None:
    """Nobody verifies what they themselves reported."""
    if links_of(incident).filter(report__author=by).exists():
        raise OwnReportError(_("Nobody verifies what they themselves reported."))


def _check_facts(incident: Incident, facts: HappenedFacts) -> None:
    if facts.value not in CONCLUDED:
        raise ValidationError({"value": _("Choose an answer.")})
    is_unable = facts.value == IncidentState.UNABLE_TO_VERIFY
    if is_unable and not facts.unable_because:
        raise ValidationError({"unable_because": _("Say why it could not be checked.")})
    if not is_unable and facts.unable_because:
        raise ValidationError({"unable_because": _("Only for what could not be checked.")})
    if not is_unable and not facts.evidence:
        raise ValidationError({"evidence": _("Tick what the answer rests on.")})
    usable = {link.pk: link for link in usable_links_of(incident)}
    if not {link.pk for link in facts.rests_on} <= usable.keys():
        raise ValidationError({"rests_on": _("This account is no longer part of the incident.")})
    if facts.value in HAPPENED and usable and not facts.rests_on:
        raise ValidationError({"rests_on": _("Name the accounts that this rests on.")})
    if any(not usable[link.pk].credibility for link in facts.rests_on):
        raise NotGradedError(_("Grade every account that the answer rests on first."))
