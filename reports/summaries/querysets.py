from typing import TYPE_CHECKING, Self

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.utils import timezone

from ceasefire.codes.roles import STAFF
from reports.summaries.choices import SummaryStatus

if TYPE_CHECKING:
    from ceasefire.accounts.models import User
    from ceasefire.agreements.models import Agreement
    from reports.statistics.periods import Period
    from reports.summaries.models import ComplianceSummary, SummaryDue


class SummaryQuerySet(models.QuerySet["ComplianceSummary"]):
    """The questions people ask about compliance summaries."""

    def about(self, agreement: "Agreement", period: "Period") -> Self:
        return self.filter(agreement=agreement, period_from=period.start, period_to=period.end)

    def awaiting_release(self) -> Self:
        return self.filter(status=SummaryStatus.APPROVED)

    def visible_to(self, user: "User | AnonymousUser") -> Self:
        """Staff see drafts; everyone else reads the published versions instead."""
        if isinstance(user, AnonymousUser) or not user.is_active or user.role not in STAFF:
            return self.none()
        return self


class SummaryDueQuerySet(models.QuerySet["SummaryDue"]):
    """The questions people ask about summaries that are owed."""

    def fallen_due(self) -> Self:
        """Those whose period is closed, longest ago first."""
        return self.filter(due_at__lte=timezone.now())
