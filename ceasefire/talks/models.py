"""Talks: rounds with their delegations and items, and what officials and bodies said."""

from django.db import models
from django.db.models import F, Q

from ceasefire.agreements.models import Agreement
from ceasefire.common.models import NamedRow, PublicRow, SourcedRow
from ceasefire.parties.models import Party
from ceasefire.places.models import Area, Place
from ceasefire.talks.choices import (
    DelegationRole,
    DelegationStatus,
    ItemKind,
    RoundKind,
    StatementKind,
)
from ceasefire.talks.querysets import RoundQuerySet


class Round(PublicRow, NamedRow, SourcedRow):
    """One meeting of a series of talks about an agreement."""

    code = models.CharField(max_length=40, unique=True)
    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="rounds")
    number = models.PositiveIntegerField(null=True, blank=True)
    kind = models.CharField(max_length=20, choices=RoundKind)
    first_day = models.DateField()
    last_day = models.DateField()
    dates_note = models.TextField(blank=True)
    city = models.CharField(max_length=100)
    is_closed = models.BooleanField(null=True, blank=True)
    line_up_disclosed = models.BooleanField(null=True, blank=True)
    is_demo = models.BooleanField(default=False)

    objects = RoundQuerySet.as_manager()

    class Meta(SourcedRow.Meta):
        ordering = ["first_day", "pk"]
        constraints = [
            *SourcedRow.Meta.constraints,
            models.CheckConstraint(
                name="round_ends_after_it_starts", condition=Q(last_day__gte=F("first_day"))
            ),
        ]


class Delegation(SourcedRow):
    """A party at a round: expected or attended, in which capacity, and who says so."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="delegations")
    party = models.ForeignKey(Party, models.PROTECT, related_name="+")
    role = models.CharField(max_length=20, choices=DelegationRole)
    status = models.CharField(max_length=20, choices=DelegationStatus)
    is_first_time = models.BooleanField(null=True, blank=True)
    position = models.PositiveIntegerField()

    class Meta(SourcedRow.Meta):
        ordering = ["round", "position"]
        constraints = [
            *SourcedRow.Meta.constraints,
            models.UniqueConstraint(name="one_delegation_per_place", fields=["round", "position"]),
        ]

    def __str__(self) -> str:
        return f"{self.party} ({self.get_status_display()})"


class RoundItem(SourcedRow):
    """A line of a round's agenda, a proposal, an outcome, or what was to follow."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="items")
    kind = models.CharField(max_length=20, choices=ItemKind)
    text = models.TextField()
    party = models.ForeignKey(Party, models.PROTECT, null=True, blank=True, related_name="+")
    due_on = models.DateField(null=True, blank=True)
    state_in_words = models.TextField(blank=True)
    position = models.PositiveIntegerField()

    class Meta(SourcedRow.Meta):
        ordering = ["round", "kind", "position"]

    def __str__(self) -> str:
        return self.text


class Statement(PublicRow, SourcedRow):
    """Words of an official or a body about an agreement or a round."""

    key = models.CharField(max_length=60, unique=True)
    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="statements")
    round = models.ForeignKey(
        Round, models.PROTECT, null=True, blank=True, related_name="statements"
    )
    kind = models.CharField(max_length=20, choices=StatementKind)
    body = models.ForeignKey(Party, models.PROTECT, null=True, blank=True, related_name="+")
    speaker = models.CharField(max_length=150, blank=True)
    capacity = models.CharField(max_length=200, blank=True)
    said_in = models.CharField(max_length=150, blank=True)
    said_on = models.DateField(null=True, blank=True)
    said_when = models.CharField(max_length=150, blank=True)
    words = models.TextField()
    is_quotation = models.BooleanField()
    language = models.CharField(max_length=8, default="en")
    about_place = models.ForeignKey(Place, models.PROTECT, null=True, blank=True, related_name="+")
    about_area = models.ForeignKey(Area, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta(SourcedRow.Meta):
        ordering = ["said_on", "pk"]

    def __str__(self) -> str:
        return self.words[:80]
