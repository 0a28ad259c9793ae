"""Pages on which what was seen is told, and read."""

from django.urls import path

from ceasefire.web import coverage, monitor_reports

urlpatterns = [
    path("", monitor_reports.start, name="monitor-report-start"),
    path("new/", monitor_reports.report_form, name="monitor-report-new"),
    path("nothing/", coverage.seen, name="coverage-seen"),
    path("could-not-look/", coverage.unseen, name="coverage-unseen"),
    path("stop/", monitor_reports.stop_by_receipt, name="monitor-report-stop-by-receipt"),
    path("coverage/<uuid:id>/stop/", coverage.coverage_stop, name="coverage-stop"),
    path("<uuid:id>/", monitor_reports.report_detail, name="monitor-report-detail"),
    path("<uuid:id>/correct/", monitor_reports.report_correct, name="monitor-report-correct"),
    path("<uuid:id>/stop/", monitor_reports.report_stop, name="monitor-report-stop"),
]
