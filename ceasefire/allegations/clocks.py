"""The clock of a notification as its rows have it: when an answer is due, and what falls due."""

from datetime import datetime

from django.utils import timezone

from ceasefire.allegations.deadlines import (
    SOON_BEFORE,
    ReplyRule,
    clock_start,
    deemed_at,
    due_at,
    extended,
)
from ceasefire.allegations.models import Allegation, Notification, Reminder
from ceasefire.codes.allegations import ReminderKind
from ceasefire.common.wake import wake_on_commit

REMIND_TASK = "ceasefire.allegations.do_owed_reminders"


def rule_of(allegation: Allegation) -> ReplyRule:
    """How long the accused has to answer, by the mandate that was in force when it happened."""
    mandate = allegation.agreement.mandates.in_force_at(allegation.begins_at).last()
    return ReplyRule(mandate.reply_days, mandate.reply_hours) if mandate else ReplyRule()


def first_deadline(
    allegation: Allegation, put_at: datetime, acknowledged_at: datetime | None = None
) -> datetime:
    """When the answer is due if nobody gives more time."""
    start = clock_start(put_at, acknowledged_at)
    return due_at(start, rule_of(allegation), allegation.agreement.time_zone)


def later_deadline(allegation: Allegation, due: datetime) -> datetime:
    """When it is due instead of at `due`, once more time was given."""
    return extended(due, rule_of(allegation), allegation.agreement.time_zone)


def owe_reminders(notification: Notification) -> None:
    """Owe what falls due on the clock as it stands now, before the notification is saved.

    Before, because whoever does what is owed locks a reminder first and its notification after.
    What was done for another moment is owed again; what makes no sense any more is dropped.
    """
    now, acknowledged = timezone.now(), notification.acknowledged_at
    delivery, due = deemed_at(notification.sent_at), notification.due_at
    is_delivered = acknowledged is not None and acknowledged < delivery
    _owe(notification, ReminderKind.DELIVERY, delivery, is_moot=is_delivered)
    _owe(notification, ReminderKind.SOON, due - SOON_BEFORE, is_moot=due - SOON_BEFORE <= now)
    _owe(notification, ReminderKind.OVERDUE, due, is_moot=False)
    wake_on_commit(REMIND_TASK)


def _owe(
    notification: Notification, kind: ReminderKind, moment: datetime, *, is_moot: bool
) -> None:
    rows = Reminder.objects.select_for_update()
    row = rows.filter(notification=notification, kind=kind).first()
    row = row or Reminder(notification=notification, kind=kind, due_at=moment)
    if row.due_at != moment:
        row.due_at, row.done_at = moment, None
    row.dropped_at = timezone.now() if is_moot and row.done_at is None else None
    row.save()
