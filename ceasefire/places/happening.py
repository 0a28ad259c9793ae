"""When and where something is said to have happened, and how closely that is known."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q

from ceasefire.codes.observations import PlacePrecision, TimePrecision
from ceasefire.places.models import Area, Place

WIDTHS = {
    TimePrecision.MINUTE: timedelta(minutes=1),
    TimePrecision.HOUR: timedelta(hours=1),
    TimePrecision.PART_OF_DAY: timedelta(hours=6),
    TimePrecision.DAY: timedelta(days=1),
}


@dataclass(frozen=True)
class HappeningFacts:
    """A window (aware moments) and a place, as somebody gives them.

    Without `ends_at` the window is as wide as its precision. `place` is a gazetteer id
    and `area` a code; the area may be left out where place or point tells it.
    """

    begins_at: datetime
    ends_at: datetime | None = None
    time_precision: TimePrecision = TimePrecision.HOUR
    place: str | None = None
    place_text: str = ""
    latitude: float | None = None
    longitude: float | None = None
    place_precision: PlacePrecision = PlacePrecision.EXACT
    area: str | None = None

    @property
    def window(self) -> tuple[datetime, datetime]:
        """The window, half-open: what lasts no time at all lasts as long as the precision."""
        if self.ends_at is None or self.ends_at == self.begins_at:
            return self.begins_at, self.begins_at + WIDTHS[self.time_precision]
        return self.begins_at, self.ends_at


class HappeningRow(models.Model):
    """A row that says when and where: a half-open window of time, and a place."""

    begins_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    time_precision = models.CharField(max_length=20, choices=TimePrecision)
    place = models.ForeignKey(Place, models.PROTECT, null=True, blank=True, related_name="+")
    place_text = models.CharField(max_length=200, blank=True)
    latitude = models.FloatField(
        null=True, blank=True, validators=[MinValueValidator(-90), MaxValueValidator(90)]
    )
    longitude = models.FloatField(
        null=True, blank=True, validators=[MinValueValidator(-180), MaxValueValidator(180)]
    )
    place_precision = models.CharField(max_length=20, choices=PlacePrecision)
    area = models.ForeignKey(Area, models.PROTECT, null=True, blank=True, related_name="+")
    cell = models.CharField(max_length=16, blank=True, db_index=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="%(class)s_ends_after_it_begins", condition=Q(ends_at__gt=F("begins_at"))
            ),
            models.CheckConstraint(
                name="%(class)s_has_a_whole_point_or_none",
                condition=Q(latitude__isnull=True, longitude__isnull=True)
                | Q(latitude__isnull=False, longitude__isnull=False),
            ),
        ]

    def happening(self) -> dict[str, Any]:
        """When and where, as another row of this sort takes it over."""
        return {
            name: getattr(self, name)
            for name in (
                "begins_at", "ends_at", "time_precision", "place", "place_text", "latitude",
                "longitude", "place_precision", "area", "cell",
            )
        }  # fmt: skip

    @property
    def point(self) -> tuple[float, float] | None:
        """Latitude and longitude, of the point itself or of the settlement."""
        if self.latitude is not None and self.longitude is not None:
            return self.latitude, self.longitude
        return (self.place.latitude, self.place.longitude) if self.place else None
