"""Other measures that bulletins state: cumulative ones as steps, daily ones as stated."""

from collections.abc import Iterable
from itertools import groupby
from typing import Any

from ceasefire.monitoring.models import BulletinSeries, ContextFigure
from reports.statistics.periods import Period
from reports.statistics.steps import Stated, Step, steps

Part = dict[str, Any]
CUMULATIVE = "_total"


def is_cumulative(measure: str) -> bool:
    """Whether a measure runs on from issue to issue: its name says `total`."""
    return measure.endswith(CUMULATIVE) or f"{CUMULATIVE}_" in measure


def read_context(series: BulletinSeries, period: Period) -> list[ContextFigure]:
    """Dated figures up to the period's end: the first step may begin before the period."""
    return list(
        ContextFigure.objects.filter(
            series=series, period_end__isnull=False, period_end__lt=period.end
        ).order_by("measure", "period_end", "pk")
    )


def context_part(read: Iterable[ContextFigure], period: Period) -> list[Part]:
    """What each measure states in the period; a measure that states nothing is left out."""
    parts = []
    for measure, found in groupby(read, key=lambda figure: figure.measure):
        figures = list(found)
        stated = [each for each in figures if each.period_end and each.period_end in period]
        if stated:
            parts.append(
                {
                    "measure": measure,
                    "is_cumulative": is_cumulative(measure),
                    "stated": [_stated(figure) for figure in stated],
                    "steps": _steps(figures, period) if is_cumulative(measure) else [],
                }
            )
    return parts


def _steps(figures: Iterable[ContextFigure], period: Period) -> list[Part]:
    values = [Stated(figure.period_end, figure.value) for figure in figures if figure.period_end]
    return [_step(step) for step in steps(values) if step.later.day in period]


def _step(step: Step) -> Part:
    return {
        "from": step.earlier.day.isoformat(),
        "to": step.later.day.isoformat(),
        "days": step.days,
        "from_value": _number(step.earlier.value),
        "to_value": _number(step.later.value),
        "change": None if step.change is None else _number(step.change),
        "is_restated": step.is_restated,
    }


def _stated(figure: ContextFigure) -> Part:
    return {
        "day": figure.period_end and figure.period_end.isoformat(),
        "date_basis": figure.date_basis,
        "value": _number(figure.value),
        "source_url": figure.source_url,
    }


def _number(value: Any) -> str:
    """A decimal without zeros that the source does not write."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
