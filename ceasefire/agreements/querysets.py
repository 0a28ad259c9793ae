from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q

if TYPE_CHECKING:
    from ceasefire.agreements.models import Agreement, Mandate


class AgreementQuerySet(models.QuerySet["Agreement"]):
    """The questions people ask about agreements."""

    def in_force_at(self, moment: datetime) -> Self:
        return self.filter(
            Q(effective_to__isnull=True) | Q(effective_to__gt=moment), effective_from__lte=moment
        )


class MandateQuerySet(models.QuerySet["Mandate"]):
    """What the mechanism was allowed when."""

    def in_force_at(self, moment: datetime) -> Self:
        return self.filter(
            Q(valid_to__isnull=True) | Q(valid_to__gt=moment), valid_from__lte=moment
        )
