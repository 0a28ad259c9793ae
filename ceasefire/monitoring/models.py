"""What others publish: series of bulletins, counts by side and area, monitors' own figures."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from ceasefire.agreements.models import Agreement
from ceasefire.common.models import NamedRow, PublicRow, SourcedRow
from ceasefire.monitoring.choices import BreakdownStatement, DateBasis, Flag
from ceasefire.monitoring.querysets import BulletinQuerySet, ContextFigureQuerySet
from ceasefire.parties.models import Party
from ceasefire.places.models import Area


class BulletinSeries(NamedRow, SourcedRow):
    """Bulletins of one issuer in one unit. Series are never added to each other."""

    code = models.CharField(max_length=40, unique=True)
    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="bulletin_series")
    issuer = models.ForeignKey(Party, models.PROTECT, related_name="+")
    unit = models.JSONField()
    # whose names for areas the issues use, and whose word a further column of an import is
    area_names_of = models.CharField(max_length=40)
    column_authors = models.JSONField(default=dict, blank=True)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    class Meta(SourcedRow.Meta):
        ordering = ["pk"]
        verbose_name_plural = "bulletin series"


class SeriesSide(models.Model):
    """A side that counts in a series; sides keep their order everywhere."""

    series = models.ForeignKey(BulletinSeries, models.CASCADE, related_name="sides")
    party = models.ForeignKey(Party, models.PROTECT, related_name="+")
    position = models.PositiveIntegerField()

    class Meta:
        ordering = ["series", "position"]
        constraints = [
            models.UniqueConstraint(name="one_side_per_series", fields=["series", "party"]),
            models.UniqueConstraint(name="one_side_per_position", fields=["series", "position"]),
        ]

    def __str__(self) -> str:
        return f"{self.party} in {self.series}"


class Bulletin(PublicRow):
    """One source for one period, holding what each side counted."""

    series = models.ForeignKey(BulletinSeries, models.PROTECT, related_name="bulletins")
    period_end = models.DateField(null=True, blank=True)
    date_basis = models.CharField(max_length=20, choices=DateBasis)
    inferred_date = models.CharField(max_length=10, blank=True)
    source_url = models.TextField()
    source_language = models.CharField(max_length=8, blank=True)
    flags = ArrayField(models.CharField(max_length=20, choices=Flag), default=list, blank=True)
    imported_at = models.DateTimeField(auto_now_add=True)

    objects = BulletinQuerySet.as_manager()

    class Meta:
        ordering = ["series", "period_end", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="one_bulletin_per_issuer_period_and_source",
                fields=["series", "period_end", "source_url"],
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                name="bulletin_has_a_day_or_none",
                condition=Q(
                    period_end__isnull=False,
                    date_basis__in=[DateBasis.BULLETIN, DateBasis.ARTICLE],
                )
                | Q(
                    period_end__isnull=True,
                    date_basis__in=[DateBasis.INFERRED, DateBasis.NONE],
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.series} {self.period_end or 'undated'}"


class SideCount(models.Model):
    """What one side registered in a bulletin, and what others say of that.

    A number the source does not state is null, never 0.
    """

    bulletin = models.ForeignKey(Bulletin, models.CASCADE, related_name="counts")
    side = models.ForeignKey(Party, models.PROTECT, related_name="+")
    accused = models.ForeignKey(Party, models.PROTECT, null=True, blank=True, related_name="+")
    total = models.PositiveIntegerField(null=True, blank=True)
    breakdown = models.CharField(max_length=3, choices=BreakdownStatement, blank=True)
    flags = ArrayField(models.CharField(max_length=20, choices=Flag), default=list, blank=True)
    notes = ArrayField(models.TextField(), default=list, blank=True)

    class Meta:
        ordering = ["bulletin", "pk"]
        constraints = [
            models.UniqueConstraint(name="one_count_per_side", fields=["bulletin", "side"])
        ]

    def __str__(self) -> str:
        return f"{self.side}: {self.total}"


class AreaCount(models.Model):
    """How many of a side's count the source places in one area, as one line of it says."""

    side_count = models.ForeignKey(SideCount, models.CASCADE, related_name="areas")
    area = models.ForeignKey(Area, models.PROTECT, related_name="+")
    line = models.PositiveIntegerField()
    count = models.PositiveIntegerField(null=True, blank=True)
    # the other side's view of these, where the source gives it by area
    confirmed = models.PositiveIntegerField(null=True, blank=True)
    not_confirmed = models.PositiveIntegerField(null=True, blank=True)
    excluded_target = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["side_count", "line"]
        constraints = [
            models.UniqueConstraint(name="one_area_count_per_line", fields=["side_count", "line"])
        ]

    def __str__(self) -> str:
        return f"{self.area}: {self.count}"


class SideView(models.Model):
    """One author's word on a side's count: how many confirmed, not confirmed, not a breach.

    "Not confirmed" is that author's word; it does not mean "did not happen".
    """

    side_count = models.ForeignKey(SideCount, models.CASCADE, related_name="views")
    author = models.ForeignKey(Party, models.PROTECT, related_name="+")
    confirmed = models.PositiveIntegerField(null=True, blank=True)
    not_confirmed = models.PositiveIntegerField(null=True, blank=True)
    excluded_target = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["side_count", "pk"]
        constraints = [
            models.UniqueConstraint(name="one_view_per_author", fields=["side_count", "author"])
        ]

    def __str__(self) -> str:
        return f"{self.author} on {self.side_count}"


class ContextFigure(models.Model):
    """Another measure of the same bulletins: aid, settlements joined, formations."""

    series = models.ForeignKey(BulletinSeries, models.PROTECT, related_name="context_figures")
    period_end = models.DateField(null=True, blank=True)
    date_basis = models.CharField(max_length=20, choices=DateBasis)
    inferred_date = models.CharField(max_length=10, blank=True)
    measure = models.CharField(max_length=60)
    value = models.DecimalField(max_digits=14, decimal_places=3)
    source_url = models.TextField()

    objects = ContextFigureQuerySet.as_manager()

    class Meta:
        ordering = ["series", "measure", "period_end", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="one_context_figure_per_source",
                fields=["series", "period_end", "measure", "source_url"],
                nulls_distinct=False,
            )
        ]

    def __str__(self) -> str:
        return f"{self.measure} {self.value}"


class MonitorFigure(PublicRow):
    """A figure another monitor published about the same ceasefire, in its own unit."""

    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="monitor_figures")
    monitor = models.ForeignKey(Party, models.PROTECT, related_name="+")
    period_start = models.DateField()
    period_end = models.DateField()
    is_cumulative = models.BooleanField()
    blamed = models.CharField(max_length=100, blank=True)
    area_name = models.CharField(max_length=100, blank=True)
    measure = models.CharField(max_length=60)
    count = models.PositiveIntegerField()
    source_url = models.TextField()
    note = models.TextField(blank=True)

    class Meta:
        ordering = ["agreement", "period_end", "pk"]

    def __str__(self) -> str:
        return f"{self.monitor}: {self.measure} {self.count}"
