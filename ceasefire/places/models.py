"""Places: areas with codes, settlements with coordinates, zones that agreements speak of."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from ceasefire.common.models import NamedRow, PublicRow, SourcedRow
from ceasefire.places.choices import AreaLevel, ZoneKind
from ceasefire.places.outlines import validate_outline
from ceasefire.places.querysets import AreaQuerySet, PlaceQuerySet


class Area(PublicRow, NamedRow, SourcedRow):
    """A governorate or the like, known by its P-code.

    A reporting area is what one source means by a name, where that is not one
    governorate: the bulletins' "Damascus" is the city and the countryside.
    """

    code = models.CharField(max_length=20, unique=True)
    level = models.CharField(max_length=20, choices=AreaLevel)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="parts")
    members = models.ManyToManyField("self", symmetrical=False, blank=True, related_name="+")
    outline = models.JSONField(null=True, blank=True, validators=[validate_outline])
    is_demo = models.BooleanField(default=False)

    objects = AreaQuerySet.as_manager()

    class Meta(SourcedRow.Meta):
        ordering = ["code"]


class AreaName(models.Model):
    """One name by which some source calls an area, for reading what they write."""

    area = models.ForeignKey(Area, models.CASCADE, related_name="source_names")
    used_by = models.CharField(max_length=40)
    text = models.CharField(max_length=200)
    normalised = models.CharField(max_length=200, db_index=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                name="one_area_per_source_and_name", fields=["used_by", "normalised"]
            )
        ]

    def __str__(self) -> str:
        return f"{self.text} ({self.used_by})"


class Place(PublicRow, NamedRow, SourcedRow):
    """A settlement or a named point. Its name alone never identifies it."""

    gazetteer_id = models.CharField(max_length=40, unique=True)
    area = models.ForeignKey(Area, models.PROTECT, null=True, blank=True, related_name="places")
    latitude = models.FloatField(validators=[MinValueValidator(-90), MaxValueValidator(90)])
    longitude = models.FloatField(validators=[MinValueValidator(-180), MaxValueValidator(180)])
    cell = models.CharField(max_length=16, db_index=True)
    search_names = models.TextField(blank=True)
    is_demo = models.BooleanField(default=False)

    objects = PlaceQuerySet.as_manager()

    class Meta(SourcedRow.Meta):
        ordering = ["pk"]


class Zone(PublicRow, NamedRow, SourcedRow):
    """An area that an agreement speaks of. Without a published outline it has none."""

    code = models.CharField(max_length=40, unique=True)
    kind = models.CharField(max_length=20, choices=ZoneKind)
    extent_known = models.BooleanField(default=False)
    extent_in_words = models.TextField(blank=True)
    outline = models.JSONField(null=True, blank=True, validators=[validate_outline])
    areas = models.ManyToManyField(Area, blank=True, related_name="zones")
    covers_whole_areas = models.BooleanField(default=False)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)
    is_demo = models.BooleanField(default=False)

    class Meta(SourcedRow.Meta):
        ordering = ["code"]
        constraints = [
            *SourcedRow.Meta.constraints,
            models.CheckConstraint(
                name="zone_extent_is_known_or_in_words",
                condition=Q(extent_known=True) | ~Q(extent_in_words=""),
            ),
        ]
