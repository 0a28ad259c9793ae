"""Every model of the reports, so that one may move between packages without a migration."""

from reports.rollups.models import DailyMarginal, DirtyDay
from reports.summaries.models import ComplianceSummary, SummaryDue

__all__ = ["ComplianceSummary", "DailyMarginal", "DirtyDay", "SummaryDue"]
