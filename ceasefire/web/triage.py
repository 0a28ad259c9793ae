"""Triage: what waits for an officer, and what an officer makes of a report."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _

from ceasefire.agreements.filters import HappeningFilter
from ceasefire.allegations.models import Allegation
from ceasefire.codes.incidents import IncidentState, LinkKind
from ceasefire.incidents.models import Incident
from ceasefire.incidents.opening import link_report, open_incident_from
from ceasefire.monitoring.models import MonitorReport
from ceasefire.monitoring.reports import look_at_report, reject_report, return_report
from ceasefire.web.access import FORM, allow, signed_in_user
from ceasefire.web.forms import FormPage, Reason, Words, answer_form, sent
from ceasefire.web.incident_forms import IncidentForm, LinkForm, QuestionForm, filled_in_from
from ceasefire.web.published import list_template

TRIAGE = "ceasefire.triage_report"
ROWS_OF_A_LIST = 20


@dataclass(frozen=True)
class Queue:
    """One list of what waits, a page at a time, with the addresses of the pages around it."""

    page: Page[Any]
    earlier: str
    later: str


@allow(TRIAGE)
def triage(request: HttpRequest) -> HttpResponseBase:
    """Reports and allegations that nobody has dealt with, and incidents being verified."""
    user = request.user
    reports = MonitorReport.objects.visible_to(user).awaiting_triage()
    allegations = Allegation.objects.visible_to(user).awaiting_triage()
    verified = Incident.objects.visible_to(user).open().to_verify()
    verified = verified.in_state(IncidentState.UNDER_VERIFICATION).order_by("opened_at", "pk")
    narrowed = HappeningFilter(request.GET, queryset=reports, request=request)
    lists = {
        "reports": reports.select_related("source", "target", "actor"),
        "allegations": allegations.select_related("complainant", "accused"),
        "incidents": verified,
    }
    response = render(
        request,
        list_template(request, "triage/page.html"),
        {
            "filter": narrowed,
            **{name: _queue(request, name, rows, narrowed) for name, rows in lists.items()},
        },
        status=200 if narrowed.is_valid() else 400,
    )
    patch_vary_headers(response, ["HX-Request"])
    return response


@allow(TRIAGE, FORM)
def open_from_report(request: HttpRequest, id: UUID) -> HttpResponseBase:  # noqa: A002 -- URL's word
    """Open an incident from a report: it begins with what the report says."""
    report = report_behind(request, id)
    form = IncidentForm(sent(request), agreement=report.agreement, initial=filled_in_from(report))

    def act(answers: object) -> HttpResponseBase:
        opened = open_incident_from(report=report, facts=form.facts, by=signed_in_user(request))
        messages.success(request, _("The incident is open, and the report belongs to it."))
        return redirect("web:incident-detail", opened.public_id)

    page = _page(
        _("Open an incident from report %(receipt)s"),
        report,
        _("Open the incident"),
        _("The report stays as it is. Say here how you read it, by the clock of the agreement."),
    )
    return answer_form(request, form, act, page, **_shown(report))


@allow(TRIAGE, FORM)
def link(request: HttpRequest, id: UUID) -> HttpResponseBase:  # noqa: A002 -- URL's word
    """Link a report to an incident that is there, and say how it stands to it."""
    report = report_behind(request, id)
    known = Incident.objects.visible_to(request.user).filter(agreement=report.agreement)
    form = LinkForm(sent(request), known=known.standing(), near=report)

    def act(answers: dict[str, str]) -> HttpResponseBase:
        incident: Incident = form.cleaned_data["chosen"]
        kind, by = LinkKind(answers["kind"]), signed_in_user(request)
        link_report(incident=incident, report=report, kind=kind, by=by)
        messages.success(request, _("The report belongs to the incident."))
        return redirect("web:incident-detail", incident.public_id)

    page = _page(
        _("Link report %(receipt)s to an incident"),
        report,
        _("Link"),
        _("Offered are incidents in the same area, or within 24 hours of it, the latest first."),
    )
    return answer_form(request, form, act, page, **_shown(report))


@allow(TRIAGE, ("POST",))
def look_at(request: HttpRequest, id: UUID) -> HttpResponseBase:  # noqa: A002 -- URL's word
    """Note that a report was read, and that nothing is opened from it for now."""
    report = report_behind(request, id)
    look_at_report(report=report, by=signed_in_user(request))
    messages.success(request, _("The report is noted as looked at."))
    return redirect("web:triage")


@allow(TRIAGE, FORM)
def send_back(request: HttpRequest, id: UUID) -> HttpResponseBase:  # noqa: A002 -- URL's word
    """Return a report to whoever sent it, with a question."""
    report = report_behind(request, id)

    def act(answers: dict[str, str]) -> HttpResponseBase:
        by = signed_in_user(request)
        return_report(report=report, question=answers["question"], by=by)
        messages.success(request, _("The report is returned with your question."))
        return redirect("web:triage")

    page = _page(_("Return report %(receipt)s with a question"), report, _("Return it"))
    return answer_form(request, QuestionForm(sent(request)), act, page, **_shown(report))


@allow(TRIAGE, FORM)
def reject(request: HttpRequest, id: UUID) -> HttpResponseBase:  # noqa: A002 -- URL's word
    """Put aside what is no report at all."""
    report = report_behind(request, id)

    def act(answers: dict[str, str]) -> HttpResponseBase:
        reject_report(report=report, reason=answers["reason"], by=signed_in_user(request))
        messages.success(request, _("The report is put aside."))
        return redirect("web:triage")

    page = _page(
        _("Put report %(receipt)s aside?"),
        report,
        _("Put it aside"),
        _("Only for what is no report at all: a test, the same sent twice. It is kept."),
    )
    return answer_form(request, Reason(sent(request)), act, page, **_shown(report))


def report_behind(request: HttpRequest, public_id: UUID) -> MonitorReport:
    """The report of this id, if the reader may see it. Raises Http404."""
    reports = MonitorReport.objects.visible_to(request.user).select_related(
        "agreement", "area", "place", "actor", "target", "source"
    )
    return get_object_or_404(reports, public_id=public_id)


def _queue(
    request: HttpRequest, name: str, rows: "QuerySet[Any]", narrowed: HappeningFilter
) -> Queue:
    """A list as narrowed, at the page that the address names."""
    shown = rows.select_related("agreement", "area", "place")
    found = narrowed.filter_queryset(shown) if narrowed.is_valid() else rows.none()
    page = Paginator(found, ROWS_OF_A_LIST).get_page(request.GET.get(name))

    def address(number: int) -> str:
        asked = request.GET.copy()
        asked[name] = str(number)
        return f"?{asked.urlencode()}"

    return Queue(
        page,
        earlier=address(page.previous_page_number()) if page.has_previous() else "",
        later=address(page.next_page_number()) if page.has_next() else "",
    )


def _shown(report: MonitorReport) -> dict[str, Any]:
    return {"report": report, "casualties": report.casualties.all()}


def _page(title: str, report: MonitorReport, submit: Words, lead: Words = "") -> FormPage:
    """A page with one form about a report, whose receipt the title names."""
    return FormPage(
        title=title % {"receipt": report.receipt},
        lead=lead,
        submit=submit,
        back=reverse("web:triage"),
        template="triage/form.html",
    )
