"""Access asked for and decided on: the list, one request, and what officers record of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _

from ceasefire.common.clock import local_day
from ceasefire.common.documents import sourced
from ceasefire.humanitarian.asking import record_access_request, strike_access_request
from ceasefire.humanitarian.deciding import record_access_decision, strike_access_decision
from ceasefire.humanitarian.filters import AccessRequestFilter
from ceasefire.humanitarian.models import AccessRequest
from ceasefire.humanitarian.standing import Standing, standing_of
from ceasefire.ledger.models import LedgerEntry
from ceasefire.web.access import FORM, allow, signed_in_user
from ceasefire.web.access_forms import AccessDecisionForm, AccessRequestForm
from ceasefire.web.forms import FormPage, Reason, answer_form, sent
from ceasefire.web.history import deeds
from ceasefire.web.published import ROWS_PER_PAGE, list_template
from ceasefire.web.sorting import asked_order
from ceasefire.web.under_agreement import agreement_asked_for

SEE, RECORD = "ceasefire.see_access", "ceasefire.record_access"
# By day, area or agreement: never by a party, nor by what a party decided.
SORTS = {
    "asked": ("-asked_on", "-pk"),
    "area": ("area__code", "-asked_on", "-pk"),
    "agreement": ("agreement__code", "-asked_on", "-pk"),
}


@dataclass(frozen=True)
class ShownRequest:
    """A request with what stands of it today."""

    row: AccessRequest
    standing: Standing


@allow(SEE)
def list_page(request: HttpRequest) -> HttpResponseBase:
    """Every request for access, by day."""
    requests = AccessRequest.objects.visible_to(request.user).select_related(
        "agreement", "area", "asked_by", "asked_of"
    )
    narrowed = AccessRequestFilter(
        request.GET, queryset=requests.prefetch_related("decisions"), request=request
    )
    order = asked_order(SORTS, request.GET.get("sort", ""))
    found = narrowed.qs.order_by(*order.clauses) if narrowed.is_valid() else requests.none()
    page = Paginator(found, ROWS_PER_PAGE).get_page(request.GET.get("page"))
    shown = {
        "page": page,
        "lines": _shown(page),
        "filter": narrowed,
        "order": order,
        "may_record": request.user.has_perm(RECORD),
    }
    template = list_template(request, "access_requests/list.html")
    response = render(request, template, shown, status=200 if narrowed.is_valid() else 400)
    patch_vary_headers(response, ["HX-Request"])
    return response


@allow(SEE)
def detail_page(request: HttpRequest, id: UUID) -> HttpResponseBase:  # noqa: A002 -- URL's word
    """One request, and every decision on it side by side in the order of their days."""
    asked = _request_behind(request, id)
    entries = LedgerEntry.objects.visible_to(request.user).about(asked)
    decisions = list(asked.decisions.all())
    shown = {
        "asked": asked,
        "zone": asked.agreement.time_zone,
        "standing": _shown([asked])[0].standing,
        "source_of_request": sourced(asked),
        "decisions": [{"row": each, "source": sourced(each)} for each in decisions],
        "may_record": request.user.has_perm(RECORD) and asked.struck_at is None,
        "history": deeds(entries, request.user),
    }
    return render(request, "access_requests/detail.html", shown)


@allow(RECORD, FORM)
def record_page(request: HttpRequest) -> HttpResponseBase:
    """Record that access was asked for."""
    under = agreement_asked_for(request)
    if under is None:
        return render(request, "monitor_reports/no_agreement.html")
    form = AccessRequestForm(sent(request), agreement=under.agreement)

    def act(answers: dict[str, Any]) -> HttpResponseBase:
        by, submission = signed_in_user(request), answers["submission"]
        asked = record_access_request(facts=form.facts, by=by, submission=submission)
        messages.success(request, _("The request is recorded."))
        return redirect("web:access-detail", asked.public_id)

    page = FormPage(
        title=_("Access that was asked for"),
        submit=_("Record"),
        back=reverse("web:access-list"),
        template="access_requests/new.html",
    )
    return answer_form(request, form, act, page, under=under)


@allow(RECORD, FORM)
def decide(request: HttpRequest, id: UUID) -> HttpResponseBase:  # noqa: A002 -- URL's word
    """Record what was decided on a request."""
    asked = _request_behind(request, id)
    likely = asked.asked_of.code if asked.asked_of else ""
    initial = {"decided_by": likely}
    form = AccessDecisionForm(sent(request), agreement=asked.agreement, initial=initial)

    def act(answers: object) -> HttpResponseBase:
        record_access_decision(request=asked, facts=form.facts, by=signed_in_user(request))
        messages.success(request, _("The decision is recorded."))
        return redirect("web:access-detail", id)

    page = _page(
        asked,
        title=_("What was decided on request %(reference)s?"),
        submit=_("Record"),
        lead=_("What was recorded before stays beside it."),
    )
    return answer_form(request, form, act, page, asked=asked)


@allow(RECORD, FORM)
def strike(request: HttpRequest, id: UUID) -> HttpResponseBase:  # noqa: A002 -- URL's word
    """Say that a request was recorded by mistake."""
    asked = _request_behind(request, id)

    def act(answers: dict[str, Any]) -> HttpResponseBase:
        by = signed_in_user(request)
        strike_access_request(request=asked, reason=answers["reason"], by=by)
        messages.success(request, _("The request is struck."))
        return redirect("web:access-detail", id)

    page = _page(
        asked,
        title=_("Strike request %(reference)s?"),
        submit=_("Strike it"),
        lead=_(
            "Only if it was recorded by mistake. It stays readable with the reason, and is "
            "counted nowhere; nothing is added to it any more."
        ),
    )
    return answer_form(request, Reason(sent(request)), act, page, asked=asked)


@allow(RECORD, FORM)
def strike_decision(request: HttpRequest, id: UUID, other: UUID) -> HttpResponseBase:  # noqa: A002 -- URL's word
    """Say that a decision was recorded by mistake."""
    asked = _request_behind(request, id)
    decision = get_object_or_404(asked.decisions.all(), public_id=other)

    def act(answers: dict[str, Any]) -> HttpResponseBase:
        by = signed_in_user(request)
        strike_access_decision(decision=decision, reason=answers["reason"], by=by)
        messages.success(request, _("The decision is struck."))
        return redirect("web:access-detail", id)

    page = _page(
        asked,
        title=_("Strike a decision on request %(reference)s?"),
        submit=_("Strike it"),
        lead=_(
            "Only if it was recorded by mistake. It stays readable with the reason; what was "
            "recorded before it stands again."
        ),
    )
    form = Reason(sent(request))
    return answer_form(request, form, act, page, asked=asked, decision=decision)


def _request_behind(request: HttpRequest, public_id: UUID) -> AccessRequest:
    """The request of this id, if the reader may see it. Raises Http404."""
    requests = AccessRequest.objects.visible_to(request.user).select_related(
        "agreement", "area", "place", "asked_by", "asked_of", "recorded_by"
    )
    requests = requests.prefetch_related("decisions__decided_by", "decisions__recorded_by")
    return get_object_or_404(requests, public_id=public_id)


def _shown(requests: Iterable[AccessRequest]) -> list[ShownRequest]:
    """Requests with what stands of each on this day of its agreement."""
    now = timezone.now()
    return [
        ShownRequest(
            each,
            standing_of(
                each.asked_on, each.decisions.all(), local_day(now, each.agreement.time_zone)
            ),
        )
        for each in requests
    ]


def _page(asked: AccessRequest, *, title: str, submit: str, lead: str) -> FormPage:
    return FormPage(
        title=title % {"reference": asked.reference},
        submit=submit,
        lead=lead,
        back=reverse("web:access-detail", args=[asked.public_id]),
        template="access_requests/step.html",
    )
