"""How what others publish comes into the record."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction

from ceasefire.accounts.models import User
from ceasefire.agreements.models import Agreement
from ceasefire.common.citations import Citation
from ceasefire.common.rows import Changes, put_row, put_rows
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
)
from ceasefire.monitoring.oddities import BulletinFacts, SideFacts, bulletin_flags
from ceasefire.monitoring.rolls import Roll, roll_of
from ceasefire.monitoring.stored import put_context, put_sides, stored_sides
from ceasefire.parties.models import Party
from ceasefire.publication.models import PublishedVersion
from ceasefire.publication.services import publish

Source = dict[str, Any]  # the two fields that name one source for one period


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


@dataclass(frozen=True)
class RecordedBulletin:
    """A bulletin, whether anything about it is new, and how many sides' counts were written."""

    bulletin: Bulletin
    is_changed: bool
    counts: int


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
def record_bulletin(
    *,
    facts: BulletinFacts,
    by: User,
    context: Sequence[ContextFacts] | None = None,
    roll: Roll | None = None,
) -> RecordedBulletin:
    """Record a bulletin as its source has it, flag its oddities, publish it.

    It is known by series, period end (or its absence) and source. `context` is what
    the same source states besides; without it that stays as it is. A `roll` made
    beforehand saves looking it up. Raises KeyError if a party or an area is unknown.
    """
    roll = roll or roll_of(facts.series)
    _take_turns(roll.series)
    bulletin, changes = put_row(
        Bulletin,
        {"series": roll.series, **_source_of(facts)},
        {
            "date_basis": facts.date_basis,
            "inferred_date": facts.inferred_date,
            "source_language": facts.source_language,
            "flags": bulletin_flags(facts, roll.sides),
        },
    )
    told = {side.side: side.without_empty_views() for side in facts.sides}
    sides = put_sides(bulletin, stored_sides(bulletin), told, roll)
    measures = {} if context is None else _put_context(roll.series, _source_of(facts), context)
    if not (changes or sides or measures):
        return RecordedBulletin(bulletin, is_changed=False, counts=0)
    record(
        EntryKind.BULLETIN_IMPORTED,
        subject=bulletin,
        by=by,
        effects=_effects(roll.series, facts.period_end, sides),
        changes=changes,
        sides=sides,
        context=measures,
    )
    _publish(bulletin, told, roll, by)
    return RecordedBulletin(bulletin, is_changed=True, counts=len(sides.keys() & told.keys()))


@transaction.atomic
def record_context(*, facts: Sequence[ContextFacts], by: User, roll: Roll | None = None) -> bool:
    """Record the other measures that one source states for one period: exactly these.

    A bulletin of the same source is published again with them. Returns whether
    anything changed.
    """
    first = facts[0]
    roll = roll or roll_of(first.series)
    series = roll.series
    _take_turns(series)
    changes = _put_context(series, _source_of(first), facts)
    if not changes:
        return False
    bulletin = Bulletin.objects.filter(series=series, **_source_of(first)).first()
    record(
        EntryKind.CONTEXT_IMPORTED,
        subject=bulletin or series,
        by=by,
        effects=Effects.on(series.agreement.code, _days(first.period_end)),
        changes=changes,
    )
    if bulletin:
        _publish(bulletin, stored_sides(bulletin), roll, by)
    return True


@transaction.atomic
def publish_bulletin(*, bulletin: Bulletin, by: User, reason: str = "") -> PublishedVersion:
    """Publish a bulletin as the record now has it, for when a name in it was corrected."""
    roll = roll_of(bulletin.series.code)
    return _publish(bulletin, stored_sides(bulletin), roll, by, reason)


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


def _publish(
    bulletin: Bulletin, sides: Mapping[str, SideFacts], roll: Roll, by: User, reason: str = ""
) -> PublishedVersion:
    document = bulletin_document(
        bulletin, sides=sides, context=ContextFigure.objects.beside(bulletin), roll=roll
    )
    return publish(subject=bulletin, document=document, by=by, reason=reason)


def _take_turns(series: BulletinSeries) -> None:
    """Two imports of one series write one after the other, so that neither repeats a bulletin."""
    BulletinSeries.objects.select_for_update(no_key=True).get(pk=series.pk)


def _put_context(series: BulletinSeries, source: Source, facts: Sequence[ContextFacts]) -> Changes:
    figures = [
        ContextFigure(
            series=series,
            **source,
            date_basis=figure.date_basis,
            inferred_date=figure.inferred_date,
            measure=figure.measure,
            value=figure.value,
        )
        for figure in facts
    ]
    return put_context(figures, ContextFigure.objects.filter(series=series, **source))


def _source_of(facts: BulletinFacts | ContextFacts) -> Source:
    return {"period_end": facts.period_end, "source_url": facts.source_url}


def _days(period_end: date | None) -> list[date]:
    return [period_end] if period_end else []


def _effects(series: BulletinSeries, period_end: date | None, sides: Changes) -> Effects:
    told = [side for change in sides.values() for side in change.values() if side]
    areas = {line["area"] for side in told for line in side["areas"]}
    return Effects.on(series.agreement.code, _days(period_end), areas)
