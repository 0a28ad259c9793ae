"""How a finding is dissented from, adopted by two, and withdrawn."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ceasefire.accounts.models import User
from ceasefire.common.errors import SecondPersonNeededError
from ceasefire.ledger.choices import EntryKind
from ceasefire.ledger.services import record
from ceasefire.monitoring.touched import effects_of
from ceasefire.verification.finding_grounds import check_rests
from ceasefire.verification.finding_held import (
    check_move,
    check_not_own,
    locked_finding,
    locked_row,
)
from ceasefire.verification.finding_publishing import (
    publish_finding,
    publish_superseded,
    withdraw_published,
)
from ceasefire.verification.finding_states import ENDED, Move, leads_to
from ceasefire.verification.models import Finding


@transaction.atomic
def dissent_from(*, finding: Finding, words: str, by: User) -> Finding:
    """Add a dissent, which is published with the finding, without a name. Raises
    FindingStateError."""
    locked = locked_finding(finding)
    check_move(locked, Move.DISSENT)
    if not words.strip():
        raise ValidationError({"words": _("Say with what you do not agree, and why.")})
    locked.dissent = "\n\n".join(filter(None, [locked.dissent, words.strip()]))
    locked.save(update_fields=["dissent"])
    _record(EntryKind.FINDING_DISSENTED, locked, by)
    return locked


@transaction.atomic
def sign_finding(*, finding: Finding, by: User) -> Finding:
    """Adopt a finding as the first of two.

    The row is locked: of many who sign together one has signed, and the others are told who.
    Raises FindingStateError, OwnDraftError, and what `check_rests` raises.
    """
    locked = locked_finding(finding)
    check_move(locked, Move.SIGN)
    _check_adopter(locked, by)
    locked.state, locked.adopted_by = leads_to(Move.SIGN), by
    locked.save(update_fields=["state", "adopted_by"])
    _record(EntryKind.FINDING_SIGNED, locked, by)
    return locked


@transaction.atomic
def adopt_finding(*, finding: Finding, by: User) -> Finding:
    """Adopt a finding as the second of two, and publish it where the mandate allows it.

    A correction becomes the next version; another finding in whose place this one was drafted
    is superseded. Raises FindingStateError, SecondPersonNeededError, OwnDraftError, and what
    `check_rests` raises.
    """
    locked = locked_finding(finding)
    check_move(locked, Move.ADOPT)
    _check_adopter(locked, by)
    if locked.adopted_by_id == by.pk:
        raise SecondPersonNeededError(_("You have adopted it as the first: another is needed."))
    reason, locked.corrected_because = locked.corrected_because, ""
    locked.state, locked.state_because, locked.adopted_with = leads_to(Move.ADOPT), "", by
    locked.adopted_at = locked.adopted_at or timezone.now()
    changed = ["state", "state_because", "corrected_because", "adopted_with", "adopted_at"]
    locked.save(update_fields=changed)
    _record(EntryKind.FINDING_ADOPTED, locked, by, reason=reason)
    if locked.supersedes_id:
        _supersede(locked, by)
    publish_finding(finding=locked, by=by, reason=reason)
    return locked


@transaction.atomic
def withdraw_finding(*, finding: Finding, reason: str, by: User) -> Finding:
    """Withdraw a finding, adopted or not. If readers were shown it they are told the reason, and
    can still read what it said. Raises FindingStateError."""
    locked = locked_row(finding)
    check_move(locked, Move.WITHDRAW)
    locked.state, locked.state_because = leads_to(Move.WITHDRAW), reason
    locked.save(update_fields=["state", "state_because"])
    _record(EntryKind.FINDING_WITHDRAWN, locked, by, reason=reason)
    withdraw_published(finding=locked, reason=reason, by=by)
    return locked


def _supersede(successor: Finding, by: User) -> None:
    """The finding in whose place this one was adopted stands no more, if it still did."""
    old = locked_row(successor.supersedes)  # type: ignore[arg-type]  # asked where there is one
    if old.state in ENDED:
        return
    old.state, old.state_because = leads_to(Move.SUPERSEDE), ""
    old.save(update_fields=["state", "state_because"])
    _record(EntryKind.FINDING_SUPERSEDED, old, by, successor=successor.reference)
    publish_superseded(finding=old, successor=successor, by=by)


def _check_adopter(finding: Finding, by: User) -> None:
    """Whoever wrote it does not adopt it, and what it rests on still stands."""
    check_not_own(finding, by)
    check_rests(finding.incident, finding.accused, finding.outcome)  # type: ignore[arg-type]  # its word


def _record(kind: EntryKind, finding: Finding, by: User, **details: str) -> None:
    record(kind, subject=finding, by=by, effects=effects_of([finding.incident]), **details)
