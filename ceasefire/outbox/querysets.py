from typing import TYPE_CHECKING, Self

from django.db import models
from django.utils import timezone

if TYPE_CHECKING:
    from ceasefire.outbox.models import Letter


class LetterQuerySet(models.QuerySet["Letter"]):
    """The questions the sender asks."""

    def owed(self) -> Self:
        """Letters neither sent nor given up, whose time has come."""
        return self.filter(
            sent_at__isnull=True, given_up_at__isnull=True, next_attempt_at__lte=timezone.now()
        )
