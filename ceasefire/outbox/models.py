"""Letters we owe: rows first, sent later, each attempt kept."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils import timezone

from ceasefire.outbox.querysets import LetterQuerySet


class Letter(models.Model):
    """One e-mail to one address. Its text is dropped once it is sent: links in it are secrets."""

    message_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    to_address = models.EmailField()
    from_address = models.CharField(max_length=200)
    subject = models.CharField(max_length=200)
    body = models.TextField(blank=True)
    posted_at = models.DateTimeField(default=timezone.now)
    next_attempt_at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(null=True)
    given_up_at = models.DateTimeField(null=True)

    objects = LetterQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        indexes = [
            models.Index(
                name="letter_owed",
                fields=["next_attempt_at"],
                condition=Q(sent_at__isnull=True, given_up_at__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return f"letter {self.pk}"


class LetterAttempt(models.Model):
    """One try at sending a letter, and what went wrong."""

    letter = models.ForeignKey(Letter, models.CASCADE, related_name="attempts")
    tried_at = models.DateTimeField(default=timezone.now)
    error = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"attempt {self.pk} at {self.letter}"
