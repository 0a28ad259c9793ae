"""Where monitors, and liaisons, tell that nothing happened, or that they could not look."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from ceasefire.monitoring.coverage import stop_coverage, submit_coverage
from ceasefire.monitoring.models import Coverage
from ceasefire.web.access import FORM, allow, signed_in_user
from ceasefire.web.coverage_forms import SeenForm, UnseenForm
from ceasefire.web.forms import Confirmation, FormPage, answer_form, sent
from ceasefire.web.monitor_reports import SUBMIT, nothing_to_report_under, receipt_note
from ceasefire.web.sending_forms import taken_once
from ceasefire.web.under_agreement import agreement_asked_for


@allow(SUBMIT, FORM)
def seen(request: HttpRequest) -> HttpResponseBase:
    title = _("Nothing happened where I could see")
    lead = _("Silence is counted as calm only where somebody could look.")
    return _answer(request, SeenForm, title, lead)


@allow(SUBMIT, FORM)
def unseen(request: HttpRequest) -> HttpResponseBase:
    title = _("I could not look")
    lead = _("What nobody could see is never counted as calm.")
    return _answer(request, UnseenForm, title, lead)


@allow(SUBMIT, FORM)
def coverage_stop(request: HttpRequest, id: UUID) -> HttpResponseBase:  # noqa: A002 -- URL's word
    coverage = get_object_or_404(Coverage.objects.visible_to(request.user), public_id=id)
    if coverage.author_id != signed_in_user(request).pk:
        raise PermissionDenied

    def act(answers: object) -> HttpResponseBase:
        stop_coverage(coverage=coverage, by=signed_in_user(request))
        messages.success(request, _("It is used no more."))
        return redirect("web:monitor-report-start")

    page = FormPage(
        title=_("Take this back?"),
        lead=_("Where you could look, or could not, is told anew. This cannot be undone."),
        submit=_("Stop: do not use it"),
        back=reverse("web:monitor-report-start"),
    )
    return answer_form(request, Confirmation(sent(request)), act, page)


def _answer(request: HttpRequest, kind: type[SeenForm], title: str, lead: str) -> HttpResponseBase:
    under = agreement_asked_for(request)
    if under is None:
        return nothing_to_report_under(request)
    form = kind(sent(request), agreement=under.agreement)

    def act(answers: dict[str, Any]) -> HttpResponseBase:
        by, submission = signed_in_user(request), answers["submission"]
        with taken_once():
            coverage = submit_coverage(facts=form.facts, by=by, submission=submission)
        messages.success(request, receipt_note(coverage.receipt))
        return redirect("web:monitor-report-start")

    page = FormPage(
        title=title,
        lead=lead,
        submit=_("Send"),
        back=reverse("web:monitor-report-start"),
        template="monitor_reports/coverage.html",
    )
    return answer_form(request, form, act, page, under=under)
