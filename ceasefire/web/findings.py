"""The pages of findings: what readers are shown, and what staff and the accused work on."""

from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.cache import patch_vary_headers

from ceasefire.accounts.models import User
from ceasefire.codes.roles import STAFF
from ceasefire.codes.verification import FindingState
from ceasefire.publication.choices import PublishedKind
from ceasefire.publication.models import PublishedVersion
from ceasefire.verification.finding_filters import (
    FindingFilter,
    PutFindingFilter,
    WorkingFindingFilter,
)
from ceasefire.verification.models import Finding
from ceasefire.web import shown_findings as shown
from ceasefire.web.access import allow, signed_in_user
from ceasefire.web.finding_changes import differences
from ceasefire.web.history import history_of
from ceasefire.web.published import (
    ROWS_PER_PAGE,
    PublishedPages,
    list_template,
    published,
    standing,
)
from ceasefire.web.shown_allegation import provision_texts
from ceasefire.web.sorting import asked_order

READ = "ceasefire.read_published"
SEE = "ceasefire.see_findings"
KIND = PublishedKind.FINDING
SORTS = {
    "day": ("-sort_at", "-pk"),
    "outcome": ("document__outcome", "-sort_at", "-pk"),
    "agreement": ("agreement", "-sort_at", "-pk"),
}
STAFF_SORTS = {
    "drafted": ("-drafted_at", "-pk"),
    "state": ("state", "-drafted_at", "-pk"),
    "due": ("due_at", "-pk"),
    "outcome": ("outcome", "-drafted_at", "-pk"),
}
# By nothing that would tell how a finding stands.
PUT_SORTS = {"due": ("-due_at", "-pk")}


def around_finding(request: HttpRequest, version: PublishedVersion) -> dict[str, Any]:
    """The provision in words, and what this version says otherwise than the one before it."""
    record = version.document
    earlier = _earlier(request, version)
    incident = standing(request, PublishedKind.INCIDENT)
    return {
        "provisions": provision_texts(request, [record["provision"]]),
        "incident": incident.filter(public_id=record["incident"]["id"]).first(),
        "earlier": earlier,
        "differences": differences(earlier.document, record) if earlier else [],
        "sees_more": request.user.has_perm(SEE),
    }


pages = PublishedPages(KIND, "findings", FindingFilter, SORTS, around_finding, keeps_words=True)


@allow(READ)
def list_page(request: HttpRequest) -> HttpResponseBase:
    """What is published; for staff, and for the accused, what they work on. Where no mandate
    lets the mechanism rule there is no such page."""
    if not request.user.has_perm("ceasefire.read_findings"):
        raise Http404
    if not request.user.has_perm(SEE) or "published" in request.GET:
        return pages.list_page(request)
    return _working_list(request, signed_in_user(request))


@allow(READ)
def detail_page(request: HttpRequest, id: UUID) -> HttpResponseBase:  # noqa: A002 -- URL's word
    """A finding as this reader works on it, or as it was published."""
    wants_published = {"published", "version"} & set(request.GET)
    if request.user.has_perm(SEE) and not wants_published:
        user = signed_in_user(request)
        finding = shown.visible_findings(user).filter(public_id=id).first()
        if finding:
            return _working_page(request, user, finding)
    return pages.detail_page(request, str(id))


def _working_list(request: HttpRequest, user: User) -> HttpResponse:
    findings, is_staff = shown.visible_findings(user), user.role in STAFF
    filterset = WorkingFindingFilter if is_staff else PutFindingFilter
    narrowed = filterset(request.GET, queryset=findings, request=request)
    order = asked_order(STAFF_SORTS if is_staff else PUT_SORTS, request.GET.get("sort", ""))
    found = narrowed.qs.order_by(*order.clauses) if narrowed.is_valid() else findings.none()
    page = Paginator(found, ROWS_PER_PAGE).get_page(request.GET.get("page"))
    template = "findings/working_list.html" if is_staff else "findings/put_list.html"
    response = render(
        request,
        list_template(request, template),
        {
            "page": page,
            "lines": [_line(each, is_staff=is_staff) for each in page],
            "filter": narrowed,
            "order": order,
        },
        status=200 if narrowed.is_valid() else 400,
    )
    patch_vary_headers(response, ["HX-Request"])
    return response


def _line(finding: Finding, *, is_staff: bool) -> Any:
    """A row of a list: for staff with what it waits for, for the accused as it was put."""
    return (finding, shown.waits_for(finding)) if is_staff else shown.for_party(finding)


def _working_page(request: HttpRequest, user: User, finding: Finding) -> HttpResponse:
    public_id = str(finding.public_id)
    versions = published(request, KIND).filter(public_id=public_id).order_by("-version")
    told: dict[str, Any] = {"is_published": versions.current().exists(), "version": None}
    if user.role not in STAFF:
        case = shown.for_party(finding)
        told |= {
            "case": case,
            "provisions": provision_texts(request, [case["statement"]["provision"]]),
            "can_reply": shown.can_reply(finding, user),
        }
        return render(request, "findings/put.html", told)
    told |= {
        "case": shown.case(finding, user),
        "steps": shown.steps_of(finding, user),
        "versions": versions,
        "history": history_of(user, KIND, public_id),
    }
    return render(request, "findings/case.html", told)


def _earlier(request: HttpRequest, version: PublishedVersion) -> PublishedVersion | None:
    """The version before; of a first one, the last words of the finding whose place it took."""
    own = published(request, KIND).filter(public_id=version.public_id)
    if version.version > 1:
        return own.filter(version=version.version - 1).first()
    before = version.document["supersedes"]
    if before is None:
        return None
    versions = published(request, KIND).filter(public_id=before["id"]).order_by("-version")
    return versions.exclude(document__state=FindingState.SUPERSEDED).first()
