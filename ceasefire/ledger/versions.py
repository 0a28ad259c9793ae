"""What a row said after each change: beside the ledger, which says who changed it, and why.

The database writes these itself, so that a change by raw SQL is seen too. A version and the
ledger entry of one transaction have the same `xact`.
"""

from typing import Any

import pghistory
from django.db import models
from pghistory.models import Event

from ceasefire.common.triggers import words_are_kept
from ceasefire.ledger.transactions import current_transaction


class RowVersion(Event):
    """One version of a tracked row."""

    pgh_id = models.BigAutoField(primary_key=True)
    xact = models.BigIntegerField(db_default=current_transaction(), editable=False)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"version {self.pgh_id}"


def versions_of(model: type[models.Model], *fields: str) -> Any:
    """The base of a model that holds every version of `fields` of the rows of `model`."""
    return pghistory.create_event_model(
        model,
        pghistory.InsertEvent(),
        pghistory.UpdateEvent(),
        fields=list(fields),
        base_model=RowVersion,
        context_field=None,  # type: ignore[arg-type]  # as its documentation says
        obj_field=pghistory.ObjForeignKey(related_name="+"),
        meta={
            "ordering": ["pgh_id"],
            "triggers": [words_are_kept("version_is_kept")],
        },
    )
