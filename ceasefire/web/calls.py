"""Calls to stop what is happening now: the list, one call, logging it, and what followed."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import formats, timezone
from django.utils.cache import patch_vary_headers
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ceasefire.accounts.models import User
from ceasefire.agreements.locating import areas_to_name
from ceasefire.codes.calls import FireStopped
from ceasefire.incidents.call_filters import CallFilter
from ceasefire.incidents.calls import close_call, log_call
from ceasefire.incidents.models import Call, DutyPoint, Incident
from ceasefire.incidents.querysets import CallQuerySet
from ceasefire.ledger.models import LedgerEntry
from ceasefire.places.models import Area
from ceasefire.web.access import FORM, allow, signed_in_user
from ceasefire.web.call_forms import CallForm, StopForm, said_of
from ceasefire.web.duty_points import LOG, SEE
from ceasefire.web.forms import FormPage, answer_form, sent
from ceasefire.web.history import deeds
from ceasefire.web.published import ROWS_PER_PAGE, list_template
from ceasefire.web.row_history import Change
from ceasefire.web.shown_points import ShownPoint, points_of
from ceasefire.web.sorting import asked_order
from ceasefire.web.under_agreement import Under, agreement_asked_for

SORTS = {
    "called": ("-called_at", "-pk"),
    "area": ("area__code", "-called_at", "-pk"),
    "agreement": ("agreement__code", "-called_at", "-pk"),
}
SAID: dict[str, str | Promise] = {
    "fire_stopped": gettext_lazy("Did fire stop?"),
    "stopped_at": gettext_lazy("When it stopped"),
    "known_from": gettext_lazy("By whose report"),
    "known_from_words": gettext_lazy("How it is known"),
}


@dataclass(frozen=True)
class CallsOfIncident:
    """The calls about an incident, and whether the reader may log another."""

    rows: CallQuerySet
    may_log: bool


def calls_of(incident: Incident, user: User) -> CallsOfIncident:
    """Calls about an incident and what was merged into it, the latest first."""
    family = Incident.objects.visible_to(user).family(incident)
    rows = Call.objects.visible_to(user).filter(incident__in=family).select_related("area")
    return CallsOfIncident(rows, may_log=user.has_perm(LOG) and incident.merged_into is None)


@allow(SEE)
def list_page(request: HttpRequest) -> HttpResponseBase:
    """Every call, by area and never by party."""
    calls = Call.objects.visible_to(request.user).select_related("agreement", "area")
    narrowed = CallFilter(request.GET, queryset=calls, request=request)
    order = asked_order(SORTS, request.GET.get("sort", ""))
    found = narrowed.qs.order_by(*order.clauses) if narrowed.is_valid() else calls.none()
    response = render(
        request,
        list_template(request, "calls/list.html"),
        {
            "page": Paginator(found, ROWS_PER_PAGE).get_page(request.GET.get("page")),
            "filter": narrowed,
            "order": order,
            "may_log": request.user.has_perm(LOG),
        },
        status=200 if narrowed.is_valid() else 400,
    )
    patch_vary_headers(response, ["HX-Request"])
    return response


@allow(SEE)
def detail_page(request: HttpRequest, id: UUID) -> HttpResponseBase:  # noqa: A002 -- URL's word
    call = _call_behind(request, id)
    entries = LedgerEntry.objects.visible_to(request.user).about(call)
    zone = call.agreement.time_zone
    shown = {
        "call": call,
        "zone": zone,
        "may_log": request.user.has_perm(LOG),
        "history": [
            replace(each, changes=changes_of_call(each.details, zone))
            for each in deeds(entries, request.user)
        ],
    }
    return render(request, "calls/detail.html", shown)


@allow(LOG, FORM)
def log_page(request: HttpRequest) -> HttpResponseBase:
    """Log a call on one screen; from an incident's page it is about that incident."""
    incident = _incident_asked_for(request)
    under = _under(request, incident)
    if under is None:
        return render(request, "monitor_reports/no_agreement.html")
    area = incident.area if incident else _area_asked_for(request, under)
    form = CallForm(
        sent(request),
        agreement=under.agreement,
        points=_to_choose_from(request, under, area),
        incident=incident,
        initial={"area": area.code if area else ""},
    )

    def act(answers: dict[str, Any]) -> HttpResponseBase:
        by, submission = signed_in_user(request), answers["submission"]
        call = log_call(facts=form.facts, by=by, submission=submission)
        messages.success(request, _("The call is logged."))
        return redirect("web:call-detail", call.public_id)

    page = FormPage(
        title=_("Call to stop it"),
        submit=_("Log the call"),
        back=reverse("web:incident-detail", args=[incident.public_id])
        if incident
        else reverse("web:call-list"),
        template="calls/new.html",
    )
    return answer_form(request, form, act, page, under=under, incident=incident)


@allow(LOG, FORM)
def close(request: HttpRequest, id: UUID) -> HttpResponseBase:  # noqa: A002 -- URL's word
    """Say whether fire stopped after a call, or say it otherwise than before."""
    call = _call_behind(request, id)
    form = StopForm(sent(request), agreement=call.agreement, initial=said_of(call))

    def act(answers: object) -> HttpResponseBase:
        close_call(call=call, facts=form.stop, by=signed_in_user(request))
        messages.success(request, _("What followed is recorded."))
        return redirect("web:call-detail", id)

    page = FormPage(
        title=_("Did fire stop after call %(reference)s?") % {"reference": call.reference},
        lead=_("What was said before stays in the ledger."),
        submit=_("Record"),
        back=reverse("web:call-detail", args=[id]),
        template="calls/close.html",
    )
    return answer_form(request, form, act, page, call=call, zone=call.agreement.time_zone)


def _call_behind(request: HttpRequest, public_id: UUID) -> Call:
    """The call of this id, if the reader may see it. Raises Http404."""
    calls = Call.objects.visible_to(request.user).select_related(
        "agreement", "area", "duty_point__party", "duty_point__area", "incident", "called_by",
        "known_from", "closed_by",
    )  # fmt: skip
    return get_object_or_404(calls, public_id=public_id)


def _incident_asked_for(request: HttpRequest) -> Incident | None:
    """The incident that the address names. Raises Http404 for one that is not there."""
    asked = request.GET.get("incident")
    if not asked:
        return None
    try:
        public_id = UUID(asked)
    except ValueError:
        raise Http404 from None
    incidents = Incident.objects.visible_to(request.user).select_related("agreement", "area")
    return get_object_or_404(incidents, public_id=public_id)


def _area_asked_for(request: HttpRequest, under: Under) -> Area | None:
    asked = request.GET.get("area")
    return next((each for each in areas_to_name(under.agreement) if each.code == asked), None)


def _under(request: HttpRequest, incident: Incident | None) -> Under | None:
    """The agreement of the incident; else as asked for, or that of the reader's last call, or
    one under which anybody can be called."""
    if incident:
        return Under(incident.agreement, [incident.agreement])
    user = signed_in_user(request)
    calls = Call.objects.visible_to(user).filter(called_by=user)
    points = DutyPoint.objects.visible_to(user).current()
    last = calls.order_by("-pk").first() or points.order_by("-pk").first()
    return agreement_asked_for(request, last.agreement.code if last else "")


def _to_choose_from(request: HttpRequest, under: Under, area: Area | None) -> list[ShownPoint]:
    """Duty points, those for the area before others, and of these those open now."""
    points = points_of(request.user, under.agreement, timezone.now())
    return sorted(points, key=lambda each: (not each.reaches(area), not each.is_open))


def changes_of_call(details: dict[str, Any], zone: str) -> list[Change]:
    """What a ledger entry says was said otherwise of a call, in words."""
    return [
        Change(SAID[name], _told(name, each["old"], zone), _told(name, each["new"], zone))
        for name, each in details.get("changes", {}).items()
    ]


def _told(name: str, value: str | None, zone: str) -> str:
    if not value:
        return _("not stated")
    if name == "fire_stopped":
        return str(FireStopped(value).label)
    if name == "stopped_at":
        local = datetime.fromisoformat(value).astimezone(ZoneInfo(zone))
        return f"{formats.date_format(local, 'j F Y, H:i')} ({zone})"
    return value
