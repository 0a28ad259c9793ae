from collections.abc import Collection
from datetime import date
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Sum

from reports.rollups.choices import Dimension
from reports.rollups.sums import Sums

if TYPE_CHECKING:
    from reports.rollups.models import DailyMarginal
    from reports.statistics.periods import Period


class DailyMarginalQuerySet(models.QuerySet["DailyMarginal"]):
    """The questions people ask about daily marginals."""

    def of(self, period: "Period") -> Self:
        return self.filter(day__gte=period.start, day__lt=period.end)

    def sums(self, dimensions: Collection[Dimension]) -> Sums:
        """Every key and state of these dimensions, added up over the chosen days."""
        rows = self.filter(dimension__in=dimensions).order_by()
        added = rows.values_list("dimension", "key", "state").annotate(Sum("count"))
        return Sums({(dimension, key, state): number for dimension, key, state, number in added})

    def by_day(self, dimensions: Collection[Dimension]) -> dict[date, Sums]:
        """The same for each day that has any of the dimensions."""
        days: dict[date, dict[tuple[str, str, str], int]] = {}
        rows = self.filter(dimension__in=dimensions).order_by("day")
        for day, *marginal, number in rows.values_list("day", "dimension", "key", "state", "count"):
            dimension, key, state = marginal
            days.setdefault(day, {})[dimension, key, state] = number
        return {day: Sums(counts) for day, counts in days.items()}

    def days_counted(self) -> set[date]:
        """The days of which anything was counted."""
        return set(self.order_by().values_list("day", flat=True).distinct())
