"""What happened, as far as accounts tell it; and claims about who holds what."""

import uuid
from datetime import date, timedelta

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from ceasefire.agreements.models import Agreement
from ceasefire.codes.agreements import Act
from ceasefire.codes.calls import CallAnswer, FireStopped, Weekday
from ceasefire.codes.grades import Credibility
from ceasefire.codes.incidents import CONCLUDED, IncidentState, LinkKind, UnableBecause
from ceasefire.codes.observations import Weapon
from ceasefire.common.clock import local_day
from ceasefire.common.models import PublicRow, SourcedRow
from ceasefire.common.references import random_reference
from ceasefire.common.triggers import words_are_kept
from ceasefire.incidents.choices import ControlKind, Direction
from ceasefire.incidents.querysets import (
    CallQuerySet,
    DutyPointQuerySet,
    IncidentQuerySet,
    LinkQuerySet,
)
from ceasefire.ledger.versions import versions_of
from ceasefire.monitoring.models import MonitorReport
from ceasefire.parties.models import Party
from ceasefire.places.happening import HappeningRow
from ceasefire.places.models import Area, Place

A_MINUTE = timedelta(minutes=1)


class ControlClaim(PublicRow, SourcedRow):
    """Who holds, cuts off or besieges a place, from which side, on which day, says whom."""

    key = models.CharField(max_length=60, unique=True)
    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=ControlKind)
    place = models.ForeignKey(Place, models.PROTECT, null=True, blank=True, related_name="+")
    area = models.ForeignKey(Area, models.PROTECT, null=True, blank=True, related_name="+")
    place_text = models.CharField(max_length=200)
    parties = models.ManyToManyField(Party, related_name="+")
    against = models.ForeignKey(Party, models.PROTECT, null=True, blank=True, related_name="+")
    directions = ArrayField(
        models.CharField(max_length=10, choices=Direction), default=list, blank=True
    )
    on_day = models.DateField(null=True, blank=True)
    when_in_words = models.CharField(max_length=100, blank=True)
    words = models.TextField(blank=True)

    class Meta(SourcedRow.Meta):
        ordering = ["on_day", "pk"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.place_text}"


class DutyPoint(PublicRow):
    """Where a party can be called, for an area or for all of them, at which hours.

    Hours are those of the agreement's zone; one that closes before it opens is open overnight.
    """

    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="+")
    party = models.ForeignKey(Party, models.PROTECT, related_name="+")
    area = models.ForeignKey(Area, models.PROTECT, null=True, blank=True, related_name="+")
    reached_by = models.CharField(max_length=200)
    languages = ArrayField(models.CharField(max_length=8), default=list)
    days = ArrayField(models.CharField(max_length=1, choices=Weekday), default=list)
    opens = models.TimeField(null=True, blank=True)
    closes = models.TimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = DutyPointQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="duty_point_has_both_hours_or_is_always_open",
                condition=Q(opens__isnull=True, closes__isnull=True)
                | Q(opens__isnull=False, closes__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return f"duty point of {self.party}"


class Call(PublicRow):
    """A request to a party's duty point to stop what is happening now.

    Neither an admission nor evidence of fault; shown by zone, never by party.
    """

    reference = models.CharField(max_length=12, unique=True, default=random_reference)
    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="+")
    duty_point = models.ForeignKey(DutyPoint, models.PROTECT, related_name="calls")
    area = models.ForeignKey(Area, models.PROTECT, related_name="+")
    incident = models.ForeignKey(
        "Incident", models.PROTECT, null=True, blank=True, related_name="calls"
    )
    called_at = models.DateTimeField()
    called_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    submission = models.UUIDField(default=uuid.uuid4)
    digest = models.CharField(max_length=64)
    asked = models.TextField()
    answer = models.CharField(max_length=20, choices=CallAnswer)
    answered_at = models.DateTimeField(null=True, blank=True)
    answer_words = models.TextField(blank=True)
    fire_stopped = models.CharField(max_length=20, choices=FireStopped, default=FireStopped.UNKNOWN)
    stopped_at = models.DateTimeField(null=True, blank=True)
    known_from = models.ForeignKey(
        MonitorReport, models.PROTECT, null=True, blank=True, related_name="+"
    )
    known_from_words = models.CharField(max_length=200, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = CallQuerySet.as_manager()

    class Meta:
        ordering = ["-called_at", "-pk"]
        constraints = [
            models.UniqueConstraint(name="call_is_logged_once", fields=["called_by", "submission"]),
            models.CheckConstraint(
                name="what_stopped_says_when",
                condition=~Q(fire_stopped=FireStopped.STOPPED) | Q(stopped_at__isnull=False),
            ),
        ]
        triggers = [
            words_are_kept(
                "call_is_kept",
                "fire_stopped",
                "stopped_at",
                "known_from_id",
                "known_from_words",
                "closed_by_id",
                "closed_at",
            )
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def minutes_to_stop(self) -> int | None:
        """Whole minutes from the call until fire stopped."""
        return (self.stopped_at - self.called_at) // A_MINUTE if self.stopped_at else None


class Incident(PublicRow, HappeningRow):
    """One happening, told by one or more accounts. A fact about the ground, not about blame.

    Whether it happened is answered in `verification`, by whom and against which clause
    nowhere here. One that was merged into another stays as it was, and is read as a part
    of it.
    """

    reference = models.CharField(max_length=12, unique=True, default=random_reference)
    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="incidents")
    act = models.CharField(max_length=30, choices=Act, blank=True)
    weapon = models.CharField(max_length=30, choices=Weapon, blank=True)
    target = models.ForeignKey(Party, models.PROTECT, null=True, blank=True, related_name="+")
    harms_protected = models.BooleanField(default=False)
    state = models.CharField(max_length=20, choices=IncidentState, default=IncidentState.REPORTED)
    unable_because = models.CharField(max_length=20, choices=UnableBecause, blank=True)
    changed_since_verification = models.BooleanField(default=False)
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="merged"
    )
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField(default=timezone.now)

    objects = IncidentQuerySet.as_manager()

    class Meta:
        ordering = ["-begins_at", "-pk"]
        constraints = [
            *HappeningRow.Meta.constraints,
            models.CheckConstraint(
                name="incident_that_could_not_be_checked_says_why",
                condition=Q(state=IncidentState.UNABLE_TO_VERIFY) & ~Q(unable_because="")
                | ~Q(state=IncidentState.UNABLE_TO_VERIFY) & Q(unable_because=""),
            ),
            models.CheckConstraint(
                name="incident_is_not_merged_into_itself",
                condition=Q(merged_into__isnull=True) | ~Q(merged_into=F("pk")),
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def is_concluded(self) -> bool:
        return self.state in CONCLUDED

    @property
    def whole(self) -> "Incident":
        """The incident that this one is read as a part of, or itself."""
        found = self
        while found.merged_into:
            found = found.merged_into
        return found

    @property
    def local_day(self) -> date:
        """The day of the agreement's zone on which it began: the day it is counted on."""
        return local_day(self.begins_at, self.agreement.time_zone)


_EveryVersion = versions_of(
    Incident,
    "begins_at",
    "ends_at",
    "time_precision",
    "place",
    "place_text",
    "latitude",
    "longitude",
    "place_precision",
    "area",
    "act",
    "weapon",
    "target",
    "harms_protected",
    "state",
    "unable_because",
    "changed_since_verification",
    "merged_into",
)


class IncidentVersion(_EveryVersion):  # type: ignore[misc, valid-type]  # made from the model
    """What an incident's row said after each change."""


class LinkRow(models.Model):
    """Something that one person joined and another may part again. What was parted stays."""

    kind = models.CharField(max_length=20, choices=LinkKind)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    parted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True


class ReportLink(LinkRow):
    """How a report stands to an incident, and how credible it is where a decision rests on it."""

    incident = models.ForeignKey(Incident, models.PROTECT, related_name="links")
    report = models.ForeignKey(MonitorReport, models.PROTECT, related_name="links")
    credibility = models.CharField(max_length=1, choices=Credibility, blank=True)

    objects = LinkQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                name="one_link_between_report_and_incident",
                fields=["incident", "report"],
                condition=Q(parted_at__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return f"{self.report} {self.get_kind_display()} {self.incident}"


class IncidentRelation(LinkRow):
    """How one incident stands to another, as an officer sees it or somebody claims."""

    incident = models.ForeignKey(Incident, models.PROTECT, related_name="relations")
    other = models.ForeignKey(Incident, models.PROTECT, related_name="relations_to")

    objects = LinkQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                name="one_relation_between_incidents",
                fields=["incident", "other", "kind"],
                condition=Q(parted_at__isnull=True),
            ),
            models.CheckConstraint(
                name="incident_relates_to_another", condition=~Q(incident=F("other"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.incident} {self.get_kind_display()} {self.other}"
