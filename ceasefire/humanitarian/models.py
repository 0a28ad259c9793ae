"""Access asked for, and what was decided on it: each row somebody's word, with its source."""

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone

from ceasefire.agreements.models import Agreement
from ceasefire.codes.humanitarian import AccessDecisionKind, AccessPurpose
from ceasefire.common.models import PublicRow, SourcedRow
from ceasefire.common.references import random_reference
from ceasefire.common.triggers import words_are_kept
from ceasefire.humanitarian.querysets import AccessRequestQuerySet
from ceasefire.parties.models import Party
from ceasefire.places.models import Area, Place


class AccessRequest(PublicRow, SourcedRow):
    """Access that somebody asked for. What became of it is told by its decisions."""

    reference = models.CharField(max_length=12, unique=True, default=random_reference)
    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="+")
    asked_by = models.ForeignKey(Party, models.PROTECT, related_name="+")
    asked_of = models.ForeignKey(Party, models.PROTECT, null=True, blank=True, related_name="+")
    asked_on = models.DateField()
    purpose = models.CharField(max_length=20, choices=AccessPurpose)
    area = models.ForeignKey(Area, models.PROTECT, related_name="+")
    place = models.ForeignKey(Place, models.PROTECT, null=True, blank=True, related_name="+")
    wanted_on = models.DateField(null=True, blank=True)
    words = models.TextField()
    submission = models.UUIDField(default=uuid.uuid4)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now)
    struck_at = models.DateTimeField(null=True, blank=True)  # recorded by mistake
    struck_because = models.TextField(blank=True)

    objects = AccessRequestQuerySet.as_manager()

    class Meta(SourcedRow.Meta):
        ordering = ["-asked_on", "-pk"]
        constraints = [
            *SourcedRow.Meta.constraints,
            models.UniqueConstraint(
                name="access_request_is_recorded_once", fields=["recorded_by", "submission"]
            ),
        ]
        triggers = [words_are_kept("access_request_is_kept", "struck_at", "struck_because")]

    def __str__(self) -> str:
        return self.reference


class AccessDecision(PublicRow, SourcedRow):
    """What was decided on a request, by whom, on which day. A later one stands beside it."""

    request = models.ForeignKey(AccessRequest, models.PROTECT, related_name="decisions")
    kind = models.CharField(max_length=20, choices=AccessDecisionKind)
    decided_by = models.ForeignKey(Party, models.PROTECT, null=True, blank=True, related_name="+")
    decided_on = models.DateField()
    until = models.DateField(null=True, blank=True)
    words = models.TextField(blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now)
    struck_at = models.DateTimeField(null=True, blank=True)
    struck_because = models.TextField(blank=True)

    class Meta(SourcedRow.Meta):
        ordering = ["decided_on", "pk"]
        triggers = [words_are_kept("access_decision_is_kept", "struck_at", "struck_because")]

    def __str__(self) -> str:
        return f"{self.request}: {self.get_kind_display()}"
