"""What outsiders are shown of a bulletin: both sides' counts as the source has them."""

from typing import Any

from ceasefire.common.documents import moment_of_day, named
from ceasefire.monitoring.models import Bulletin, SideCount, SideView
from ceasefire.publication.choices import PublishedKind
from ceasefire.publication.documents import PublicDocument


def bulletin_document(bulletin: Bulletin) -> PublicDocument:
    """Counts by side in the series' order. A number that the source does not state is null."""
    series = bulletin.series
    counts = {count.side_id: count for count in bulletin.counts.select_related("side", "accused")}
    body = {
        "agreement": {"code": series.agreement.code, "names": series.agreement.names},
        "is_demo": series.agreement.is_demo,
        "series": {"code": series.code, "names": series.names, "unit": series.unit},
        "issuer": named(series.issuer),
        "period_end": bulletin.period_end and bulletin.period_end.isoformat(),
        "date_basis": bulletin.date_basis,
        "inferred_date": bulletin.inferred_date,
        "source_url": bulletin.source_url,
        "source_language": bulletin.source_language,
        "flags": bulletin.flags,
        "counts": [
            _count(counts[side.party_id]) for side in series.sides.all() if side.party_id in counts
        ],
    }
    order = moment_of_day(bulletin.period_end)
    return PublicDocument(PublishedKind.BULLETIN, body, order, series.agreement.code)


def _count(count: SideCount) -> dict[str, Any]:
    return {
        "side": named(count.side),
        "accused": named(count.accused),
        "total": count.total,
        "breakdown": count.breakdown,
        "areas": [
            {
                "area": named(line.area),
                "count": line.count,
                "not_confirmed": line.not_confirmed,
            }
            for line in count.areas.select_related("area")
        ],
        "views": [_view(view) for view in count.views.select_related("author", "side_count")],
        "flags": count.flags,
        "notes": count.notes,
    }


def _view(view: SideView) -> dict[str, Any]:
    return {
        "author": named(view.author),
        "confirmed": view.confirmed,
        "not_confirmed": view.not_confirmed,
        "excluded_target": view.excluded_target,
        "not_stated": view.not_stated,
    }
