"""Claims about who holds what. (Incidents, links and casualties come with the journey.)"""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from ceasefire.agreements.models import Agreement
from ceasefire.common.models import PublicRow, SourcedRow
from ceasefire.incidents.choices import ControlKind, Direction
from ceasefire.parties.models import Party
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
