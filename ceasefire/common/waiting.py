"""What waits for somebody, as rows: since when, until when, and in which order."""

from typing import Any

from django.db.models import DateTimeField, F, QuerySet, Value
from django.db.models.expressions import Combinable

NO_CLOCK = Value(None, output_field=DateTimeField())


def waiting(
    rows: "QuerySet[Any]", *, since: Combinable, due: Combinable = NO_CLOCK, last: str = "pk"
) -> "QuerySet[Any]":
    """The rows with `waits_since` and `falls_due`: soonest due first, then longest waiting.

    `last` orders what is alike in both: what it tells must be known to whoever reads.
    """
    told = rows.annotate(waits_since=since, falls_due=due)
    in_order: QuerySet[Any] = told.order_by(
        F("falls_due").asc(nulls_last=True), "waits_since", last
    )
    return in_order
