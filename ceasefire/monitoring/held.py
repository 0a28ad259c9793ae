"""A report locked for a decision, and whether it can still be used."""

from django.utils.translation import gettext as _

from ceasefire.common.errors import DomainError
from ceasefire.monitoring.models import MonitorReport


class ReportNotUsableError(DomainError):
    code = "report_not_usable"


def locked_report(report: MonitorReport) -> MonitorReport:
    """The row, locked, as it stands."""
    return MonitorReport.objects.select_for_update().get(pk=report.pk)


def check_is_usable(report: MonitorReport) -> None:
    """Raises ReportNotUsableError for a report that its author stopped or corrected."""
    if not report.is_usable:
        raise ReportNotUsableError(_("Its author has stopped or corrected this report."))
