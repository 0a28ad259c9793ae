"""How what others publish comes into the record."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from datetime import date
from decimal import Decimal

from django.db import transaction

from ceasefire.accounts.models import User
from ceasefire.agreements.models import Agreement
from ceasefire.common.citations import Citation
from ceasefire.common.rows import put_row, put_rows
from ceasefire.ledger.choices import EntryKind
from ceasefire.ledger.effects import Effects
from ceasefire.ledger.services import record
from ceasefire.monitoring.choices import DateBasis
from ceasefire.monitoring.documents import bulletin_document
from ceasefire.monitoring.models import (
    Bulletin,
    BulletinSeries,
    ContextFigure,
    MonitorFigure,
    SideCount,
)
from ceasefire.monitoring.oddities import BulletinFacts, SideFacts, bulletin_flags, side_flags
from ceasefire.parties.models import Party
from ceasefire.places.models import Area
from ceasefire.publication.services import publish


@dataclass(frozen=True)
class SeriesFacts:
    """A series of bulletins. `issuer` and `sides` are party codes, sides in their order."""

    code: str
    agreement: str
    issuer: str
    names: dict[str, str]
    unit: dict[str, str]
    sides: tuple[str, ...]
    area_names_of: str
    starts_on: date
    citation: Citation
    ends_on: date | None = None
    column_authors: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class ContextFacts:
    """Another measure of a series' bulletins."""

    series: str
    period_end: date | None
    date_basis: DateBasis
    measure: str
    value: Decimal
    source_url: str
    inferred_date: str = ""


@dataclass(frozen=True)
class MonitorFigureFacts:
    """Another monitor's figure for a period, both days included, in its own unit."""

    agreement: str
    monitor: str
    period_start: date
    period_end: date
    is_cumulative: bool
    measure: str
    count: int
    source_url: str
    blamed: str = ""
    area_name: str = ""
    note: str = ""


@transaction.atomic
def record_series(*, facts: SeriesFacts, by: User) -> BulletinSeries:
    """Record a bulletin series with its sides in their order. The same facts change nothing."""
    series, changes = put_row(
        BulletinSeries,
        {"code": facts.code},
        {
            "agreement": Agreement.objects.get(code=facts.agreement),
            "issuer": Party.objects.get(code=facts.issuer),
            "names": facts.names,
            "unit": facts.unit,
            "area_names_of": facts.area_names_of,
            "column_authors": facts.column_authors,
            "starts_on": facts.starts_on,
            "ends_on": facts.ends_on,
            **facts.citation.as_fields(),
        },
    )
    sides = [
        {"party": Party.objects.get(code=code), "position": position}
        for position, code in enumerate(facts.sides)
    ]
    resided = put_rows(series.sides.all(), sides, {"series": series})
    if changes or resided:
        record(EntryKind.SERIES_RECORDED, subject=series, by=by, changes=changes)
    return series


@transaction.atomic
def record_bulletin(*, facts: BulletinFacts, by: User) -> tuple[Bulletin, bool]:
    """Record a bulletin as its source has it, flag its oddities, publish it.

    It is known by series, period end (or its absence) and source. Returns it and
    whether anything changed. Raises DoesNotExist if a code is unknown.
    """
    series = BulletinSeries.objects.get(code=facts.series)
    expected = [side.party.code for side in series.sides.select_related("party")]
    bulletin, changes = put_row(
        Bulletin,
        {"series": series, "period_end": facts.period_end, "source_url": facts.source_url},
        {
            "date_basis": facts.date_basis,
            "inferred_date": facts.inferred_date,
            "source_language": facts.source_language,
            "flags": bulletin_flags(facts, expected),
        },
    )
    changed_sides = [side.side for side in facts.sides if _put_side(bulletin, side)]
    changed_sides += _drop_sides(bulletin, {side.side for side in facts.sides})
    if not changes and not changed_sides:
        return bulletin, False
    record(
        EntryKind.BULLETIN_IMPORTED,
        subject=bulletin,
        by=by,
        effects=_effects(series, facts),
        changes=changes,
        sides=changed_sides,
    )
    publish(subject=bulletin, document=bulletin_document(bulletin), by=by)
    return bulletin, True


@transaction.atomic
def record_context_figure(*, facts: ContextFacts, by: User) -> bool:
    """Record another measure of a bulletin. Returns whether anything changed."""
    series = BulletinSeries.objects.get(code=facts.series)
    figure, changes = put_row(
        ContextFigure,
        {
            "series": series,
            "period_end": facts.period_end,
            "measure": facts.measure,
            "source_url": facts.source_url,
        },
        {
            "date_basis": facts.date_basis,
            "inferred_date": facts.inferred_date,
            "value": facts.value,
        },
    )
    if changes:
        days = [facts.period_end] if facts.period_end else []
        record(
            EntryKind.CONTEXT_IMPORTED,
            subject=figure,
            by=by,
            effects=Effects.on(series.agreement.code, days),
            changes=changes,
        )
    return bool(changes)


@transaction.atomic
def record_monitor_figure(*, facts: MonitorFigureFacts, by: User) -> bool:
    """Record another monitor's figure. Returns whether anything changed."""
    figure, changes = put_row(
        MonitorFigure,
        {
            "agreement": Agreement.objects.get(code=facts.agreement),
            "monitor": Party.objects.get(code=facts.monitor),
            "period_start": facts.period_start,
            "period_end": facts.period_end,
            "blamed": facts.blamed,
            "area_name": facts.area_name,
            "measure": facts.measure,
            "source_url": facts.source_url,
        },
        {"is_cumulative": facts.is_cumulative, "count": facts.count, "note": facts.note},
    )
    if changes:
        record(
            EntryKind.MONITOR_FIGURE_RECORDED,
            subject=figure,
            by=by,
            effects=Effects(facts.agreement),
            changes=changes,
        )
    return bool(changes)


def _put_side(bulletin: Bulletin, facts: SideFacts) -> bool:
    count, changes = put_row(
        SideCount,
        {"bulletin": bulletin, "side": Party.objects.get(code=facts.side)},
        {
            "accused": Party.objects.get(code=facts.accused) if facts.accused else None,
            "total": facts.total,
            "breakdown": facts.breakdown or "",
            "flags": side_flags(facts),
            "notes": list(facts.notes),
        },
    )
    lines = [
        {**asdict(line), "area": Area.objects.get(code=line.area), "line": number}
        for number, line in enumerate(facts.areas)
    ]
    views = [
        {**asdict(view), "author": Party.objects.get(code=view.author)}
        for view in facts.views
        if view.says_anything
    ]
    relined = put_rows(count.areas.all(), lines, {"side_count": count})
    reviewed = put_rows(count.views.all(), views, {"side_count": count})
    return bool(changes) or relined or reviewed


def _drop_sides(bulletin: Bulletin, kept: Iterable[str]) -> list[str]:
    """Sides that an earlier reading of the source had and this one has not."""
    dropped = bulletin.counts.exclude(side__code__in=kept)
    codes = [count.side.code for count in dropped.select_related("side")]
    dropped.delete()
    return codes


def _effects(series: BulletinSeries, facts: BulletinFacts) -> Effects:
    days = [facts.period_end] if facts.period_end else []
    areas = {line.area for side in facts.sides for line in side.areas}
    return Effects.on(series.agreement.code, days, areas)
