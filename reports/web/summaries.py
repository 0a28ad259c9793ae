"""The pages of compliance summaries: what readers are shown, and how staff bring one about."""

from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.cache import patch_vary_headers

from ceasefire.publication.choices import PublishedKind
from ceasefire.publication.models import PublishedVersion
from ceasefire.web.access import FORM, allow, signed_in_user
from ceasefire.web.history import history_of
from ceasefire.web.published import ROWS_PER_PAGE, PublishedPages, list_template, standing
from ceasefire.web.sorting import asked_order
from reports.summaries.filters import StaffSummaryFilter, SummaryFilter
from reports.summaries.models import ComplianceSummary
from reports.summaries.services import (
    approve_summary,
    draft_summary,
    release_summary,
    return_summary,
)
from reports.web.forms import DraftForm, ReturnForm, SeenForm
from reports.web.shown_summary import shown_summary
from reports.web.steps import next_steps, periods_to_draft

POST = ("POST",)
READ = "ceasefire.read_published"
SORTS = {
    "period": ("-sort_at", "-pk"),
    "agreement": ("agreement", "-sort_at", "-pk"),
    "kind": ("document__kind", "-sort_at", "-pk"),
}
STAFF_SORTS = {
    "period": ("-period_to", "-period_from", "-edition"),
    "agreement": ("agreement__code", "-period_to", "-pk"),
    "kind": ("kind", "-period_to", "-pk"),
    "state": ("status", "-period_to", "-pk"),
}


def _more(request: HttpRequest, version: PublishedVersion) -> dict[str, Any]:
    newer = standing(request, PublishedKind.SUMMARY).filter(document__supersedes=version.public_id)
    return {**shown_summary(version.document), "newer": newer.first()}


pages = PublishedPages(PublishedKind.SUMMARY, "summaries", SummaryFilter, SORTS, _more)


@allow(READ)
def list_page(request: HttpRequest) -> HttpResponseBase:
    """What is released; for staff, everything that is under way too."""
    if not request.user.has_perm("reports.see_drafts"):
        return pages.list_page(request)
    summaries = ComplianceSummary.objects.visible_to(request.user).select_related("agreement")
    narrowed = StaffSummaryFilter(request.GET, queryset=summaries, request=request)
    order = asked_order(STAFF_SORTS, request.GET.get("sort", ""))
    found = narrowed.qs.order_by(*order.clauses) if narrowed.is_valid() else summaries.none()
    page = Paginator(found, ROWS_PER_PAGE).get_page(request.GET.get("page"))
    response = render(
        request,
        list_template(request, "summaries/staff_list.html"),
        {
            "page": page,
            "filter": narrowed,
            "order": order,
            "can_draft": request.user.has_perm("reports.draft_summary"),
        },
        status=200 if narrowed.is_valid() else 400,
    )
    patch_vary_headers(response, ["HX-Request"])
    return response


@allow(READ)
def detail_page(request: HttpRequest, id: str) -> HttpResponseBase:  # noqa: A002 -- URL's word
    """A summary: for staff in any state, for everybody else as it was published."""
    if not request.user.has_perm("reports.see_drafts"):
        return pages.detail_page(request, id)
    return _staff_page(request, _summary(request, id), ReturnForm())


@allow("reports.draft_summary", FORM)
def draft_page(request: HttpRequest) -> HttpResponseBase:
    """Choose an agreement and a period, and draft what is said about it."""
    user = signed_in_user(request)
    filled_in = request.POST if request.method == "POST" else None
    form = DraftForm(filled_in, initial=request.GET.dict(), user=user)
    if request.method == "POST" and form.is_valid():
        summary = draft_summary(
            agreement=form.cleaned_data["agreement"],
            period=form.period,
            by=user,
        )
        return redirect("reports:summary-detail", id=summary.public_id)
    return render(
        request,
        "summaries/draft.html",
        {"form": form, "periods": periods_to_draft(user)},
        status=400 if form.errors else 200,
    )


@allow("reports.draft_summary", POST)
def redraft(request: HttpRequest, id: str) -> HttpResponseBase:  # noqa: A002 -- URL's word
    """Draft the same period again: a draft is replaced, a released one gets its next edition."""
    summary = _summary(request, id)
    drafted = draft_summary(
        agreement=summary.agreement, period=summary.period, by=signed_in_user(request)
    )
    return redirect("reports:summary-detail", id=drafted.public_id)


@allow("reports.approve_summary", POST)
def approve(request: HttpRequest, id: str) -> HttpResponseBase:  # noqa: A002 -- URL's word
    """Approve a draft as it was read."""
    summary = _summary(request, id)
    form = SeenForm(request.POST)
    seen = form.cleaned_data["seen"] if form.is_valid() else ""
    approve_summary(summary_id=summary.pk, seen=seen, by=signed_in_user(request))
    return redirect("reports:summary-detail", id=id)


@allow("reports.release_summary", POST)
def release(request: HttpRequest, id: str) -> HttpResponseBase:  # noqa: A002 -- URL's word
    """Release what another person has approved."""
    summary = _summary(request, id)
    release_summary(summary_id=summary.pk, by=signed_in_user(request))
    return redirect("reports:summary-detail", id=id)


@allow("reports.approve_summary", POST)
def send_back(request: HttpRequest, id: str) -> HttpResponseBase:  # noqa: A002 -- URL's word
    """Return an approved summary to draft, with a reason."""
    summary = _summary(request, id)
    form = ReturnForm(request.POST)
    if not form.is_valid():
        return _staff_page(request, summary, form, status=400)
    return_summary(
        summary_id=summary.pk, reason=form.cleaned_data["reason"], by=signed_in_user(request)
    )
    return redirect("reports:summary-detail", id=id)


def _summary(request: HttpRequest, public_id: str) -> ComplianceSummary:
    summaries = ComplianceSummary.objects.visible_to(request.user).select_related(
        "agreement", "drafted_by", "approved_by", "released_by", "supersedes"
    )
    summary = summaries.filter(public_id=public_id).first() if _is_id(public_id) else None
    if summary is None:
        raise Http404
    return summary


def _staff_page(
    request: HttpRequest, summary: ComplianceSummary, form: ReturnForm, status: int = 200
) -> HttpResponse:
    public_id = str(summary.public_id)
    published = PublishedVersion.objects.visible_to(request.user).of_kind(PublishedKind.SUMMARY)
    versions = published.filter(public_id=public_id).order_by("-version")
    return render(
        request,
        "summaries/detail.html",
        {
            **shown_summary(summary.figures),
            "summary": summary,
            "record": summary.figures,
            "steps": next_steps(summary, signed_in_user(request)),
            "return_form": form,
            "newer": ComplianceSummary.objects.visible_to(request.user)
            .filter(supersedes=summary)
            .first(),
            "versions": versions,
            "version": versions.first(),
            "history": history_of(request.user, PublishedKind.SUMMARY, public_id),
        },
        status=status,
    )


def _is_id(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True
