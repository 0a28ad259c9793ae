"""How an incident is verified: taken up, and answered with what the answer rests on."""

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
from ceasefire.incidents.held import locked_incident
from ceasefire.incidents.models import Incident, ReportLink
from ceasefire.ledger.choices import EntryKind
from ceasefire.ledger.services import record
from ceasefire.monitoring.touched import effects_of
from ceasefire.verification.checks import (
    Grades,
    check_accounts,
    check_author,
    check_move,
    keep_grades,
)
from ceasefire.verification.models import Answer
from ceasefire.verification.states import Move


class ReopeningNeededError(DomainError):
    code = "reopening_needed"


@dataclass(frozen=True)
class HappenedFacts:
    """The answer to "Did it happen?", its evidence, one sentence, and grades given with it."""

    value: IncidentState
    sentence: str
    evidence: tuple[EvidenceClass, ...] = ()
    rests_on: tuple[ReportLink, ...] = ()
    unable_because: UnableBecause | None = None
    grades: Grades = ()


@transaction.atomic
def take_up(*, incident: Incident, by: User) -> Incident:
    """Begin to verify an incident. Raises MoveNotAllowedError unless it is merely reported,
    NotInMandateError where the mandate does not let the mechanism verify."""
    locked = locked_incident(incident)
    check_powers(locked.agreement, locked.begins_at, MandateAct.VERIFY)
    check_move(locked, {Move.TAKE_UP})
    locked.state = IncidentState.UNDER_VERIFICATION
    locked.save(update_fields=["state"])
    record(EntryKind.INCIDENT_TAKEN_UP, subject=locked, by=by, effects=effects_of([locked]))
    return locked


@transaction.atomic
def answer_happened(*, incident: Incident, facts: HappenedFacts, by: User) -> Answer:
    """Answer whether an incident happened; after a change, confirm the answer that stands.

    The row is locked, so of two who answer together the second is refused and nothing of
    theirs is kept. Raises MoveNotAllowedError, NotInMandateError, OwnReportError for the
    author of an account, NotGradedError where an account that it rests on has no grade,
    ReopeningNeededError for another answer than the one that stands, and ValidationError, by
    field, where evidence or reason are missing.
    """
    locked = locked_incident(incident)
    check_powers(locked.agreement, locked.begins_at, MandateAct.VERIFY)
    check_move(locked, {Move.ANSWER, Move.CONFIRM})
    check_author(locked, by)
    keep_grades(facts.grades, by)
    _check_facts(locked, facts)
    now = timezone.now()
    Answer.objects.to(Question.HAPPENED, locked).standing().update(superseded_at=now)
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
    check_accounts(incident, facts.rests_on, needs_one=facts.value in HAPPENED)
    if incident.is_concluded and facts.value != incident.state:
        raise ReopeningNeededError(
            _("Another answer than before needs new evidence and a second person: ask to reopen.")
        )
