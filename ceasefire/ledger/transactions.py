"""The number of the running transaction, by which rows can be read in commit order."""

from django.db import models
from django.db.models.functions import Cast


class CurrentTransactionId(models.Func):
    """PostgreSQL's xid8: never reused, unlike the 32-bit number."""

    function = "pg_current_xact_id"
    output_field = models.TextField()


def current_transaction() -> Cast:
    return Cast(Cast(CurrentTransactionId(), models.TextField()), models.BigIntegerField())
