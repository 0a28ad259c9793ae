"""What is claimed of places over time; and how an officer puts a claim on record."""

from collections.abc import Mapping
from itertools import groupby
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _

from ceasefire.common.names import name_in
from ceasefire.incidents.claiming import submit_control_claim
from ceasefire.incidents.claims_in_time import Claim, places_claimed
from ceasefire.incidents.filters import ControlPlaceFilter
from ceasefire.publication.choices import PublishedKind
from ceasefire.publication.models import PublishedVersion
from ceasefire.publication.querysets import PublishedVersionQuerySet
from ceasefire.web.access import FORM, allow, signed_in_user
from ceasefire.web.control_claim_forms import ControlClaimForm
from ceasefire.web.forms import FormPage, answer_form, sent
from ceasefire.web.published import list_template, standing
from ceasefire.web.under_agreement import agreement_asked_for

READ, RECORD = "ceasefire.read_published", "ceasefire.record_control_claim"
PLACES_PER_PAGE = 50
Order = Mapping[str, Mapping[str, int]]


@allow(READ)
def places_page(request: HttpRequest) -> HttpResponseBase:
    """Places by agreement, each with its claims in the order of days; nothing between them."""
    versions = standing(request, PublishedKind.CONTROL_CLAIM)
    narrowed = ControlPlaceFilter(request.GET, queryset=versions, request=request)
    found = narrowed.qs if narrowed.is_valid() else versions.none()
    places = places_claimed(_in_party_order(found.order_by("pk"), _orders(request)))
    page = Paginator(places, PLACES_PER_PAGE).get_page(request.GET.get("page"))
    by_code = groupby(page, key=lambda place: place.agreement["code"])
    shown = {
        "page": page,
        "agreements": [(code, list(same)) for code, same in by_code],
        "filter": narrowed,
        "may_record": request.user.has_perm(RECORD),
    }
    template = list_template(request, "control_claims/places.html")
    response = render(request, template, shown, status=200 if narrowed.is_valid() else 400)
    patch_vary_headers(response, ["HX-Request"])
    return response


@allow(RECORD, FORM)
def record_page(request: HttpRequest) -> HttpResponseBase:
    """Record a control claim, which is shown to readers at once."""
    under = agreement_asked_for(request)
    if under is None:
        return render(request, "monitor_reports/no_agreement.html")
    others = _parties(request, is_demo=under.agreement.is_demo)
    form = ControlClaimForm(sent(request), agreement=under.agreement, others=others)

    def act(answers: dict[str, Any]) -> HttpResponseBase:
        by, submission = signed_in_user(request), answers["submission"]
        claim = submit_control_claim(facts=form.facts, by=by, submission=submission)
        messages.success(request, _("The control claim is recorded and published."))
        return redirect("web:control-claim-detail", claim.public_id)

    page = FormPage(
        title=_("Who is said to hold or besiege a place?"),
        lead=_("It is published as soon as it is recorded: readers see it, with who says so."),
        submit=_("Record and publish"),
        back=reverse("web:control-place-list"),
        template="control_claims/new.html",
    )
    return answer_form(request, form, act, page, under=under)


def _parties(request: HttpRequest, *, is_demo: bool) -> dict[str, str]:
    """The names of the parties that readers are shown, by code."""
    versions = standing(request, PublishedKind.PARTY).filter(document__is_demo=is_demo)
    documents = versions.order_by("pk").values_list("document", flat=True)
    return {each["code"]: name_in(each["names"]) for each in documents}


def _orders(request: HttpRequest) -> Order:
    """By agreement, the place of each party in its list of participants."""
    agreements = standing(request, PublishedKind.AGREEMENT).values_list("public_id", "document")
    return {
        code: {
            each["party"]["code"]: place
            for place, each in reversed(list(enumerate(document["participations"])))
        }
        for code, document in agreements
    }


def _in_party_order(versions: PublishedVersionQuerySet, orders: Order) -> list[Claim]:
    """The claims with their addresses: the parties of each, and so the claims, in the order of
    the agreement's participants."""
    told = [_in_order(each, orders.get(each.agreement, {})) for each in versions]
    return [claim for _first, claim in sorted(told, key=lambda each: each[0])]


def _in_order(version: PublishedVersion, order: Mapping[str, int]) -> tuple[int, Claim]:
    """A claim, and the place of the first of its parties."""
    document = version.document
    places = {each["code"]: order.get(each["code"], len(order)) for each in document["parties"]}
    parties = sorted(document["parties"], key=lambda each: places[each["code"]])
    claim = {**document, "id": version.public_id, "parties": parties}
    return min(places.values(), default=len(order)), claim
