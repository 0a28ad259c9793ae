"""Compliance summaries: drafted from the figures, approved by one, released by another."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from ceasefire.agreements.models import Agreement
from ceasefire.common.models import PublicRow
from reports.statistics.periods import Period
from reports.summaries.choices import SummaryKind, SummaryStatus
from reports.summaries.querysets import SummaryDueQuerySet, SummaryQuerySet

FROZEN = """
RAISE EXCEPTION 'a released summary is never changed or removed'
    USING ERRCODE = 'restrict_violation';
"""
DRAFTED, APPROVED, RELEASED = SummaryStatus.DRAFTED, SummaryStatus.APPROVED, SummaryStatus.RELEASED


class ComplianceSummary(PublicRow):
    """What is said about one period, in one edition. Frozen once released.

    The period is half-open in the agreement's days. `inputs_hash` is the SHA-256
    of everything the figures were made from, in canonical JSON.
    """

    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=SummaryKind)
    period_from = models.DateField()
    period_to = models.DateField()
    edition = models.PositiveIntegerField(default=1)
    supersedes = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    status = models.CharField(max_length=20, choices=SummaryStatus, default=DRAFTED)
    figures = models.JSONField()
    inputs_hash = models.CharField(max_length=64)
    method_version = models.CharField(max_length=20)
    data_cutoff = models.DateTimeField()
    changed_since_approval = models.BooleanField(default=False)
    drafted_at = models.DateTimeField(default=timezone.now)
    drafted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    approved_at = models.DateTimeField(null=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    released_at = models.DateTimeField(null=True)
    released_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    objects = SummaryQuerySet.as_manager()

    class Meta:
        ordering = ["-period_to", "-period_from", "-edition"]
        verbose_name_plural = "compliance summaries"
        constraints = [
            models.CheckConstraint(
                name="summary_period_is_not_empty", condition=Q(period_to__gt=F("period_from"))
            ),
            models.UniqueConstraint(
                name="one_edition_of_a_summary",
                fields=["agreement", "period_from", "period_to", "edition"],
            ),
            models.UniqueConstraint(
                name="one_open_summary_per_period",
                fields=["agreement", "period_from", "period_to"],
                condition=~Q(status=RELEASED),
            ),
            models.CheckConstraint(
                name="summary_approved_has_who_and_when",
                condition=Q(status=DRAFTED, approved_by__isnull=True, approved_at__isnull=True)
                | Q(
                    status__in=[APPROVED, RELEASED],
                    approved_by__isnull=False,
                    approved_at__isnull=False,
                ),
            ),
            models.CheckConstraint(
                name="summary_released_has_who_and_when",
                condition=Q(status=RELEASED, released_by__isnull=False, released_at__isnull=False)
                | Q(
                    status__in=[DRAFTED, APPROVED],
                    released_by__isnull=True,
                    released_at__isnull=True,
                ),
            ),
            models.CheckConstraint(
                name="summary_is_released_by_a_second_person",
                condition=Q(released_by__isnull=True) | ~Q(released_by=F("approved_by")),
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="released_summary_is_frozen",
                operation=pgtrigger.Update | pgtrigger.Delete,
                when=pgtrigger.Before,
                condition=pgtrigger.Q(old__status="released"),
                func=FROZEN,
            )
        ]

    def __str__(self) -> str:
        return f"{self.agreement.code} {self.period_from}/{self.period_to} ed. {self.edition}"

    @property
    def period(self) -> Period:
        return Period(self.period_from, self.period_to)


class SummaryDue(models.Model):
    """A period for which a draft is owed, and from when on."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=20, choices=SummaryKind)
    period_from = models.DateField()
    period_to = models.DateField()
    due_at = models.DateTimeField()

    objects = SummaryDueQuerySet.as_manager()

    class Meta:
        ordering = ["due_at", "pk"]
        verbose_name_plural = "summaries due"
        constraints = [
            models.UniqueConstraint(
                name="one_summary_due_per_period",
                fields=["agreement", "period_from", "period_to"],
            )
        ]

    def __str__(self) -> str:
        return f"{self.agreement.code} {self.period_from}/{self.period_to}"

    @property
    def period(self) -> Period:
        return Period(self.period_from, self.period_to)
