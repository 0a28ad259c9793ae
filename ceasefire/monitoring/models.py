"""What monitors tell us, and what others publish: bulletins, counts, monitors' own figures."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from ceasefire.agreements.models import Agreement
from ceasefire.codes.agreements import Act
from ceasefire.codes.casualties import CasualtyOutcome, CasualtyStatus
from ceasefire.codes.grades import Reliability
from ceasefire.codes.incidents import ReportState
from ceasefire.codes.observations import (
    Basis,
    FireSign,
    Hindrance,
    Means,
    PermittedUse,
    Weapon,
)
from ceasefire.common.models import NamedRow, PublicRow, SourcedRow
from ceasefire.common.triggers import words_are_kept
from ceasefire.monitoring.choices import BreakdownStatement, DateBasis, Flag
from ceasefire.monitoring.querysets import (
    BulletinQuerySet,
    ContextFigureQuerySet,
    CoverageQuerySet,
    MonitorReportQuerySet,
    SourceQuerySet,
)
from ceasefire.monitoring.submitted import SubmittedRow
from ceasefire.parties.models import Party
from ceasefire.places.happening import HappeningRow
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


class Source(PublicRow):
    """Who tells us. The cell knows them by a pseudonym; whoever is new is graded F."""

    pseudonym = models.CharField(max_length=20, unique=True)
    account = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    reliability = models.CharField(max_length=1, choices=Reliability, default=Reliability.F)

    objects = SourceQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.pseudonym


class SourceReview(models.Model):
    """A new letter for a source: one person proposes it, another confirms."""

    source = models.ForeignKey(Source, models.PROTECT, related_name="reviews")
    letter = models.CharField(max_length=1, choices=Reliability)
    reason = models.TextField()
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField(default=timezone.now)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    confirmed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                name="one_open_review_per_source",
                fields=["source"],
                condition=Q(confirmed_at__isnull=True),
            ),
            models.CheckConstraint(
                name="source_review_confirmed_has_who_and_when",
                condition=Q(confirmed_by__isnull=True, confirmed_at__isnull=True)
                | Q(confirmed_by__isnull=False, confirmed_at__isnull=False),
            ),
            models.CheckConstraint(
                name="source_review_is_confirmed_by_a_second_person",
                condition=Q(confirmed_by__isnull=True) | ~Q(confirmed_by=F("proposed_by")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source}: {self.letter}"


class MonitorReport(SubmittedRow, HappeningRow):
    """One account by one source. Its words never change: a correction is another report."""

    supersedes = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="superseded_by"
    )
    means = ArrayField(models.CharField(max_length=20, choices=Means), default=list, blank=True)
    fire_sign = models.CharField(max_length=20, choices=FireSign, blank=True)
    count_low = models.PositiveIntegerField(null=True, blank=True)
    count_high = models.PositiveIntegerField(null=True, blank=True)
    act = models.CharField(max_length=30, choices=Act, blank=True)
    weapon = models.CharField(max_length=30, choices=Weapon, blank=True)
    actor = models.ForeignKey(Party, models.PROTECT, null=True, blank=True, related_name="+")
    target = models.ForeignKey(Party, models.PROTECT, null=True, blank=True, related_name="+")
    basis = models.CharField(max_length=20, choices=Basis)
    relayed_from = models.CharField(max_length=200, blank=True)
    permitted_use = models.CharField(
        max_length=20, choices=PermittedUse, default=PermittedUse.SHOW_MECHANISM
    )
    still_there_until = models.DateTimeField(null=True, blank=True)
    narrative = models.TextField(blank=True)
    language = models.CharField(max_length=8, default="en")
    state = models.CharField(max_length=20, choices=ReportState, default=ReportState.SUBMITTED)
    state_because = models.TextField(blank=True)

    objects = MonitorReportQuerySet.as_manager()

    class Meta(SubmittedRow.Meta):
        ordering = ["-pk"]
        constraints = [
            *SubmittedRow.Meta.constraints,
            *HappeningRow.Meta.constraints,
            models.CheckConstraint(
                name="report_counts_from_low_to_high",
                condition=Q(count_low__isnull=True, count_high__isnull=True)
                | Q(count_low__lte=F("count_high")),
            ),
        ]
        triggers = [words_are_kept("report_words_are_kept", "stopped_at", "state", "state_because")]

    def __str__(self) -> str:
        return f"report {self.receipt}"

    @property
    def is_usable(self) -> bool:
        """Whether it may be used: neither stopped by its author nor corrected by another."""
        return self.stopped_at is None and not hasattr(self, "superseded_by")


class CasualtyStatement(models.Model):
    """What a report says of people harmed: a range, with a best estimate if there is one."""

    report = models.ForeignKey(MonitorReport, models.CASCADE, related_name="casualties")
    outcome = models.CharField(max_length=20, choices=CasualtyOutcome)
    status = models.CharField(max_length=20, choices=CasualtyStatus)
    low = models.PositiveIntegerField()
    best = models.PositiveIntegerField(null=True, blank=True)
    high = models.PositiveIntegerField()

    class Meta:
        ordering = ["report", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="one_casualty_statement_per_sort", fields=["report", "outcome", "status"]
            ),
            models.CheckConstraint(
                name="casualties_from_low_to_high",
                condition=Q(low__lte=F("high"))
                & (Q(best__isnull=True) | Q(best__gte=F("low"), best__lte=F("high"))),
            ),
        ]
        triggers = [words_are_kept("casualty_words_are_kept")]

    def __str__(self) -> str:
        return f"{self.low}–{self.high} {self.get_status_display()} {self.get_outcome_display()}"


class Coverage(SubmittedRow):
    """Where somebody could look in a window of time, or could not, and why."""

    area = models.ForeignKey(Area, models.PROTECT, related_name="+")
    place_text = models.CharField(max_length=200, blank=True)
    begins_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    hindrance = models.CharField(max_length=20, choices=Hindrance, blank=True)
    note = models.TextField(blank=True)

    objects = CoverageQuerySet.as_manager()

    class Meta(SubmittedRow.Meta):
        ordering = ["-pk"]
        verbose_name_plural = "coverage"
        constraints = [
            *SubmittedRow.Meta.constraints,
            models.CheckConstraint(
                name="coverage_ends_after_it_begins", condition=Q(ends_at__gt=F("begins_at"))
            ),
        ]
        triggers = [words_are_kept("coverage_words_are_kept", "stopped_at")]

    def __str__(self) -> str:
        return f"coverage {self.receipt}"

    @property
    def could_look(self) -> bool:
        return not self.hindrance
