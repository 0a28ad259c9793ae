"""What outsiders were shown: one row per version and audience class."""

import uuid

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from ceasefire.ledger.transactions import current_transaction
from ceasefire.publication.choices import Audience, PublishedKind
from ceasefire.publication.querysets import PublishedVersionQuerySet

SHOWN_IS_SHOWN = """
IF TG_OP = 'DELETE' OR (to_jsonb(NEW) - ARRAY['superseded_at', 'withdrawn_at', 'withdrawn_because'])
    IS DISTINCT FROM (to_jsonb(OLD) - ARRAY['superseded_at', 'withdrawn_at', 'withdrawn_because'])
    OR (OLD.superseded_at IS NOT NULL AND NEW.superseded_at IS DISTINCT FROM OLD.superseded_at)
    OR (OLD.withdrawn_at IS NOT NULL AND (NEW.withdrawn_at, NEW.withdrawn_because)
        IS DISTINCT FROM (OLD.withdrawn_at, OLD.withdrawn_because))
THEN
    RAISE EXCEPTION 'a published version is never changed or removed'
        USING ERRCODE = 'restrict_violation';
END IF;
RETURN NEW;
"""


class PublishedVersion(models.Model):
    """One version of one record as outsiders were shown it.

    `public_id` is the record's, the same for all its versions. `sort_at` and
    `agreement` repeat parts of the document so that lists can order and filter.
    """

    version_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(max_length=20, choices=PublishedKind)
    public_id = models.CharField(max_length=64)
    version = models.PositiveIntegerField()
    audience = models.CharField(max_length=20, choices=Audience, default=Audience.READERS)
    agreement = models.CharField(max_length=40, blank=True)
    sort_at = models.DateTimeField()
    document = models.JSONField()
    published_at = models.DateTimeField(default=timezone.now)
    embargo_until = models.DateTimeField(null=True, blank=True)
    superseded_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_because = models.TextField(blank=True)
    reason = models.TextField(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    xact = models.BigIntegerField(db_default=current_transaction(), editable=False)

    objects = PublishedVersionQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "-sort_at", "-pk"]
        indexes = [
            models.Index(
                name="published_list",
                fields=["kind", "-sort_at", "public_id"],
                condition=Q(superseded_at__isnull=True),
            ),
            models.Index(name="published_agreement", fields=["kind", "agreement"]),
        ]
        constraints = [
            models.UniqueConstraint(
                name="one_number_per_version",
                fields=["kind", "public_id", "audience", "version"],
            ),
            models.UniqueConstraint(
                name="one_current_version",
                fields=["kind", "public_id", "audience"],
                condition=Q(superseded_at__isnull=True),
            ),
            models.CheckConstraint(
                name="withdrawn_version_says_why",
                condition=Q(withdrawn_at__isnull=True) | ~Q(withdrawn_because=""),
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="shown_is_shown",
                operation=pgtrigger.Update | pgtrigger.Delete,
                when=pgtrigger.Before,
                func=SHOWN_IS_SHOWN,
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.public_id} v{self.version}"
