from typing import Any

from django.http import HttpResponseBase
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework.request import Request

from ceasefire.api.conditional import answer
from ceasefire.api.documents import UNCHANGED, parameter, published_schema
from ceasefire.api.problems import problem_schema
from ceasefire.api.published import PublishedViewSet, as_published, filtered
from ceasefire.publication.choices import PublishedKind
from reports.api.summary_shapes import SummaryDocument, SummaryInList
from reports.summaries.filters import SummaryFilter

HEAD = (
    "agreement",
    "is_demo",
    "kind",
    "from",
    "to",
    "days_of_the_agreement",
    "cut_off",
    "edition",
    "supersedes",
)
LISTED = extend_schema(
    parameters=[parameter(name, each) for name, each in SummaryFilter.base_filters.items()],
    responses={200: SummaryInList, 304: UNCHANGED, **problem_schema()},
)


@extend_schema_view(**{**published_schema(SummaryDocument, SummaryFilter), "list": LISTED})
class SummaryViewSet(PublishedViewSet):
    """Compliance summaries as released. The list has their heads and totals, a single one every
    figure. `from` and `to` find those whose period touches these days."""

    kind = PublishedKind.SUMMARY
    filterset = SummaryFilter

    def list(self, request: Request) -> HttpResponseBase:
        versions = filtered(self.filterset, request, self.get_queryset().standing())
        page = self.paginate_queryset(versions) or ()
        heads = [_in_list(as_published(version)) for version in page]
        return answer(request, self.get_paginated_response(heads).data)


def _in_list(summary: dict[str, Any]) -> dict[str, Any]:
    """A summary's head, and the totals of each side of each series."""
    return {
        "id": summary["id"],
        **{name: summary[name] for name in HEAD},
        "inputs_hash": summary["method"]["inputs_hash"],
        "series": [
            {
                "code": series["code"],
                "names": series["names"],
                "held": series["issues"]["held"],
                "expected": series["issues"]["expected"],
                "sides": [
                    {name: side[name] for name in ("side", "registered", "issues")}
                    for side in series["sides"]
                ],
            }
            for series in summary["series"]
        ],
        "published": summary["published"],
    }
