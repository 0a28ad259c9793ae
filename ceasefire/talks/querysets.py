from datetime import date
from typing import TYPE_CHECKING, Self

from django.db import models

from ceasefire.talks.choices import RoundKind

if TYPE_CHECKING:
    from ceasefire.agreements.models import Agreement
    from ceasefire.talks.models import Round


class RoundQuerySet(models.QuerySet["Round"]):
    """The questions people ask about rounds."""

    def high_level(self) -> Self:
        """The rounds that bound inter-round periods; technical meetings do not."""
        return self.filter(kind=RoundKind.HIGH_LEVEL)

    def about(self, agreement: "Agreement") -> Self:
        return self.filter(agreement=agreement)

    def opening_after(self, day: date) -> Self:
        return self.filter(first_day__gt=day).order_by("first_day")

    def ended_before(self, day: date) -> Self:
        return self.filter(last_day__lt=day).order_by("-last_day")
