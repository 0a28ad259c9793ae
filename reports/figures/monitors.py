"""Other monitors' own figures: each in its own unit, with its own period, never added."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from ceasefire.agreements.models import Agreement
from ceasefire.monitoring.models import MonitorFigure
from reports.figures.references import party_reference
from reports.statistics.periods import Period
from reports.statistics.steps import Stated, Step, steps

Part = dict[str, Any]
Run = tuple[int, str, str, str, Any]  # monitor, measure, blamed, area, first day


def read_monitors(agreement: Agreement, period: Period) -> list[MonitorFigure]:
    """Every figure about the agreement that begins before the period's end.

    Those that ended before the period are read too: an earlier issue of a
    cumulative figure tells what the later one rose by.
    """
    figures = MonitorFigure.objects.filter(agreement=agreement, period_start__lt=period.end)
    return list(figures.select_related("monitor").order_by("monitor", "period_end", "pk"))


def monitor_parts(read: Sequence[MonitorFigure], period: Period) -> list[Part]:
    """The figures whose own period overlaps, by monitor in the record's order."""
    risen = _last_steps(read)
    return [_part(figure, risen) for figure in read if figure.period_end >= period.start]


def _part(figure: MonitorFigure, risen: dict[int, Step]) -> Part:
    return {
        "id": str(figure.public_id),
        "monitor": party_reference(figure.monitor),
        "from": figure.period_start.isoformat(),
        "last_day": figure.period_end.isoformat(),
        "is_cumulative": figure.is_cumulative,
        "measure": figure.measure,
        "count": figure.count,
        "blamed": figure.blamed,
        "area_name": figure.area_name,
        "step": _step(risen[figure.pk]) if figure.pk in risen else None,
        "source_url": figure.source_url,
        "note": figure.note,
    }


def _last_steps(read: Iterable[MonitorFigure]) -> dict[int, Step]:
    """For each cumulative figure that has an earlier issue, the step that leads to it."""
    runs: dict[Run, dict[Any, MonitorFigure]] = defaultdict(dict)
    for figure in read:
        if figure.is_cumulative:
            runs[_run_of(figure)][figure.period_end] = figure
    found = {}
    for by_day in runs.values():
        values = [Stated(day, Decimal(figure.count)) for day, figure in by_day.items()]
        found.update({by_day[step.later.day].pk: step for step in steps(values)})
    return found


def _run_of(figure: MonitorFigure) -> Run:
    """A cumulative figure runs on only with the same words and from the same first day."""
    return (
        figure.monitor_id,
        figure.measure,
        figure.blamed,
        figure.area_name,
        figure.period_start,
    )


def _step(step: Step) -> Part:
    return {
        "from": step.earlier.day.isoformat(),
        "days": step.days,
        "change": None if step.change is None else int(step.change),
        "is_restated": step.is_restated,
    }
