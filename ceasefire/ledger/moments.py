"""When something was done to the rows of a query, as the ledger has it."""

from django.db import models
from django.db.models import CharField, OuterRef, Subquery
from django.db.models.functions import Cast

from ceasefire.ledger.choices import EntryKind
from ceasefire.ledger.models import LedgerEntry
from ceasefire.ledger.querysets import LedgerEntryQuerySet


def last_done(model: type[models.Model], *kinds: EntryKind) -> Subquery:
    """When one of these was last done to a row of `model` in an outer query."""
    return Subquery(_done(model, kinds).order_by("-pk").values("recorded_at")[:1])


def first_done_after(moment: str, model: type[models.Model], *kinds: EntryKind) -> Subquery:
    """When one of these was first done to it later than what the row has as `moment`."""
    later = _done(model, kinds).filter(recorded_at__gt=OuterRef(moment))
    return Subquery(later.order_by("pk").values("recorded_at")[:1])


def _done(model: type[models.Model], kinds: tuple[EntryKind, ...]) -> LedgerEntryQuerySet:
    key = Cast(OuterRef("public_id"), CharField())
    about = LedgerEntry.objects.filter(subject_type=model._meta.label_lower, subject_id=key)
    return about.filter(kind__in=kinds)
