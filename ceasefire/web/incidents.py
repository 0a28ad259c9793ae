"""The list and the page of incidents: what readers are shown, and what staff work on."""

from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.cache import patch_vary_headers

from ceasefire.agreements.mandates import powers_of
from ceasefire.incidents.incident_filters import IncidentPageFilter, StaffIncidentFilter
from ceasefire.incidents.models import Incident
from ceasefire.incidents.severity import RULE
from ceasefire.publication.choices import PublishedKind
from ceasefire.publication.models import PublishedVersion
from ceasefire.verification.documents import incident_document
from ceasefire.verification.queries import incident_put_to
from ceasefire.web.access import allow, signed_in_user
from ceasefire.web.calls import calls_of
from ceasefire.web.history import history_of
from ceasefire.web.published import (
    ROWS_PER_PAGE,
    PublishedPages,
    list_template,
    published,
    standing,
)
from ceasefire.web.shown_incident import shown_incident
from ceasefire.web.shown_referrals import case_on_ladder
from ceasefire.web.sorting import asked_order

READ = "ceasefire.read_published"
SEE = "ceasefire.see_incidents"
KIND = PublishedKind.INCIDENT
SORTS = {
    "day": ("-sort_at", "-pk"),
    "act": ("document__act", "-sort_at", "-pk"),
    "agreement": ("agreement", "-sort_at", "-pk"),
}
STAFF_SORTS = {
    "begin": ("-begins_at", "-pk"),
    "reference": ("reference",),
    "act": ("act", "-begins_at", "-pk"),
    "area": ("area__code", "-begins_at", "-pk"),
    "agreement": ("agreement__code", "-begins_at", "-pk"),
}


def around_incident(request: HttpRequest, version: PublishedVersion) -> dict[str, Any]:
    """What else is published of the same happening: who accuses whom, in the agreement's order."""
    holder = standing(request, PublishedKind.AGREEMENT).filter(public_id=version.agreement).first()
    taking_part = holder.document["participations"] if holder else []
    order = {each["party"]["id"]: place for place, each in reversed(list(enumerate(taking_part)))}
    allegations = standing(request, PublishedKind.ALLEGATION).order_by("pk")
    return {
        "severity_rule": RULE,
        "sees_more": request.user.has_perm(SEE),
        "allegations": sorted(
            allegations.filter(document__incident__id=version.public_id),
            key=lambda each: order.get(
                (each.document["complainant"] or {}).get("id", ""), len(order)
            ),
        ),
    }


pages = PublishedPages(KIND, "incidents", IncidentPageFilter, SORTS, around_incident)


@allow(READ)
def list_page(request: HttpRequest) -> HttpResponseBase:
    """What is published; for staff, every incident, as they work on it."""
    if _reads_what_is_published(request):
        return pages.list_page(request)
    incidents = Incident.objects.visible_to(request.user).standing().with_mandate()
    incidents = incidents.select_related("agreement", "area", "place")
    narrowed = StaffIncidentFilter(request.GET, queryset=incidents, request=request)
    order = asked_order(STAFF_SORTS, request.GET.get("sort", ""))
    found = narrowed.qs.order_by(*order.clauses) if narrowed.is_valid() else incidents.none()
    page = Paginator(found, ROWS_PER_PAGE).get_page(request.GET.get("page"))
    response = render(
        request,
        list_template(request, "incidents/staff_list.html"),
        {
            "page": page,
            "lines": [(each, _is_verified(each)) for each in page],
            "filter": narrowed,
            "order": order,
            "shows_state": narrowed.shows_state,
        },
        status=200 if narrowed.is_valid() else 400,
    )
    patch_vary_headers(response, ["HX-Request"])
    return response


@allow(READ)
def detail_page(request: HttpRequest, id: UUID) -> HttpResponseBase:  # noqa: A002 -- URL's word
    """An incident: for staff as it stands, for everybody else as it was published; for a side to
    which an allegation about it was put, redacted, even before."""
    if _reads_what_is_published(request):
        put = incident_put_to(request.user, id)
        if put and not published(request, KIND).filter(public_id=str(id)).exists():
            return put_page(request, put)
        return pages.detail_page(request, str(id))
    return staff_page(request, incident_behind(request, id))


def incident_behind(request: HttpRequest, public_id: UUID) -> Incident:
    """The incident of this id, if the reader may see it. Raises Http404."""
    incidents = Incident.objects.visible_to(request.user).select_related(
        "agreement", "area__parent", "place", "target", "merged_into"
    )
    return get_object_or_404(incidents, public_id=public_id)


def put_page(request: HttpRequest, incident: Incident) -> HttpResponse:
    """What a side is shown of an incident that no reader is shown yet."""
    told = {"record": incident_document(incident).body, "severity_rule": RULE, "is_put": True}
    return render(request, "incidents/detail.html", told)


def staff_page(request: HttpRequest, incident: Incident) -> HttpResponse:
    public_id = str(incident.public_id)
    versions = published(request, KIND).filter(public_id=public_id).order_by("-version")
    version = versions.current().first()
    return render(
        request,
        "incidents/staff_detail.html",
        {
            **shown_incident(incident, signed_in_user(request), version),
            "calls": calls_of(incident, signed_in_user(request)),
            "referrals": case_on_ladder(incident, signed_in_user(request)),
            "versions": versions,
            "version": version,
            "history": history_of(request.user, KIND, public_id),
        },
    )


def _is_verified(incident: Incident) -> bool:
    """Whether the mandate in force when it began lets the mechanism verify it."""
    return powers_of(incident.mandate_acts or ()).may_verify  # type: ignore[attr-defined]


def _reads_what_is_published(request: HttpRequest) -> bool:
    """Whether somebody is shown what outsiders are: staff only where they ask for it."""
    asks = {"published", "version"} & set(request.GET)
    return bool(asks) or not request.user.has_perm(SEE)
