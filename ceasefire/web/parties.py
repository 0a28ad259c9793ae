"""The list and the page of parties."""

from typing import Any

from django.db.models import Q
from django.http import HttpRequest

from ceasefire.parties.filters import PartyFilter
from ceasefire.publication.choices import PublishedKind
from ceasefire.publication.models import PublishedVersion
from ceasefire.web.published import PublishedPages, standing


def around_party(request: HttpRequest, version: PublishedVersion) -> dict[str, Any]:
    """Where else the party is named."""
    key = version.public_id
    listed = standing(request, PublishedKind.AGREEMENT).filter(
        document__participations__contains=[{"party": {"id": key}}]
    )
    claims = standing(request, PublishedKind.CONTROL_CLAIM)
    return {
        "participations": [
            (agreement, each)
            for agreement in listed.order_by("sort_at", "pk")
            for each in agreement.document["participations"]
            if each["party"]["id"] == key
        ],
        "round_count": standing(request, PublishedKind.ROUND)
        .filter(document__delegations__contains=[{"party": {"id": key}}])
        .count(),
        "statement_count": standing(request, PublishedKind.STATEMENT)
        .filter(document__body__id=key)
        .count(),
        "claim_count": claims.filter(
            Q(document__parties__contains=[{"id": key}]) | Q(document__against__id=key)
        ).count(),
    }


pages = PublishedPages(
    PublishedKind.PARTY,
    "parties",
    PartyFilter,
    sorts={
        "recorded": ("recorded",),
        "code": ("document__code",),
        "kind": ("document__kind", "recorded"),
    },
    more=around_party,
)
