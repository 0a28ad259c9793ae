"""What happened, as far as accounts tell it; and claims about who holds what."""

from datetime import date

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from ceasefire.agreements.models import Agreement
from ceasefire.codes.agreements import Act
from ceasefire.codes.grades import Credibility
from ceasefire.codes.incidents import CONCLUDED, IncidentState, LinkKind, UnableBecause
from ceasefire.codes.observations import Weapon
from ceasefire.common.clock import local_day
from ceasefire.common.models import PublicRow, SourcedRow
from ceasefire.common.references import random_reference
from ceasefire.incidents.choices import ControlKind, Direction
from ceasefire.incidents.querysets import IncidentQuerySet, LinkQuerySet
from ceasefire.ledger.versions import versions_of
from ceasefire.monitoring.models import MonitorReport
from ceasefire.parties.models import Party
from ceasefire.places.happening import HappeningRow
from ceasefire.places.models import Area, Place


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
