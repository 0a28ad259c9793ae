"""Draft what has fallen due, and find what should have. Called by the timetable."""

import logging
import time
from collections.abc import Collection
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from ceasefire.accounts.models import User
from ceasefire.agreements.models import Agreement
from reports.rollups.locks import is_alone
from reports.rollups.models import DailyMarginal
from reports.statistics.periods import Period
from reports.summaries.choices import SummaryKind
from reports.summaries.marks import name_of_mark, owe_summaries
from reports.summaries.material import has_changed
from reports.summaries.models import ComplianceSummary, SummaryDue
from reports.summaries.periods import due_at, periods_between_rounds, periods_holding
from reports.summaries.services import draft_summary

logger = logging.getLogger(__name__)

SUMMARIES_PER_SWEEP = 200
SECONDS_PER_SWEEP = 10
APPROVALS_PER_SWEEP = 100
PERIODS_PER_LOOK = 1000
TRY_AGAIN_AFTER = timedelta(hours=1)


def draft_due_summaries(*, by: User) -> int:
    """Draft the summaries that have fallen due, and say how many were looked at.

    What is drafted and unchanged stays as it is; what is approved is never drafted
    over, but flagged if the record behind it has changed. A period that cannot be
    drafted is logged with its error and tried again in an hour.
    """
    flag_changed_approvals()
    deadline = time.monotonic() + SECONDS_PER_SWEEP
    done = 0
    for due_id in list(
        SummaryDue.objects.fallen_due().values_list("pk", flat=True)[:SUMMARIES_PER_SWEEP]
    ):
        if time.monotonic() > deadline:
            break
        done += _draft_or_log(due_id, by)
    return done


def flag_changed_approvals() -> None:
    """Flag every approved summary whose inputs have changed: it cannot be released as it is."""
    approved = ComplianceSummary.objects.awaiting_release().select_related("agreement")
    for summary in approved.filter(changed_since_approval=False)[:APPROVALS_PER_SWEEP]:
        if has_changed(summary):
            ComplianceSummary.objects.awaiting_release().filter(
                pk=summary.pk, inputs_hash=summary.inputs_hash
            ).update(changed_since_approval=True)


def mark_ended_periods() -> int:
    """Owe summaries to ended periods in which the record holds something and that have none.

    A net under the marks that changes leave: it finds what was there before them.
    Returns how many periods it found.
    """
    return sum(_mark_ended(agreement) for agreement in Agreement.objects.all())


def _mark_ended(agreement: Agreement) -> int:
    between = periods_between_rounds(agreement)
    days = DailyMarginal.objects.filter(agreement=agreement).days_counted()
    known = _known_periods(agreement)
    missing = [
        (period, kind)
        for period, kind in sorted(periods_holding(days, between).items())
        if period not in known and due_at(period, kind, agreement.time_zone) <= timezone.now()
    ]
    with transaction.atomic():
        owe_summaries(agreement=agreement, periods=dict(missing[:PERIODS_PER_LOOK]))
    return len(missing[:PERIODS_PER_LOOK])


def _known_periods(agreement: Agreement) -> Collection[Period]:
    """The periods that have a summary, or are owed one."""
    return {
        Period(start, end)
        for model in (ComplianceSummary, SummaryDue)
        for start, end in model._default_manager.filter(agreement=agreement).values_list(
            "period_from", "period_to"
        )
    }


def _draft_or_log(due_id: int, by: User) -> bool:
    try:
        return _draft_marked(due_id, by)
    except Exception:
        logger.exception("The summary due %s could not be drafted.", due_id)
        later = timezone.now() + TRY_AGAIN_AFTER
        SummaryDue.objects.filter(pk=due_id).update(due_at=later)
        return False


@transaction.atomic
def _draft_marked(due_id: int, by: User) -> bool:
    """Draft one period that is due, unless another sweep has it in hand or has done it.

    As with dirty days, the mark goes first, and only if nobody who relies on it is
    still at work.
    """
    due = SummaryDue.objects.select_for_update(skip_locked=True).filter(pk=due_id).first()
    if due is None:
        return False
    if is_alone(name_of_mark(due.agreement_id, due.period)):
        due.delete()
    if _is_still_a_period(due) and not _is_approved(due):
        draft_summary(agreement=due.agreement, period=due.period, by=by)
    return True


def _is_still_a_period(due: SummaryDue) -> bool:
    """Rounds may have moved since a period between them was marked."""
    is_between = due.kind == SummaryKind.INTER_ROUND
    return not is_between or due.period in periods_between_rounds(due.agreement)


def _is_approved(due: SummaryDue) -> bool:
    summaries = ComplianceSummary.objects.about(due.agreement, due.period)
    return summaries.awaiting_release().exists()
