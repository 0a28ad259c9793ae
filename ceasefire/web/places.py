"""The lists and pages of areas, places and zones."""

from typing import Any

from django.db.models import Q
from django.http import HttpRequest

from ceasefire.places.filters import AreaFilter, PlaceFilter, ZoneFilter
from ceasefire.places.sketch import sketch
from ceasefire.publication.choices import PublishedKind
from ceasefire.publication.models import PublishedVersion
from ceasefire.web.published import PublishedPages, standing
from ceasefire.web.sorting import NAMES, asked_order

SHOWN_PLACES = 60
BY_NAME = {"name": (NAMES, "pk")}


def around_area(request: HttpRequest, version: PublishedVersion) -> dict[str, Any]:
    """The outline drawn, the settlements in the area, and what else is published about it."""
    key, outline = version.public_id, version.document["outline"]
    places = standing(request, PublishedKind.PLACE).filter(document__area__id=key)
    holding = {"areas": [{"id": key}]}
    return {
        "sketch": sketch(outline) if outline else None,
        "places": places.order_by(*asked_order(BY_NAME, "").clauses)[:SHOWN_PLACES],
        "place_count": places.count(),
        "zones": standing(request, PublishedKind.ZONE).filter(document__contains=holding),
        "parts": standing(request, PublishedKind.AREA)
        .filter(document__parent__id=key)
        .order_by("document__code"),
        "statements": _about(request, PublishedKind.STATEMENT, "about_area", key),
        "claims": _about(request, PublishedKind.CONTROL_CLAIM, "area", key),
    }


def around_place(request: HttpRequest, version: PublishedVersion) -> dict[str, Any]:
    """The settlement in the outline of its area, and what is published about it."""
    key, document = version.public_id, version.document
    area = document["area"] and document["area"]["id"]
    held_by = standing(request, PublishedKind.AREA).filter(public_id=area).first()
    outline = held_by.document["outline"] if held_by else None
    point = document["latitude"], document["longitude"]
    return {
        "area": held_by,
        "sketch": sketch(outline, point=point) if outline else None,
        "statements": _about(request, PublishedKind.STATEMENT, "about_place", key),
        "claims": _about(request, PublishedKind.CONTROL_CLAIM, "place", key),
    }


def around_zone(request: HttpRequest, version: PublishedVersion) -> dict[str, Any]:
    """The outline drawn if one was published, and who speaks of the zone."""
    key, outline = version.public_id, version.document["outline"]
    spoken_of = {"areas": [{"zone": {"id": key}}]}
    return {
        "sketch": sketch(outline) if outline else None,
        "agreements": standing(request, PublishedKind.AGREEMENT)
        .filter(document__contains=spoken_of)
        .order_by("sort_at", "pk"),
        "provisions": standing(request, PublishedKind.PROVISION)
        .filter(document__zone__id=key)
        .order_by("agreement", "pk"),
    }


def _about(request: HttpRequest, kind: PublishedKind, part: str, key: str) -> Any:
    """Records of `kind` whose `part` is the record `key`, newest first."""
    return (
        standing(request, kind)
        .filter(Q(**{f"document__{part}__id": key}))
        .order_by("-sort_at", "-pk")
    )


area_pages = PublishedPages(
    PublishedKind.AREA,
    "areas",
    AreaFilter,
    sorts={
        "code": ("document__code",),
        "name": (NAMES, "pk"),
        "level": ("document__level", "document__code"),
    },
    more=around_area,
)
place_pages = PublishedPages(
    PublishedKind.PLACE,
    "places",
    PlaceFilter,
    sorts={"name": (NAMES, "pk"), "area": ("document__area__code", NAMES, "pk")},
    more=around_place,
)
zone_pages = PublishedPages(
    PublishedKind.ZONE,
    "zones",
    ZoneFilter,
    sorts={
        "code": ("document__code",),
        "kind": ("document__kind", "document__code"),
        "from": ("-sort_at", "document__code"),
    },
    more=around_zone,
)
