from datetime import date
from typing import TYPE_CHECKING, Self

from django.db import models

if TYPE_CHECKING:
    from ceasefire.monitoring.models import Bulletin


class BulletinQuerySet(models.QuerySet["Bulletin"]):
    """The questions people ask about bulletins."""

    def dated(self) -> Self:
        return self.filter(period_end__isnull=False)

    def undated(self) -> Self:
        """Those whose day is inferred or missing: they belong to no day and no month."""
        return self.filter(period_end__isnull=True)

    def ending_between(self, start: date, end: date) -> Self:
        """Bulletins dated from `start` up to, but not including, `end`."""
        return self.filter(period_end__gte=start, period_end__lt=end)
