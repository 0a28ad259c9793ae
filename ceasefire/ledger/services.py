"""Write in the ledger."""

from typing import Any, Protocol
from uuid import UUID

from django.db import models, transaction

from ceasefire.ledger.choices import EntryKind
from ceasefire.ledger.effects import Effects
from ceasefire.ledger.models import LedgerEntry
from ceasefire.ledger.querysets import subject_key
from ceasefire.ledger.signals import entry_recorded

NOTHING = Effects()


class Actor(Protocol):
    """Whoever does something: a person, a program, or the service itself."""

    public_id: UUID
    role: str
    is_active: bool


def record(
    kind: EntryKind,
    *,
    subject: models.Model,
    by: Actor,
    reason: str = "",
    effects: Effects = NOTHING,
    **details: Any,
) -> LedgerEntry:
    """Write one ledger entry in the caller's transaction, and tell who must know.

    Receivers of `entry_recorded` run inside the same transaction, so the rows
    they add are kept or lost with the change. Outside a transaction the entry
    could outlive a change that failed: that raises RuntimeError.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("record() must run inside the transaction of the change it records")
    entry = LedgerEntry.objects.create(
        kind=kind,
        subject_type=subject._meta.label_lower,
        subject_id=subject_key(subject),
        actor_id=by.public_id,
        actor_role=by.role,
        reason=reason,
        details=details,
        effects=effects.as_json(),
    )
    entry_recorded.send(LedgerEntry, entry=entry)
    return entry
