"""Where monitors, and liaisons, tell what they saw; and what those who may read it are shown."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ceasefire.accounts.models import User
from ceasefire.codes.roles import Role
from ceasefire.incidents.corrections import correct_report, stop_report
from ceasefire.monitoring.coverage import stop_coverage
from ceasefire.monitoring.models import Coverage, MonitorReport, Source
from ceasefire.monitoring.redacted import redacted_report
from ceasefire.monitoring.reports import submit_report
from ceasefire.web.access import FORM, allow, signed_in_user
from ceasefire.web.forms import Confirmation, FormPage, answer_form, sent
from ceasefire.web.monitor_report_forms import ReportForm
from ceasefire.web.sending_forms import taken_once
from ceasefire.web.under_agreement import Under, agreement_asked_for

SUBMIT = "ceasefire.submit_on_pages"
READ_REPORTS = "ceasefire.read_reports"
MOST_SHOWN = 50
TOLD = ("agreement", "area", "place__area", "actor", "target", "source", "supersedes")


class ReceiptForm(forms.Form):
    """What somebody sent, by the receipt they wrote down."""

    receipt = forms.CharField(
        label=gettext_lazy("Receipt"),
        help_text=gettext_lazy("Seven letters and figures, like the one you were shown."),
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "off", "dir": "ltr"}),
    )


@allow(SUBMIT)
def start(request: HttpRequest) -> HttpResponseBase:
    """The three things one can tell, and what was told of late."""
    reader = signed_in_user(request)
    reports = MonitorReport.objects.visible_to(reader).select_related(*TOLD, "author")
    coverage = Coverage.objects.visible_to(reader).select_related("agreement", "area", "author")
    shown = {
        "reports": reports.select_related("superseded_by")[:MOST_SHOWN],
        "coverage": coverage[:MOST_SHOWN],
        "reader": reader,
        "is_monitor": reader.role == Role.MONITOR,
    }
    return render(request, "monitor_reports/start.html", shown)


@allow(SUBMIT, FORM)
def report_form(request: HttpRequest) -> HttpResponseBase:
    under = agreement_asked_for(request)
    if under is None:
        return nothing_to_report_under(request)
    form = ReportForm(sent(request), agreement=under.agreement)

    def act(answers: dict[str, Any]) -> HttpResponseBase:
        by, submission = signed_in_user(request), answers["submission"]
        with taken_once():
            report = submit_report(facts=form.facts, by=by, submission=submission)
        return _received(request, report)

    page = FormPage(
        title=_("Report"),
        lead=_("When, where and how you know it are needed. Everything else helps."),
        submit=_("Send the report"),
        back=reverse("web:monitor-report-start"),
        template="monitor_reports/form.html",
    )
    return answer_form(request, form, act, page, under=under)


@allow(READ_REPORTS)
def report_detail(request: HttpRequest, id: UUID) -> HttpResponseBase:  # noqa: A002 -- URL's word
    """What was sent; of the same report adjudicators are shown what could not betray its source."""
    report = report_behind(request, id)
    reader = signed_in_user(request)
    if not reader.has_perm("ceasefire.read_whole_report", report):
        shown = redacted_report(report)
        return render(request, "monitor_reports/redacted.html", {**shown, "told": shown})
    is_own = report.author_id == reader.pk
    shown = {
        "report": report,
        "zone": report.agreement.time_zone,
        "casualties": report.casualties.all(),
        "source": Source.objects.visible_to(reader).filter(pk=report.source_id).first(),
        "may_submit": reader.has_perm(SUBMIT),
        "may_change": is_own and report.is_usable,
        "may_triage": reader.has_perm("ceasefire.triage_report"),
        "correction": report.superseded_by if hasattr(report, "superseded_by") else None,
    }
    return render(request, "monitor_reports/detail.html", shown)


@allow(SUBMIT, FORM)
def report_correct(request: HttpRequest, id: UUID) -> HttpResponseBase:  # noqa: A002 -- URL's word
    """Another report in the place of one's own, which stays as it was."""
    report = own_report_behind(request, id)
    form = ReportForm(sent(request), agreement=report.agreement, report=report)

    def act(answers: dict[str, Any]) -> HttpResponseBase:
        by, submission = signed_in_user(request), answers["submission"]
        with taken_once():
            corrected = correct_report(
                report=report, facts=form.facts, by=by, submission=submission
            )
        return _received(request, corrected)

    page = FormPage(
        title=_("Correct a report"),
        lead=_("What you sent stays as it was. This takes its place, under a receipt of its own."),
        submit=_("Send the correction"),
        back=reverse("web:monitor-report-detail", args=[id]),
        template="monitor_reports/form.html",
    )
    under = Under(report.agreement, [report.agreement])
    return answer_form(request, form, act, page, under=under)


@allow(SUBMIT, FORM)
def report_stop(request: HttpRequest, id: UUID) -> HttpResponseBase:  # noqa: A002 -- URL's word
    report = own_report_behind(request, id)

    def act(answers: object) -> HttpResponseBase:
        stop_report(report=report, by=signed_in_user(request))
        return _stopped(request)

    page = FormPage(
        title=_("Stop the use of this report?"),
        lead=_("Nothing rests on it any more. This cannot be undone; you can send another."),
        submit=_("Stop: do not use it"),
        back=reverse("web:monitor-report-detail", args=[id]),
    )
    return answer_form(request, Confirmation(sent(request)), act, page)


@allow(SUBMIT, FORM)
def stop_by_receipt(request: HttpRequest) -> HttpResponseBase:
    """Stop what one sent however long ago; it is not shown."""
    form = ReceiptForm(sent(request))

    def act(answers: dict[str, str]) -> HttpResponseBase:
        if not _stop_under(answers["receipt"], signed_in_user(request)):
            raise forms.ValidationError({"receipt": _("You have sent nothing with this receipt.")})
        return _stopped(request)

    page = FormPage(
        title=_("Stop by receipt"),
        lead=_(
            "What you sent under it is used no more, unless something that rests on it has been "
            "published. This cannot be undone."
        ),
        submit=_("Stop: do not use it"),
        back=reverse("web:monitor-report-start"),
    )
    return answer_form(request, form, act, page)


def _stop_under(receipt: str, by: User) -> bool:
    """Stop what `by` sent under a receipt. Whether there was anything."""
    report = MonitorReport.objects.own_with_receipt(by, receipt).first()
    coverage = Coverage.objects.own_with_receipt(by, receipt).first()
    if report:
        stop_report(report=report, by=by)
    if coverage:
        stop_coverage(coverage=coverage, by=by)
    return bool(report or coverage)


def report_behind(request: HttpRequest, public_id: UUID) -> MonitorReport:
    """The report with this id, if the reader may see it. Raises Http404."""
    reports = MonitorReport.objects.visible_to(request.user)
    return get_object_or_404(reports.select_related(*TOLD, "superseded_by"), public_id=public_id)


def own_report_behind(request: HttpRequest, public_id: UUID) -> MonitorReport:
    """The same, if the reader sent it. Raises PermissionDenied for one of somebody they lead."""
    report = report_behind(request, public_id)
    if report.author_id != signed_in_user(request).pk:
        raise PermissionDenied
    return report


def nothing_to_report_under(request: HttpRequest) -> HttpResponse:
    return render(request, "monitor_reports/no_agreement.html")


def receipt_note(receipt: str) -> str:
    """What is said once something is kept."""
    return _("Received. Receipt: %(receipt)s. With it you can stop its use later.") % {
        "receipt": receipt
    }


def _received(request: HttpRequest, report: MonitorReport) -> HttpResponse:
    messages.success(request, receipt_note(report.receipt))
    return redirect("web:monitor-report-detail", report.public_id)


def _stopped(request: HttpRequest) -> HttpResponse:
    messages.success(request, _("It is used no more."))
    return redirect("web:monitor-report-start")
