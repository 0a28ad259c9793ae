"""The list and the page of rounds of talks."""

from typing import Any

from django.db.models import Q
from django.http import HttpRequest

from ceasefire.publication.choices import PublishedKind
from ceasefire.publication.models import PublishedVersion
from ceasefire.talks.choices import ItemKind
from ceasefire.talks.filters import RoundFilter
from ceasefire.web.published import PublishedPages, standing


def around_round(request: HttpRequest, version: PublishedVersion) -> dict[str, Any]:
    """The round's items by kind, the words spoken at it, and the rounds before and after."""
    rounds = standing(request, PublishedKind.ROUND).filter(agreement=version.agreement)
    before = Q(sort_at__lt=version.sort_at) | Q(sort_at=version.sort_at, pk__lt=version.pk)
    after = Q(sort_at__gt=version.sort_at) | Q(sort_at=version.sort_at, pk__gt=version.pk)
    others = rounds.exclude(public_id=version.public_id)
    return {
        "items": [
            (kind, [each for each in version.document["items"] if each["kind"] == kind])
            for kind in ItemKind
        ],
        "statements": standing(request, PublishedKind.STATEMENT)
        .filter(document__round__id=version.public_id)
        .order_by("sort_at", "pk"),
        "previous": others.filter(before).order_by("-sort_at", "-pk").first(),
        "next": others.filter(after).order_by("sort_at", "pk").first(),
    }


pages = PublishedPages(
    PublishedKind.ROUND,
    "rounds",
    RoundFilter,
    sorts={
        "day": ("-sort_at", "-pk"),
        "kind": ("document__kind", "-sort_at", "-pk"),
        "city": ("document__city", "-sort_at", "-pk"),
    },
    more=around_round,
)
