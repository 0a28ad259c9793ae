"""Keep the daily marginals right: mark days, count them again, replace what was counted.

The marginals are made from the record and can be made again at any time, so
nothing here is written in the ledger.
"""

import logging
from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.utils import timezone

from ceasefire.agreements.models import Agreement
from reports.rollups.field import field_of_day
from reports.rollups.field_marginals import field_marginals
from reports.rollups.issues import issues_of_day
from reports.rollups.locks import is_alone, one_at_a_time, rely_on
from reports.rollups.marginals import Marginal, marginals_of
from reports.rollups.models import DailyMarginal, DirtyDay
from reports.statistics.periods import Period

logger = logging.getLogger(__name__)

DAYS_PER_SWEEP = 500


@transaction.atomic
def mark_days(*, agreement_id: int, days: Iterable[date]) -> None:
    """Owe the local days of an agreement a recount, in the transaction of what changed them.

    A day already marked stays as it is: many writers may mark one day at once.
    """
    days = sorted(days)
    rely_on(_mark_of(agreement_id, day) for day in days)
    marks = [DirtyDay(agreement_id=agreement_id, day=day) for day in days]
    DirtyDay.objects.bulk_create(marks, ignore_conflicts=True)


@transaction.atomic
def recount_day(*, agreement_id: int, day: date) -> None:
    """Count one local day of an agreement again and replace its marginals.

    Two recounts of a day run in turn. The mark goes first, and only if nobody who
    relies on it is still at work; then comes the count. A change that commits
    later finds no mark and makes its own.
    """
    one_at_a_time(f"recount {agreement_id} {day}")
    if is_alone(_mark_of(agreement_id, day)):
        DirtyDay.objects.filter(agreement=agreement_id, day=day).delete()
    agreement = Agreement.objects.get(pk=agreement_id)
    counted = {
        **marginals_of(issues_of_day(agreement_id, day)),
        **field_marginals(field_of_day(agreement, day)),
    }
    _replace(agreement_id, day, counted)


def recount_dirty_days() -> int:
    """Recount the days marked longest ago, and say how many were. May be run at any time.

    A day that cannot be counted is logged with its error and goes to the end of the
    queue, so that it never keeps the others waiting.
    """
    waiting = DirtyDay.objects.values_list("pk", flat=True)[:DAYS_PER_SWEEP]
    return sum(_recount_or_log(mark_id) for mark_id in list(waiting))


def recount_period(*, agreement: Agreement, period: Period) -> None:
    """Recount the dirty days of a period now, for a reader who needs the last second."""
    dirty = DirtyDay.objects.filter(
        agreement=agreement, day__gte=period.start, day__lt=period.end
    ).order_by("day")
    for day in list(dirty.values_list("day", flat=True)):
        recount_day(agreement_id=agreement.pk, day=day)


def _recount_or_log(mark_id: int) -> bool:
    try:
        return _recount_marked(mark_id)
    except Exception:
        logger.exception("The day of mark %s could not be recounted.", mark_id)
        DirtyDay.objects.filter(pk=mark_id).update(marked_at=timezone.now())
        return False


@transaction.atomic
def _recount_marked(mark_id: int) -> bool:
    """Recount the day of one mark, unless another sweep has it in hand or has done it."""
    mark = DirtyDay.objects.select_for_update(skip_locked=True).filter(pk=mark_id).first()
    if mark:
        recount_day(agreement_id=mark.agreement_id, day=mark.day)
    return mark is not None


def _replace(agreement_id: int, day: date, counted: dict[Marginal, int]) -> None:
    stored = DailyMarginal.objects.filter(agreement=agreement_id, day=day)
    rows = stored.values_list("dimension", "key", "state", "count")
    if {tuple(marginal): number for *marginal, number in rows} == counted:
        return
    stored.delete()
    DailyMarginal.objects.bulk_create(
        DailyMarginal(
            agreement_id=agreement_id,
            day=day,
            dimension=dimension,
            key=key,
            state=state,
            count=number,
        )
        for (dimension, key, state), number in sorted(counted.items())
    )


def _mark_of(agreement_id: int, day: date) -> str:
    return f"dirty day {agreement_id} {day}"
