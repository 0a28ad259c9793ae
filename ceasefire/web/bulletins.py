"""The list and the page of bulletins."""

from typing import Any

from django.db.models import Q
from django.http import HttpRequest

from ceasefire.common.documents import moment_of_day
from ceasefire.monitoring.columns import columns_of
from ceasefire.monitoring.filters import BulletinPageFilter
from ceasefire.publication.choices import PublishedKind
from ceasefire.publication.models import PublishedVersion
from ceasefire.web.published import PublishedPages, standing


def around_bulletin(request: HttpRequest, version: PublishedVersion) -> dict[str, Any]:
    """The bulletin in columns, and the bulletins of its series before and after it.

    One without a day has no neighbours: nobody knows what it came before.
    """
    around: dict[str, Any] = {"columns": columns_of(version.document)}
    if version.sort_at == moment_of_day(None):
        return around
    series = version.document["series"]["code"]
    others = (
        standing(request, PublishedKind.BULLETIN)
        .filter(agreement=version.agreement, document__series__code=series)
        .exclude(Q(public_id=version.public_id) | Q(sort_at=moment_of_day(None)))
    )
    before = Q(sort_at__lt=version.sort_at) | Q(sort_at=version.sort_at, pk__lt=version.pk)
    after = Q(sort_at__gt=version.sort_at) | Q(sort_at=version.sort_at, pk__gt=version.pk)
    return {
        **around,
        "previous": others.filter(before).order_by("-sort_at", "-pk").first(),
        "next": others.filter(after).order_by("sort_at", "pk").first(),
    }


pages = PublishedPages(
    PublishedKind.BULLETIN,
    "bulletins",
    BulletinPageFilter,
    groups=("document__is_demo", "agreement", "document__series__code"),
    sorts={
        "day": ("-sort_at", "-pk"),
        "language": ("document__source_language", "-sort_at", "-pk"),
    },
    more=around_bulletin,
)
