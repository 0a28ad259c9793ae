"""Allegations: the claim that a party breached a provision; what was put to it; what it answers."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from ceasefire.agreements.models import Agreement, Provision
from ceasefire.allegations.querysets import AllegationQuerySet
from ceasefire.codes.agreements import Act
from ceasefire.codes.allegations import AllegationState, ResponseKind
from ceasefire.common.models import PublicRow
from ceasefire.common.references import random_reference
from ceasefire.common.triggers import words_are_kept
from ceasefire.incidents.models import Incident
from ceasefire.ledger.versions import versions_of
from ceasefire.parties.models import Party
from ceasefire.places.happening import HappeningRow


class Allegation(PublicRow, HappeningRow):
    """A claim that one party breached provisions in one happening: the alleged violation.

    Its words are those of who lodged it. It is counted once, from the accuser to the
    accused, whatever else is said of the same incident.
    """

    reference = models.CharField(max_length=12, unique=True, default=random_reference)
    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="+")
    complainant = models.ForeignKey(Party, models.PROTECT, related_name="+")
    accused = models.ForeignKey(Party, models.PROTECT, null=True, related_name="+")
    provisions = models.ManyToManyField(Provision, related_name="+")
    act = models.CharField(max_length=30, choices=Act)
    words = models.TextField()
    language = models.CharField(max_length=8, default="en")
    lodged_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    lodged_at = models.DateTimeField(default=timezone.now)
    submission = models.UUIDField(default=uuid.uuid4)
    state = models.CharField(max_length=20, choices=AllegationState, default=AllegationState.LODGED)
    state_because = models.TextField(blank=True)
    incident = models.ForeignKey(
        Incident, models.PROTECT, null=True, blank=True, related_name="allegations"
    )
    held_back_because = models.TextField(blank=True)

    objects = AllegationQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            *HappeningRow.Meta.constraints,
            models.UniqueConstraint(
                name="allegation_is_lodged_once", fields=["lodged_by", "submission"]
            ),
            models.CheckConstraint(
                name="allegation_that_is_admitted_has_an_incident",
                condition=~Q(state=AllegationState.ADMISSIBLE) | Q(incident__isnull=False),
            ),
            models.CheckConstraint(
                name="allegation_that_is_refused_says_why",
                condition=~Q(state=AllegationState.INADMISSIBLE) | ~Q(state_because=""),
            ),
        ]
        triggers = [
            words_are_kept(
                "allegation_words_are_kept",
                "state",
                "state_because",
                "incident_id",
                "held_back_because",
            )
        ]

    def __str__(self) -> str:
        return self.reference


_EveryVersion = versions_of(Allegation, "state", "state_because", "incident", "held_back_because")


class AllegationVersion(_EveryVersion):  # type: ignore[misc, valid-type]  # made from the model
    """What an allegation's row said after each change."""


class Notification(PublicRow):
    """What was put to the accused, word for word, and by when an answer is asked for."""

    allegation = models.OneToOneField(Allegation, models.PROTECT, related_name="notification")
    party = models.ForeignKey(Party, models.PROTECT, related_name="+")
    statement = models.JSONField()
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    sent_at = models.DateTimeField(default=timezone.now)
    due_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        triggers = [words_are_kept("notification_is_kept")]

    def __str__(self) -> str:
        return f"notification of {self.allegation}"


class Response(PublicRow):
    """What the accused answers, word for word. Silence is no response, and never an admission."""

    allegation = models.OneToOneField(Allegation, models.PROTECT, related_name="response")
    party = models.ForeignKey(Party, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=ResponseKind)
    words = models.TextField(blank=True)
    language = models.CharField(max_length=8, default="en")
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    given_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]
        triggers = [words_are_kept("response_is_kept")]

    def __str__(self) -> str:
        return f"{self.party} on {self.allegation}"
