"""What the record holds of a bulletin, in the words in which it was told; and writing that."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from django.db import models
from django.db.models import Prefetch

from ceasefire.common.rows import Changes
from ceasefire.monitoring.choices import BreakdownStatement
from ceasefire.monitoring.documents import plain_decimal
from ceasefire.monitoring.models import AreaCount, Bulletin, ContextFigure, SideCount, SideView
from ceasefire.monitoring.oddities import AreaCountFacts, SideFacts, ViewFacts, side_flags
from ceasefire.monitoring.rolls import Roll


def stored_sides(bulletin: Bulletin) -> dict[str, SideFacts]:
    """What each side counted, by its code."""
    counts = told_counts().filter(bulletin=bulletin)
    return {count.side.code: as_told(count) for count in counts}


def told_counts() -> "models.QuerySet[SideCount]":
    """Sides' counts with all that `as_told` needs."""
    return SideCount.objects.select_related("side", "accused").prefetch_related(
        Prefetch("areas", AreaCount.objects.select_related("area")),
        Prefetch("views", SideView.objects.select_related("author")),
    )


def put_sides(
    bulletin: Bulletin, old: Mapping[str, SideFacts], new: Mapping[str, SideFacts], roll: Roll
) -> Changes:
    """Make the bulletin, which holds `old`, hold `new`. Returns old and new of what changed."""
    changed = [code for code in {**old, **new} if old.get(code) != new.get(code)]
    if changed:
        bulletin.counts.filter(side__code__in=changed).delete()
        _write_sides(bulletin, [new[code] for code in changed if code in new], roll)
    return {code: {"old": _plain(old.get(code)), "new": _plain(new.get(code))} for code in changed}


def put_context(figures: Sequence[ContextFigure], stored: Iterable[ContextFigure]) -> Changes:
    """Make one source's other measures exactly these. Returns old and new of what changed."""
    old = {figure.measure: figure for figure in stored}
    new = {figure.measure: figure for figure in figures}
    changed = [name for name in {**old, **new} if not _same_figure(old.get(name), new.get(name))]
    ContextFigure.objects.filter(pk__in=[old[name].pk for name in changed if name in old]).delete()
    ContextFigure.objects.bulk_create([new[name] for name in changed if name in new])
    return {name: {"old": _value(old.get(name)), "new": _value(new.get(name))} for name in changed}


def as_told(count: SideCount) -> SideFacts:
    """A side's count in the words in which it was told."""
    return SideFacts(
        side=count.side.code,
        total=count.total,
        areas=tuple(
            AreaCountFacts(
                area=line.area.code,
                count=line.count,
                confirmed=line.confirmed,
                not_confirmed=line.not_confirmed,
                excluded_target=line.excluded_target,
            )
            for line in count.areas.all()
        ),
        views=tuple(
            ViewFacts(
                author=view.author.code,
                confirmed=view.confirmed,
                not_confirmed=view.not_confirmed,
                excluded_target=view.excluded_target,
            )
            for view in count.views.all()
        ),
        breakdown=BreakdownStatement(count.breakdown) if count.breakdown else None,
        accused=count.accused.code if count.accused else None,
        notes=tuple(count.notes),
    )


def _write_sides(bulletin: Bulletin, sides: Sequence[SideFacts], roll: Roll) -> None:
    counts = SideCount.objects.bulk_create(
        SideCount(
            bulletin=bulletin,
            side=roll.parties[side.side],
            accused=roll.parties[side.accused] if side.accused else None,
            total=side.total,
            breakdown=side.breakdown or "",
            flags=side_flags(side),
            notes=list(side.notes),
        )
        for side in sides
    )
    pairs = list(zip(counts, sides, strict=True))
    AreaCount.objects.bulk_create(
        AreaCount(side_count=count, **{**asdict(line), "area": roll.areas[line.area]}, line=number)
        for count, side in pairs
        for number, line in enumerate(side.areas)
    )
    SideView.objects.bulk_create(
        SideView(side_count=count, **{**asdict(view), "author": roll.parties[view.author]})
        for count, side in pairs
        for view in side.views
    )


def _plain(side: SideFacts | None) -> dict[str, Any] | None:
    return asdict(side) if side else None


def _same_figure(one: ContextFigure | None, other: ContextFigure | None) -> bool:
    if one is None or other is None:
        return False
    return (one.value, one.date_basis, one.inferred_date) == (
        other.value,
        other.date_basis,
        other.inferred_date,
    )


def _value(figure: ContextFigure | None) -> str | None:
    return plain_decimal(figure.value) if figure else None
