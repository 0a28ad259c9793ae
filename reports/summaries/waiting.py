"""Which summaries wait for whom. One person approves, another releases."""

from typing import Any

from django.db.models import F, QuerySet

from ceasefire.accounts.models import User
from ceasefire.common.waiting import waiting
from reports.summaries.choices import SummaryStatus
from reports.summaries.models import ComplianceSummary


def to_approve(user: User) -> "QuerySet[Any]":
    drafts = ComplianceSummary.objects.visible_to(user).filter(status=SummaryStatus.DRAFTED)
    return waiting(drafts.select_related("agreement"), since=F("drafted_at"))


def to_release(user: User) -> "QuerySet[Any]":
    """What another person has approved."""
    approved = ComplianceSummary.objects.visible_to(user).awaiting_release()
    of_others = approved.exclude(approved_by=user).select_related("agreement")
    return waiting(of_others, since=F("approved_at"))
