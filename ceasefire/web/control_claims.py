"""The list and the page of control claims."""

from typing import Any

from django.http import HttpRequest

from ceasefire.incidents.filters import ControlClaimFilter
from ceasefire.publication.choices import PublishedKind
from ceasefire.publication.models import PublishedVersion
from ceasefire.publication.querysets import PublishedVersionQuerySet
from ceasefire.web.published import PublishedPages, standing


def around_claim(request: HttpRequest, version: PublishedVersion) -> dict[str, Any]:
    """The other claims about the same place: those of the same day stand beside this one."""
    claims = standing(request, PublishedKind.CONTROL_CLAIM).filter(agreement=version.agreement)
    here = list(_about_the_same_place(claims, version.document).order_by("sort_at", "pk"))
    return {
        "same_day": [each for each in here if _moment(each) == _moment(version)],
        "other_days": [each for each in here if _moment(each) != _moment(version)],
    }


def _moment(version: PublishedVersion) -> tuple[str | None, str]:
    return version.document["on_day"], version.document["when"]


def _about_the_same_place(
    claims: PublishedVersionQuerySet, document: dict[str, Any]
) -> PublishedVersionQuerySet:
    """By the settlement if it is known; else by the words that name the place."""
    if document["place"]:
        return claims.filter(document__place__id=document["place"]["id"])
    return claims.filter(document__place_text=document["place_text"])


pages = PublishedPages(
    PublishedKind.CONTROL_CLAIM,
    "control_claims",
    ControlClaimFilter,
    sorts={
        "day": ("-sort_at", "-pk"),
        "place": ("document__place_text", "-sort_at", "-pk"),
        "kind": ("document__kind", "-sort_at", "-pk"),
    },
    more=around_claim,
)
