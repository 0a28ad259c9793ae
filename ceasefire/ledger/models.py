"""The ledger: who did what, when and why. Rows are only ever added."""

import pgtrigger
from django.db import models

from ceasefire.ledger.choices import EntryKind
from ceasefire.ledger.querysets import LedgerEntryQuerySet
from ceasefire.ledger.transactions import current_transaction

NEVER_CHANGED = """
RAISE EXCEPTION 'ledger entries are never changed or removed'
    USING ERRCODE = 'restrict_violation';
"""


class LedgerEntry(models.Model):
    """One thing that was done. It points at its subject by name, so it outlives everything."""

    kind = models.CharField(max_length=40, choices=EntryKind)
    subject_type = models.CharField(max_length=60)
    subject_id = models.CharField(max_length=64)
    actor_id = models.UUIDField()
    actor_role = models.CharField(max_length=20)
    reason = models.TextField(blank=True)
    details = models.JSONField(default=dict, blank=True)
    effects = models.JSONField(default=dict, blank=True)
    recorded_at = models.DateTimeField(auto_now_add=True)
    xact = models.BigIntegerField(db_default=current_transaction(), editable=False)

    objects = LedgerEntryQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["subject_type", "subject_id", "id"], name="ledger_subject")]
        triggers = [
            pgtrigger.Trigger(
                name="ledger_is_append_only",
                operation=pgtrigger.Update | pgtrigger.Delete,
                when=pgtrigger.Before,
                func=NEVER_CHANGED,
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject_type} {self.subject_id}"
