"""What officers do with the recommendations of a finding: add, drop, and follow them up."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from ceasefire.codes.verification import RecommendationState
from ceasefire.verification.models import Finding, Recommendation
from ceasefire.verification.recommendations import (
    drop_recommendation,
    follow_up,
    make_recommendation,
)
from ceasefire.web.access import FORM, allow, signed_in_user
from ceasefire.web.finding_behind import address_of, finding_behind, form_page
from ceasefire.web.finding_forms import FollowUpForm, RecommendationForm
from ceasefire.web.forms import answer_form, sent
from ceasefire.web.shown_findings import DRAFT, case


@allow(DRAFT, FORM)
def make(request: HttpRequest, id: UUID) -> HttpResponseBase:  # noqa: A002 -- URL's word
    """Add a recommendation to a draft."""
    finding = finding_behind(request, id)
    form = RecommendationForm(sent(request), agreement=finding.agreement)

    def act(answers: object) -> HttpResponseBase:
        make_recommendation(finding=finding, facts=form.facts, by=signed_in_user(request))
        messages.success(request, _("The recommendation is added."))
        return redirect(address_of(finding))

    title = _("Add a recommendation to finding %(reference)s")
    page = form_page(finding, title, _("Add it"))
    return answer_form(request, form, act, page, **_told(request, finding))


@allow(DRAFT, ("POST",))
def drop(request: HttpRequest, id: UUID, other: UUID) -> HttpResponseBase:  # noqa: A002 -- URL's word
    """Take a recommendation out of a draft."""
    finding = finding_behind(request, id)
    drop_recommendation(recommendation=_of(finding, other), by=signed_in_user(request))
    messages.success(request, _("The recommendation is dropped."))
    return redirect(address_of(finding))


@allow(DRAFT, FORM)
def follow(request: HttpRequest, id: UUID, other: UUID) -> HttpResponseBase:  # noqa: A002 -- URL's word
    """Say what came of a recommendation."""
    finding = finding_behind(request, id)
    recommendation = _of(finding, other)
    earlier = {"state": recommendation.state, "words": recommendation.followed_up}
    form = FollowUpForm(sent(request), initial=earlier)

    def act(answers: dict[str, Any]) -> HttpResponseBase:
        follow_up(
            recommendation=recommendation,
            state=RecommendationState(answers["state"]),
            words=answers["words"],
            by=signed_in_user(request),
        )
        messages.success(request, _("What came of it is recorded."))
        return redirect(address_of(finding))

    title = _("What came of a recommendation of finding %(reference)s?")
    page = form_page(finding, title, _("Record it"), recommendation.text)
    return answer_form(request, form, act, page, **_told(request, finding))


def _of(finding: Finding, public_id: UUID) -> Recommendation:
    """The recommendation of this id, if it is one of the finding's. Raises Http404."""
    return get_object_or_404(finding.recommendations.standing(), public_id=public_id)


def _told(request: HttpRequest, finding: Finding) -> dict[str, Any]:
    return {"case": case(finding, signed_in_user(request))}
