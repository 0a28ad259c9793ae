from drf_spectacular.utils import extend_schema_view

from ceasefire.api.documents import published_schema
from ceasefire.api.published import PublishedViewSet
from ceasefire.publication.choices import PublishedKind
from reports.api.summary_shapes import SummaryDocument
from reports.summaries.filters import SummaryFilter


@extend_schema_view(**published_schema(SummaryDocument, SummaryFilter))
class SummaryViewSet(PublishedViewSet):
    """Compliance summaries as released, with every figure. `from` and `to` find those whose
    period touches these days."""

    kind = PublishedKind.SUMMARY
    filterset = SummaryFilter
