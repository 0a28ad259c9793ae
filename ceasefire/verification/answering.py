"""How it is answered by whom: for one party at a time, or that nobody can be named; and signed by
a second person where it is established."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from ceasefire.accounts.models import User
from ceasefire.agreements.mandates import check_powers
from ceasefire.codes.agreements import MandateAct
from ceasefire.codes.incidents import IncidentState
from ceasefire.codes.observations import Basis
from ceasefire.codes.verification import AttributionLevel, EvidenceClass, Question
from ceasefire.common.errors import SecondPersonNeededError
from ceasefire.incidents.held import locked_incident
from ceasefire.incidents.models import Incident, ReportLink
from ceasefire.ledger.choices import EntryKind
from ceasefire.ledger.services import record
from ceasefire.monitoring.touched import effects_of
from ceasefire.parties.models import Party
from ceasefire.verification.attributed import answers_that_count
from ceasefire.verification.checks import (
    ChangedSinceVerificationError,
    Grades,
    check_accounts,
    check_author,
    check_move,
    keep_grades,
    too_late,
)
from ceasefire.verification.models import Answer
from ceasefire.verification.origins import Told, are_two_classes, are_two_origins
from ceasefire.verification.queries import settled_by_whom
from ceasefire.verification.querysets import AnswerQuerySet
from ceasefire.verification.states import LEVELS_OF, NEEDS_SECOND, Move

NOBODY = AttributionLevel.NOT_ATTRIBUTABLE


@dataclass(frozen=True)
class ByWhomFacts:
    """How far it is known that `party` did it, its evidence, and one sentence; without a party,
    that nobody can be named."""

    level: AttributionLevel
    sentence: str
    party: Party | None = None
    evidence: tuple[EvidenceClass, ...] = ()
    rests_on: tuple[ReportLink, ...] = ()
    grades: Grades = ()


@transaction.atomic
def answer_by_whom(*, incident: Incident, facts: ByWhomFacts, by: User) -> Answer:
    """Answer by whom: that a party did it, or that nobody can be named.

    A standing answer gives way only once something has come since: a change that was confirmed,
    or an answer of the accused. What is *established* counts as probable until a second person
    signs. Raises NotInMandateError, MoveNotAllowedError, OwnReportError, NotGradedError, and
    ValidationError, by field, where party, evidence or accounts do not bear the answer.
    """
    locked = locked_incident(incident)
    check_powers(locked.agreement, locked.begins_at, MandateAct.ATTRIBUTE)
    check_move(locked, {Move.ANSWER_BY_WHOM})
    check_author(locked, by)
    keep_grades(facts.grades, by)
    _check_facts(locked, facts)
    replaced = _replaced(locked, facts)
    now = timezone.now()
    replaced.update(superseded_at=now)
    answer = Answer.objects.create(
        incident=locked,
        question=Question.BY_WHOM,
        party=facts.party,
        value=facts.level,
        evidence=list(facts.evidence),
        sentence=facts.sentence,
        given_by=by,
        given_at=now,
        needs_second=facts.level in NEEDS_SECOND,
    )
    answer.rests_on.set(facts.rests_on)
    record(
        EntryKind.INCIDENT_ANSWERED,
        subject=locked,
        by=by,
        reason=facts.sentence,
        effects=effects_of([locked]),
        question=Question.BY_WHOM,
        party=facts.party.code if facts.party else None,
        new=facts.level,
        evidence=list(facts.evidence),
        rests_on=[link.report.receipt for link in facts.rests_on],
    )
    return answer


@transaction.atomic
def sign_answer(*, answer: Answer, by: User) -> Answer:
    """Sign an answer as the second person; from now on it counts in full.

    Raises NotInMandateError, MoveNotAllowedError where nothing waits to be signed,
    SecondPersonNeededError for whoever gave it, OwnReportError, and
    ChangedSinceVerificationError where an account that it rests on is no longer there.
    """
    locked = locked_incident(answer.incident)
    check_powers(locked.agreement, locked.begins_at, MandateAct.ATTRIBUTE)
    check_move(locked, {Move.SIGN})
    waiting = Answer.objects.unsigned().select_for_update(of=("self",)).filter(pk=answer.pk).first()
    if waiting is None:
        raise too_late(locked)
    if waiting.given_by_id == by.pk:
        raise SecondPersonNeededError(_("Somebody else signs what you have answered."))
    check_author(locked, by)
    if waiting not in answers_that_count(locked):
        raise ChangedSinceVerificationError(
            _("An account that it rests on cannot be used any more: answer anew.")
        )
    waiting.second_by, waiting.second_at = by, timezone.now()
    waiting.save(update_fields=["second_by", "second_at"])
    record(
        EntryKind.INCIDENT_SIGNED,
        subject=locked,
        by=by,
        effects=effects_of([locked]),
        question=waiting.question,
        party=waiting.party.code if waiting.party else None,
        new=waiting.value,
    )
    return waiting


def _replaced(incident: Incident, facts: ByWhomFacts) -> AnswerQuerySet:
    """The standing answers whose place this one takes. Raises MoveNotAllowedError where one of
    them was given on all that is known."""
    standing = Answer.objects.to(Question.BY_WHOM, incident).standing()
    same = Q(party__isnull=True) | Q(party=facts.party)
    found = standing.filter(same) if facts.party else standing
    if set(found) & set(settled_by_whom(incident)):
        raise too_late(incident)
    return found


def _check_facts(incident: Incident, facts: ByWhomFacts) -> None:
    if facts.level not in LEVELS_OF[IncidentState(incident.state)]:
        words = _("What is only partly verified can be probable at most.")
        raise ValidationError({"value": words})
    if facts.level == NOBODY and facts.party:
        raise ValidationError({"party": _("Not attributable names nobody.")})
    if facts.level != NOBODY and facts.party is None:
        raise ValidationError({"party": _("Choose a party.")})
    if facts.party and not facts.evidence:
        raise ValidationError({"evidence": _("Tick what the answer rests on.")})
    check_accounts(incident, facts.rests_on, needs_one=facts.party is not None)
    if facts.level == AttributionLevel.ESTABLISHED:
        _check_two_bases(facts)


def _check_two_bases(facts: ByWhomFacts) -> None:
    """What is established rests on two bases of different class and of different origin."""
    if not are_two_classes(facts.evidence):
        words = _("To establish it, tick evidence of at least two classes.")
        raise ValidationError({"evidence": words})
    told = (
        Told(report.source_id, Basis(report.basis), report.relayed_from)
        for report in (link.report for link in facts.rests_on)
    )
    if not are_two_origins(told):
        words = _(
            "To establish it, name accounts of two origins; one nobody names counts for none."
        )
        raise ValidationError({"rests_on": words})
