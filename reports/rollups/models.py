"""Daily marginals, and the days that must be counted again."""

from django.db import models
from django.utils import timezone

from ceasefire.agreements.models import Agreement
from reports.rollups.querysets import DailyMarginalQuerySet


class DailyMarginal(models.Model):
    """How many of one kind one local day of one agreement had, by one dimension.

    `dimension` says what is counted, `key` within it by what (a side, an area),
    `state` in which state; `choices.py` lists them. Marginals of one dimension add
    up over days; those of different dimensions are never added.
    """

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="+")
    day = models.DateField()
    dimension = models.CharField(max_length=30)
    key = models.CharField(max_length=120)
    state = models.CharField(max_length=30)
    count = models.PositiveIntegerField()

    objects = DailyMarginalQuerySet.as_manager()

    class Meta:
        ordering = ["agreement", "day", "dimension", "key", "state"]
        constraints = [
            models.UniqueConstraint(
                name="one_marginal",
                fields=["agreement", "day", "dimension", "key", "state"],
                include=["count"],
            )
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.dimension} {self.key} {self.state}: {self.count}"


class DirtyDay(models.Model):
    """A local day of an agreement whose marginals are owed a recount."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="+")
    day = models.DateField()
    marked_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["marked_at", "pk"]
        constraints = [
            models.UniqueConstraint(name="one_mark_per_day", fields=["agreement", "day"])
        ]

    def __str__(self) -> str:
        return f"{self.agreement.code} {self.day}"
