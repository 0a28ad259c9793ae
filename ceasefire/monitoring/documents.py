"""What outsiders are shown of a bulletin: both sides' counts as the source has them."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from ceasefire.common.documents import moment_of_day, named
from ceasefire.monitoring.models import Bulletin, ContextFigure
from ceasefire.monitoring.oddities import AreaCountFacts, SideFacts, ViewFacts, side_flags
from ceasefire.monitoring.rolls import Roll
from ceasefire.publication.choices import PublishedKind
from ceasefire.publication.documents import PublicDocument


def bulletin_document(
    bulletin: Bulletin,
    *,
    sides: Mapping[str, SideFacts],
    context: Iterable[ContextFigure],
    roll: Roll,
) -> PublicDocument:
    """Counts by side in the series' order. A number that the source does not state is null."""
    series = roll.series
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
        "sides": [_party(code, roll) for code in roll.sides],
        "counts": [_count(sides[code], roll) for code in roll.sides if code in sides],
        "context": [
            {"measure": figure.measure, "value": plain_decimal(figure.value)}
            for figure in sorted(context, key=lambda figure: figure.measure)
        ],
    }
    order = moment_of_day(bulletin.period_end)
    return PublicDocument(PublishedKind.BULLETIN, body, order, series.agreement.code)


def plain_decimal(value: Decimal) -> str:
    """A decimal as a reader writes it: no exponent, no zeros that say nothing."""
    return f"{value.normalize():f}"


def _party(code: str, roll: Roll) -> dict[str, Any]:
    """A party with its names for narrow columns too."""
    party = roll.parties[code]
    return {**(named(party) or {}), "short_names": party.short_names}


def _count(side: SideFacts, roll: Roll) -> dict[str, Any]:
    return {
        "side": _party(side.side, roll),
        "accused": _party(side.accused, roll) if side.accused else None,
        "total": side.total,
        "breakdown": side.breakdown or "",
        "areas": [_line(line, roll) for line in side.areas],
        "views": [_view(view, side.total, roll) for view in side.views],
        "flags": side_flags(side),
        "notes": list(side.notes),
    }


def _line(line: AreaCountFacts, roll: Roll) -> dict[str, Any]:
    return {
        "area": named(roll.areas[line.area]),
        "count": line.count,
        "confirmed": line.confirmed,
        "not_confirmed": line.not_confirmed,
        "excluded_target": line.excluded_target,
    }


def _view(view: ViewFacts, total: int | None, roll: Roll) -> dict[str, Any]:
    return {
        "author": _party(view.author, roll),
        "confirmed": view.confirmed,
        "not_confirmed": view.not_confirmed,
        "excluded_target": view.excluded_target,
        "not_stated": view.not_stated(total),
    }
