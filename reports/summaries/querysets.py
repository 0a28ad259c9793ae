from typing import TYPE_CHECKING, Self

from django.contrib.auth.models import AnonymousUser
from django.db import models

from ceasefire.codes.roles import STAFF
from reports.summaries.choices import SummaryStatus

if TYPE_CHECKING:
    from ceasefire.accounts.models import User
    from reports.summaries.models import ComplianceSummary


class SummaryQuerySet(models.QuerySet["ComplianceSummary"]):
    """The questions people ask about compliance summaries."""

    def open(self) -> Self:
        return self.exclude(status=SummaryStatus.RELEASED)

    def released(self) -> Self:
        return self.filter(status=SummaryStatus.RELEASED)

    def visible_to(self, user: "User | AnonymousUser") -> Self:
        """Staff see drafts; everyone else reads the published versions instead."""
        if isinstance(user, AnonymousUser) or not user.is_active or user.role not in STAFF:
            return self.none()
        return self
