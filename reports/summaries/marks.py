"""Owe a period a summary: rows, in the transaction of what changed."""

from collections.abc import Collection, Mapping
from datetime import date

from ceasefire.agreements.models import Agreement
from reports.rollups.locks import rely_on
from reports.statistics.periods import Period
from reports.summaries.choices import SummaryKind
from reports.summaries.models import SummaryDue
from reports.summaries.periods import due_at, periods_between_rounds, periods_holding


def mark_summaries_of(*, agreement: Agreement, days: Collection[date]) -> None:
    """Owe summaries to the day, the week, the month and the period between rounds of each day."""
    owe_summaries(
        agreement=agreement, periods=periods_holding(days, periods_between_rounds(agreement))
    )


def mark_summaries_around_rounds(*, agreement: Agreement) -> None:
    """Owe summaries to the periods between rounds, and to none that rounds no longer bound."""
    between = periods_between_rounds(agreement)
    waiting = SummaryDue.objects.filter(agreement=agreement, kind=SummaryKind.INTER_ROUND)
    for due in waiting:
        if due.period not in between:
            due.delete()
    owe_summaries(agreement=agreement, periods=dict.fromkeys(between, SummaryKind.INTER_ROUND))


def owe_summaries(*, agreement: Agreement, periods: Mapping[Period, SummaryKind]) -> None:
    """Put periods on the list of summaries due, unless they are on it."""
    rely_on(name_of_mark(agreement.pk, period) for period in periods)
    SummaryDue.objects.bulk_create(
        (
            SummaryDue(
                agreement=agreement,
                kind=kind,
                period_from=period.start,
                period_to=period.end,
                due_at=due_at(period, kind, agreement.time_zone),
            )
            for period, kind in sorted(periods.items())
        ),
        ignore_conflicts=True,
    )


def name_of_mark(agreement_id: int, period: Period) -> str:
    """The lock of those who rely on a period's being on the list of summaries due."""
    return f"summary due {agreement_id} {period.start} {period.end}"
