"""The pages of allegations: what readers are shown, and what staff and the two sides work on."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import patch_vary_headers

from ceasefire.accounts.models import User
from ceasefire.allegations.filters import (
    AllegationFilter,
    LiaisonAllegationFilter,
    OpenAllegationFilter,
    StaffAllegationFilter,
)
from ceasefire.allegations.models import Allegation
from ceasefire.allegations.querysets import AllegationQuerySet
from ceasefire.allegations.standing import Asked, standing_of
from ceasefire.codes.allegations import AllegationState, AnswerStanding, ResponseKind
from ceasefire.codes.roles import Role
from ceasefire.common.clock import start_of_day
from ceasefire.incidents.models import Incident
from ceasefire.publication.choices import PublishedKind
from ceasefire.publication.models import PublishedVersion
from ceasefire.web import shown_allegation as shown
from ceasefire.web.access import allow, signed_in_user
from ceasefire.web.history import history_of
from ceasefire.web.published import (
    ROWS_PER_PAGE,
    PublishedPages,
    list_template,
    published,
    standing,
)
from ceasefire.web.shown_allegation import Audience
from ceasefire.web.sorting import asked_order

READ = "ceasefire.read_published"
SEE = "ceasefire.see_cases"
LODGE = "ceasefire.lodge_allegation"
KIND = PublishedKind.ALLEGATION
SORTS = {
    "day": ("-sort_at", "-pk"),
    "act": ("document__act", "-sort_at", "-pk"),
    "put": ("-document__put_on", "-pk"),
}
STAFF_SORTS = {
    "lodged": ("-lodged_at", "-pk"),
    "clock": ("clock", "-pk"),
    "day": ("-begins_at", "-pk"),
    "act": ("act", "-pk"),
    "state": ("state", "-lodged_at", "-pk"),
}
# Not by the time alleged, nor by when it was lodged: the order would tell more than the accused
# was told. They know when it was put to them.
BY_NOTICE = ("-notification__pk", "-pk")
SIDE_SORTS = {
    "clock": ("clock", *BY_NOTICE),
    "act": ("act", "clock", *BY_NOTICE),
    "state": ("state", "clock", *BY_NOTICE),
}
TEMPLATES = {
    Audience.STAFF: "allegations/case.html",
    Audience.COMPLAINANT: "allegations/own.html",
    Audience.ACCUSED: "allegations/put.html",
}


def around_allegation(request: HttpRequest, version: PublishedVersion) -> dict[str, Any]:
    """The provisions in words, how the accused stands to it, and what else is alleged of the same
    happening, in the order of the agreement's participants."""
    record = version.document
    holder = standing(request, PublishedKind.AGREEMENT).filter(public_id=version.agreement).first()
    agreement: dict[str, Any] = {"participations": [], "time_zone": "UTC"}
    agreement |= holder.document if holder else {}
    incident = record["incident"]["id"]
    others = standing(request, KIND).filter(document__incident__id=incident)
    order = [each["party"]["id"] for each in agreement["participations"]]
    return {
        "provisions": shown.provision_texts(request, record["provisions"]),
        "answer_standing": _standing_shown(record, agreement["time_zone"]),
        "incident": standing(request, PublishedKind.INCIDENT).filter(public_id=incident).first(),
        "others": sorted(
            others.exclude(public_id=version.public_id).order_by("pk"),
            key=lambda each: _place_in(order, each.document["complainant"]["id"]),
        ),
    }


pages = PublishedPages(KIND, "allegations", AllegationFilter, SORTS, around_allegation)


@allow(READ)
def list_page(request: HttpRequest) -> HttpResponseBase:
    """What is published; for whoever has cases, those in any state."""
    if not request.user.has_perm(SEE) or "published" in request.GET:
        return pages.list_page(request)
    user = signed_in_user(request)
    is_staff = shown.is_staff(user)
    allegations = visible_allegations(user).with_clock(user)
    narrowed = _filter_for(user)(request.GET, queryset=allegations, request=request)
    order = asked_order(STAFF_SORTS if is_staff else SIDE_SORTS, request.GET.get("sort", ""))
    found = narrowed.qs.order_by(*order.clauses) if narrowed.is_valid() else allegations.none()
    page = Paginator(found, ROWS_PER_PAGE).get_page(request.GET.get("page"))
    own, now = shown.own_parties(user), timezone.now()
    response = render(
        request,
        list_template(request, "allegations/working_list.html"),
        {
            "page": page,
            "lines": [shown.line(each, shown.audience_of(user, each, own), now) for each in page],
            "filter": narrowed,
            "order": order,
            "is_staff": is_staff,
            "can_lodge": request.user.has_perm(LODGE),
        },
        status=200 if narrowed.is_valid() else 400,
    )
    patch_vary_headers(response, ["HX-Request"])
    return response


@allow(READ)
def detail_page(request: HttpRequest, id: UUID) -> HttpResponseBase:  # noqa: A002 -- URL's word
    """An allegation as this reader works on it, or as it was published."""
    wants_published = {"published", "version"} & set(request.GET)
    if request.user.has_perm(SEE) and not wants_published:
        user = signed_in_user(request)
        allegation = visible_allegations(user).filter(public_id=id).first()
        if allegation:
            return _working_page(request, user, allegation)
    return pages.detail_page(request, str(id))


def visible_allegations(user: User) -> AllegationQuerySet:
    """Those that this person may see, with all that pages tell of one."""
    rows = Allegation.objects.visible_to(user).prefetch_related("provisions")
    return rows.select_related(
        "agreement", "complainant", "accused", "area", "place", "incident", "notification",
        "response",
    )  # fmt: skip


def _working_page(request: HttpRequest, user: User, allegation: Allegation) -> HttpResponse:
    audience = shown.audience_of(user, allegation, shown.own_parties(user))
    public_id, now = str(allegation.public_id), timezone.now()
    versions = published(request, KIND).filter(public_id=public_id).order_by("-version")
    case = shown.case(allegation, audience, now)
    told = {
        "case": case,
        "provisions": shown.provision_texts(request, case["provisions"]),
        "steps": shown.next_steps(allegation, user),
        "is_published": versions.current().standing().exists(),
        "versions": versions if audience is Audience.STAFF else [],
        "version": None,  # none of them is what this page shows
        "history": history_of(user, KIND, public_id),
    }
    if audience is Audience.STAFF:
        told["others"] = _others(user, allegation)
    return render(request, TEMPLATES[audience], told)


def _others(user: User, allegation: Allegation) -> list[dict[str, Any]]:
    """What else is alleged of the same happening, in the order of the agreement's participants."""
    if allegation.incident is None:
        return []
    root, now = allegation.incident.whole, timezone.now()
    family = Incident.objects.visible_to(user).family(root)
    rows = visible_allegations(user).filter(incident__in=family).exclude(pk=allegation.pk)
    order = list(allegation.agreement.participations.values_list("party", flat=True))
    ordered = sorted(rows, key=lambda each: (_place_in(order, each.complainant_id), each.pk))
    return [shown.line(each, Audience.STAFF, now) for each in ordered]


def _filter_for(user: User) -> type[OpenAllegationFilter]:
    if shown.is_staff(user):
        return StaffAllegationFilter
    return LiaisonAllegationFilter if user.role == Role.LIAISON else OpenAllegationFilter


def _standing_shown(record: dict[str, Any], zone: str) -> AnswerStanding | None:
    """As readers are told it: by the day by which an answer is asked for, not by its hour."""
    response = record["response"]
    if record["state"] == AllegationState.WITHDRAWN and response is None:
        return None
    ends = start_of_day(date.fromisoformat(record["due_on"]) + timedelta(days=1), zone)
    answer = ResponseKind(response["kind"]) if response else None
    return standing_of(Asked(ends, answer), timezone.now())


def _place_in(order: list[Any], party: object) -> int:
    return order.index(party) if party in order else len(order)
