"""What outsiders are shown of a bulletin: both sides' counts as the source has them."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.db.models import Prefetch

from ceasefire.common.documents import moment_of_day, named
from ceasefire.monitoring.models import Bulletin, ContextFigure, SideCount, SideView
from ceasefire.places.models import Area
from ceasefire.publication.choices import PublishedKind
from ceasefire.publication.documents import PublicDocument


def bulletin_document(bulletin: Bulletin) -> PublicDocument:
    """Counts by side in the series' order. A number that the source does not state is null."""
    series = bulletin.series
    sides = [side.party for side in series.sides.select_related("party")]
    counts = {count.side_id: count for count in _counts(bulletin)}
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
        "sides": [{**(named(side) or {}), "short_names": side.short_names} for side in sides],
        "counts": [_count(counts[side.pk]) for side in sides if side.pk in counts],
        "context": [
            {"measure": figure.measure, "value": plain_decimal(figure.value)}
            for figure in ContextFigure.objects.beside(bulletin)
        ],
    }
    order = moment_of_day(bulletin.period_end)
    return PublicDocument(PublishedKind.BULLETIN, body, order, series.agreement.code)


def plain_decimal(value: Decimal) -> str:
    """A decimal as a reader writes it: no exponent, no zeros that say nothing."""
    return f"{value.normalize():f}"


def _counts(bulletin: Bulletin) -> Iterable[SideCount]:
    return bulletin.counts.select_related("side", "accused").prefetch_related(
        Prefetch("areas__area", Area.objects.defer("outline")), "views__author"
    )


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
                "confirmed": line.confirmed,
                "not_confirmed": line.not_confirmed,
                "excluded_target": line.excluded_target,
            }
            for line in count.areas.all()
        ],
        "views": [_view(view) for view in count.views.all()],
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
