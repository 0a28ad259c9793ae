"""How a finding is put to the accused, replied to, and taken into deliberation."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ceasefire.accounts.models import User
from ceasefire.allegations.held import check_speaks_for
from ceasefire.ledger.choices import EntryKind
from ceasefire.ledger.services import record
from ceasefire.monitoring.touched import effects_of
from ceasefire.verification.finding_documents import statement_of
from ceasefire.verification.finding_grounds import check_rests
from ceasefire.verification.finding_held import (
    check_move,
    check_reply,
    locked_finding,
    locked_row,
    moves_of,
    reply_due,
)
from ceasefire.verification.finding_states import Move, leads_to
from ceasefire.verification.models import Finding


@transaction.atomic
def notify_party(*, finding: Finding, by: User) -> Finding:
    """Put a reviewed finding to the party that it names, and ask for a reply.

    What is put is kept word for word. The time to reply is the mandate's, and runs from when
    the statement counts as delivered. Raises FindingStateError, what `check_rests` raises.
    """
    locked = locked_finding(finding)
    check_move(locked, Move.NOTIFY)
    check_rests(locked.incident, locked.accused, locked.outcome)  # type: ignore[arg-type]  # its word
    now = timezone.now()
    locked.state, locked.notified_at = leads_to(Move.NOTIFY), now
    locked.due_at = reply_due(locked.incident, now)
    locked.statement = statement_of(locked)
    locked.save(update_fields=["state", "notified_at", "due_at", "statement"])
    _record(EntryKind.FINDING_NOTIFIED, locked, by, due_at=locked.due_at.isoformat())
    return locked


@transaction.atomic
def reply_to_finding(*, finding: Finding, words: str, language: str, by: User) -> Finding:
    """Reply for the accused, once, in its own words, which are printed in full.

    Raises NotYourPartyError, and FindingStateError where it is too late or was done before.
    """
    locked = locked_row(finding)
    check_speaks_for(locked.accused_id, by)
    check_reply(locked)
    if not words.strip():
        raise ValidationError({"words": _("Write your reply.")})
    locked.reply, locked.reply_language = words, language
    locked.replied_by, locked.replied_at = by, timezone.now()
    locked.save(update_fields=["reply", "reply_language", "replied_by", "replied_at"])
    _record(EntryKind.FINDING_REPLIED, locked, by)
    return locked


@transaction.atomic
def deliberate(*, finding: Finding, by: User, reason: str = "") -> Finding:
    """Take a finding into deliberation: after the reply, or once the time for it is over.

    Before that only with a reason, which is published. Silence is no reply, and no admission.
    What names no party, or finds no violation, may be taken up without having been put.
    Raises FindingStateError, and ValidationError where the reason is missing.
    """
    locked = locked_finding(finding)
    is_early = Move.OVERRIDE in moves_of(locked)
    check_move(locked, Move.OVERRIDE if is_early else Move.DELIBERATE)
    if is_early and not reason.strip():
        raise ValidationError({"reason": _("Say why the reply is not awaited.")})
    locked.state = leads_to(Move.DELIBERATE)
    locked.not_awaited_because = reason if is_early else locked.not_awaited_because
    locked.save(update_fields=["state", "not_awaited_because"])
    _record(EntryKind.FINDING_DELIBERATED, locked, by, reason=reason if is_early else "")
    return locked


def _record(kind: EntryKind, finding: Finding, by: User, **details: str) -> None:
    record(kind, subject=finding, by=by, effects=effects_of([finding.incident]), **details)
