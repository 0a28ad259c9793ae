"""How a finding is drafted, changed, reviewed, returned and corrected."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from ceasefire.accounts.models import User
from ceasefire.agreements.mandates import check_powers
from ceasefire.agreements.models import Provision
from ceasefire.codes.agreements import MandateAct
from ceasefire.codes.verification import FindingOutcome
from ceasefire.common.errors import DomainError
from ceasefire.incidents.held import locked_incident
from ceasefire.incidents.models import Incident
from ceasefire.ledger.choices import EntryKind
from ceasefire.ledger.services import record
from ceasefire.monitoring.touched import effects_of
from ceasefire.parties.models import Party
from ceasefire.verification.finding_grounds import FindingFacts, check_facts, check_rests
from ceasefire.verification.finding_held import (
    check_move,
    check_not_own,
    locked_finding,
    locked_row,
)
from ceasefire.verification.finding_states import Move, leads_to
from ceasefire.verification.models import Finding


class FindingStandsError(DomainError):
    code = "finding_stands"


class AnotherFindingNeededError(DomainError):
    code = "another_finding_needed"


@transaction.atomic
def draft_finding(
    *,
    incident: Incident,
    provision: Provision,
    accused: Party | None,
    facts: FindingFacts,
    by: User,
    supersedes: Finding | None = None,
) -> Finding:
    """Draft a finding on one provision and one accused, or nobody; perhaps in another's place.

    The standard of proof is the mandate's. The incident is locked, so of two who draft together
    the second is refused. Raises NotInMandateError, FindingStandsError, FindingStateError,
    what `check_rests` raises, and ValidationError, by field.
    """
    locked = locked_incident(incident)
    check_powers(locked.agreement, locked.begins_at, MandateAct.RULE)
    if provision.agreement_id != locked.agreement_id:
        raise ValidationError({"provision": _("This provision is of another agreement.")})
    check_facts(facts, accused)
    check_rests(locked, accused, facts.outcome)
    _check_place(locked, provision, accused, supersedes)
    mandate = locked.agreement.mandates.in_force_at(locked.begins_at).latest("valid_from")
    finding = Finding.objects.create(
        incident=locked,
        provision=provision,
        accused=accused,
        outcome=facts.outcome,
        ground=facts.ground or "",
        reasoning=facts.reasoning,
        standard_of_proof=mandate.standard_of_proof,
        drafted_by=by,
        supersedes=supersedes,
    )
    record(
        EntryKind.FINDING_DRAFTED,
        subject=finding,
        by=by,
        effects=effects_of([locked]),
        incident=locked.reference,
        provision=provision.number,
        accused=accused and accused.code,
        outcome=facts.outcome,
    )
    return finding


@transaction.atomic
def change_finding(*, finding: Finding, facts: FindingFacts, by: User) -> Finding:
    """Say otherwise what a draft concludes, and why.

    Raises FindingStateError unless it is a draft, AnotherFindingNeededError where a violation
    is proposed that was not put to the accused, or another outcome than was adopted.
    """
    locked = locked_finding(finding)
    check_move(locked, Move.CHANGE)
    check_facts(facts, locked.accused)
    check_rests(locked.incident, locked.accused, facts.outcome)
    _check_outcome(locked, facts.outcome)
    old = locked.outcome
    _write(locked, facts, by, "outcome")
    _record(EntryKind.FINDING_CHANGED, locked, by, old=old, new=facts.outcome)
    return locked


@transaction.atomic
def correct_finding(*, finding: Finding, facts: FindingFacts, reason: str, by: User) -> Finding:
    """Write an adopted finding anew, with the same outcome: two adopt it again.

    Until they have, readers are shown the version before. Raises FindingStateError,
    AnotherFindingNeededError for another outcome.
    """
    locked = locked_finding(finding)
    check_move(locked, Move.CORRECT)
    check_facts(facts, locked.accused)
    _check_outcome(locked, facts.outcome)
    if (facts.reasoning, facts.ground or "") == (locked.reasoning, locked.ground):
        raise ValidationError({"reasoning": _("This is what it says already.")})
    locked.state, locked.corrected_because = leads_to(Move.CORRECT), reason
    locked.adopted_by = locked.adopted_with = None
    changed = ("state", "corrected_because", "adopted_by", "adopted_with")
    _write(locked, facts, by, *changed)
    _record(EntryKind.FINDING_CORRECTED, locked, by, reason=reason)
    return locked


@transaction.atomic
def submit_finding(*, finding: Finding, by: User) -> Finding:
    """Give a draft to legal review. Raises FindingStateError."""
    locked = locked_finding(finding)
    check_move(locked, Move.SUBMIT)
    locked.state, locked.state_because = leads_to(Move.SUBMIT), ""
    locked.save(update_fields=["state", "state_because"])
    _record(EntryKind.FINDING_SUBMITTED, locked, by)
    return locked


@transaction.atomic
def review_finding(*, finding: Finding, by: User) -> Finding:
    """Say that the draft is sound in law. Raises FindingStateError, OwnDraftError."""
    locked = locked_finding(finding)
    check_move(locked, Move.REVIEW)
    check_not_own(locked, by)
    locked.reviewed_by = by
    locked.save(update_fields=["reviewed_by"])
    _record(EntryKind.FINDING_REVIEWED, locked, by)
    return locked


@transaction.atomic
def return_finding(*, finding: Finding, reason: str, by: User) -> Finding:
    """Return a finding to draft, with the reason; whoever adopted it has not. Raises
    FindingStateError."""
    locked = locked_finding(finding)
    check_move(locked, Move.RETURN)
    locked.state, locked.state_because = leads_to(Move.RETURN), reason
    locked.reviewed_by = locked.adopted_by = None
    locked.save(update_fields=["state", "state_because", "reviewed_by", "adopted_by"])
    _record(EntryKind.FINDING_RETURNED, locked, by, reason=reason)
    return locked


def _check_place(
    incident: Incident, provision: Provision, accused: Party | None, supersedes: Finding | None
) -> None:
    """One finding stands on one provision and party; another may take its place, once."""
    standing = Finding.objects.filter(incident=incident).standing()
    if supersedes is None:
        same = standing.filter(provision=provision, accused=accused)
    else:
        check_move(locked_row(supersedes), Move.SUPERSEDE)
        if supersedes.incident_id != incident.pk:
            raise ValidationError({"supersedes": _("That finding is about another incident.")})
        same = standing.filter(provision=provision, accused=accused).exclude(pk=supersedes.pk)
        same |= standing.filter(supersedes=supersedes)
    other = same.first()
    if other:
        words = _("Finding %(reference)s stands on this already: work on that one.")
        raise FindingStandsError(words % {"reference": other.reference})


def _check_outcome(finding: Finding, outcome: FindingOutcome) -> None:
    """Nobody is found to have breached a provision without having been heard on just that."""
    if outcome == finding.outcome:
        return
    if finding.was_adopted:
        raise AnotherFindingNeededError(
            _("Another outcome is another finding: draft one in its place.")
        )
    put = (finding.statement or {}).get("outcome", outcome)
    if outcome == FindingOutcome.VIOLATION != put:
        raise AnotherFindingNeededError(
            _("The party was heard on another outcome: withdraw this, and draft another.")
        )


def _write(finding: Finding, facts: FindingFacts, by: User, *changed: str) -> None:
    finding.outcome, finding.ground = facts.outcome, facts.ground or ""
    finding.reasoning, finding.drafted_by = facts.reasoning, by
    finding.save(update_fields=["ground", "reasoning", "drafted_by", *changed])


def _record(kind: EntryKind, finding: Finding, by: User, **details: str) -> None:
    record(kind, subject=finding, by=by, effects=effects_of([finding.incident]), **details)
