"""Referrals: the list of what is unresolved, and how officers refer a case and settle it."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _

from ceasefire.allegations.models import Referral
from ceasefire.allegations.referral_filters import ReferralFilter
from ceasefire.allegations.referring import end_referral, refer_incident
from ceasefire.incidents.models import Incident
from ceasefire.web.access import FORM, allow, signed_in_user
from ceasefire.web.forms import FormPage, answer_form, sent
from ceasefire.web.incident_steps import form_page, to_page
from ceasefire.web.incidents import incident_behind
from ceasefire.web.published import ROWS_PER_PAGE, list_template
from ceasefire.web.referral_forms import OutcomeForm, ReferForm
from ceasefire.web.shown_referrals import (
    REFER,
    ShownCase,
    case_on_ladder,
    ladder_times,
    shown_referral,
)
from ceasefire.web.sorting import asked_order

SEE = "ceasefire.see_referrals"
SORTS = {
    "level": ("-level__position", "since", "pk"),
    "since": ("since", "pk"),
    "due": ("due", "since", "pk"),
    "agreement": ("level__agreement__code", "-level__position", "since", "pk"),
}


@allow(SEE)
def list_page(request: HttpRequest) -> HttpResponseBase:
    """What is referred and not settled, the highest level first; and the time at each level."""
    referrals = Referral.objects.visible_to(request.user).open().with_due()
    referrals = referrals.select_related("incident__agreement", "level")
    narrowed = ReferralFilter(request.GET, queryset=referrals, request=request)
    order = asked_order(SORTS, request.GET.get("sort", ""))
    found = narrowed.qs.order_by(*order.clauses) if narrowed.is_valid() else referrals.none()
    page, now = Paginator(found, ROWS_PER_PAGE).get_page(request.GET.get("page")), timezone.now()
    chosen = narrowed.form.cleaned_data.get("agreement", "")
    response = render(
        request,
        list_template(request, "referrals/list.html"),
        {
            "page": page,
            "lines": [shown_referral(each, each.incident.agreement, now) for each in page],
            "ladders": ladder_times(signed_in_user(request), chosen, now),
            "filter": narrowed,
            "order": order,
        },
        status=200 if narrowed.is_valid() else 400,
    )
    patch_vary_headers(response, ["HX-Request"])
    return response


@allow(REFER, FORM)
def refer(request: HttpRequest, id: UUID) -> HttpResponseBase:  # noqa: A002 -- URL's word
    """Refer a case to the next level up, or anew."""
    incident = incident_behind(request, id)
    shown = _on_ladder(request, incident)
    form = ReferForm(sent(request), case=shown.case)

    def act(answers: dict[str, str]) -> HttpResponseBase:
        refer_incident(
            incident=incident,
            level=form.level_chosen,
            reason=answers["reason"],
            by=signed_in_user(request),
        )
        messages.success(request, _("The case is referred."))
        return to_page(incident)

    page = _page(incident, _("Refer incident %(reference)s"), _("Refer"))
    told = {**_told(incident, shown), "is_open": shown.may_refer}
    return answer_form(request, form, act, page, **told)


@allow(REFER, FORM)
def settle(request: HttpRequest, id: UUID) -> HttpResponseBase:  # noqa: A002 -- URL's word
    """Say that a case was settled at the level where it is."""
    incident = incident_behind(request, id)
    shown = _on_ladder(request, incident)

    def act(answers: dict[str, str]) -> HttpResponseBase:
        end_referral(incident=incident, outcome=answers["outcome"], by=signed_in_user(request))
        messages.success(request, _("The case is settled at this level."))
        return to_page(incident)

    page = _page(incident, _("Settle incident %(reference)s at this level"), _("It is settled"))
    told = {**_told(incident, shown), "is_open": shown.may_settle}
    return answer_form(request, OutcomeForm(sent(request)), act, page, **told)


def _on_ladder(request: HttpRequest, incident: Incident) -> ShownCase:
    """Where a case is. Raises Http404 where its agreement has no ladder."""
    shown = case_on_ladder(incident, signed_in_user(request))
    if shown is None:
        raise Http404
    return shown


def _told(incident: Incident, shown: ShownCase) -> dict[str, Any]:
    return {"incident": incident, "zone": incident.agreement.time_zone, "referrals": shown}


def _page(incident: Incident, title: str, submit: str) -> FormPage:
    lead = _("A referral tells who is to deal with a case. It says nothing of fault.")
    return replace(form_page(incident, title, submit, lead), template="referrals/step.html")
