"""Which periods summaries are drafted for, and what kind a period is."""

from collections.abc import Collection
from datetime import date, datetime

from ceasefire.agreements.models import Agreement
from ceasefire.talks.models import Round
from reports.statistics.periods import (
    Meeting,
    Period,
    closes_at,
    day_of,
    month_of,
    periods_between,
    week_of,
)
from reports.summaries.choices import SummaryKind


def periods_between_rounds(agreement: Agreement) -> list[Period]:
    """The periods between the high-level rounds about an agreement, earliest first."""
    rounds = Round.objects.about(agreement).high_level().values_list("first_day", "last_day")
    return periods_between(Meeting(*days) for days in rounds)


def kind_of(period: Period, between_rounds: Collection[Period]) -> SummaryKind:
    """What sort of period this is; one that is two sorts is first what lies between rounds."""
    if period in between_rounds:
        return SummaryKind.INTER_ROUND
    calendar = calendar_periods(period.start)
    return next((kind for kind, each in calendar.items() if each == period), SummaryKind.OTHER)


def calendar_periods(day: date) -> dict[SummaryKind, Period]:
    """The day, the week from Monday and the month that hold `day`."""
    return {
        SummaryKind.DAY: day_of(day),
        SummaryKind.WEEK: week_of(day),
        SummaryKind.MONTH: month_of(day),
    }


def periods_holding(
    days: Collection[date], between_rounds: Collection[Period]
) -> dict[Period, SummaryKind]:
    """Every period with a summary of its own that holds one of `days`."""
    found = {
        period: SummaryKind.INTER_ROUND
        for period in between_rounds
        if any(day in period for day in days)
    }
    for day in days:
        for kind, period in calendar_periods(day).items():
            found.setdefault(period, kind)
    return found


def due_at(period: Period, kind: SummaryKind, zone: str) -> datetime:
    """When the record of a period is closed, so that its summary can be drafted."""
    return closes_at(period, zone, before_a_round=kind == SummaryKind.INTER_ROUND)
