"""What all that is sent in has in common."""

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone

from ceasefire.accounts.models import Team
from ceasefire.agreements.models import Agreement
from ceasefire.common.models import PublicRow
from ceasefire.common.references import random_reference


class SubmittedRow(PublicRow):
    """What somebody sent in. `submission` names one sending of one form: sent twice, kept once."""

    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="+")
    source = models.ForeignKey("ceasefire.Source", models.PROTECT, related_name="+")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    team = models.ForeignKey(Team, models.PROTECT, null=True, blank=True, related_name="+")
    submission = models.UUIDField(default=uuid.uuid4)
    digest = models.CharField(max_length=64)
    receipt = models.CharField(max_length=12, unique=True, default=random_reference)
    submitted_at = models.DateTimeField(default=timezone.now)
    stopped_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.UniqueConstraint(name="%(class)s_is_sent_once", fields=["author", "submission"])
        ]
