"""What falls due on the clocks of notifications: done once each, whatever is lost on the way."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from ceasefire.accounts.models import User
from ceasefire.allegations.deadlines import deemed_at
from ceasefire.allegations.held import case_effects
from ceasefire.allegations.letters import write_to_party
from ceasefire.allegations.models import Notification, Reminder, Response
from ceasefire.codes.allegations import AllegationState, ReminderKind
from ceasefire.ledger.choices import EntryKind
from ceasefire.ledger.effects import Effects
from ceasefire.ledger.services import NOTHING, record

REMINDERS_PER_RUN = 200
ENTRIES = {
    ReminderKind.DELIVERY: EntryKind.ALLEGATION_DEEMED_DELIVERED,
    ReminderKind.SOON: EntryKind.ALLEGATION_REMINDED,
    ReminderKind.OVERDUE: EntryKind.ALLEGATION_OVERDUE,
}


def do_owed_reminders(*, by: User) -> int:
    """Do what has fallen due, in the order it fell due, each in a transaction of its own.

    The letters, the ledger entry and the mark that it is done are kept together or lost
    together: killed in between, it is owed as before. Returns how many were worked off. Ends
    after `REMINDERS_PER_RUN`, so that one run stays short; the next sweep goes on.
    """
    owed = Reminder.objects.owed(timezone.now()).values_list("pk", flat=True)
    return sum(_do(pk, by) for pk in list(owed[:REMINDERS_PER_RUN]))


@transaction.atomic
def _do(pk: int, by: User) -> bool:
    """One reminder, unless another worker has it in hand or has done it."""
    now = timezone.now()
    rows = Reminder.objects.owed(now).select_for_update(of=("self",), skip_locked=True)
    row = rows.filter(pk=pk).first()
    if row is None:
        return False
    notification = Notification.objects.select_related(
        "allegation__agreement", "allegation__area", "allegation__incident__area"
    ).get(pk=row.notification_id)
    kind = ReminderKind(row.kind)
    if _is_moot(kind, notification, now):
        row.dropped_at = now
    else:
        _remind(kind, notification, by)
        row.done_at = now
    row.save(update_fields=["done_at", "dropped_at"])
    return True


def _is_moot(kind: ReminderKind, notification: Notification, now: datetime) -> bool:
    """Whether nobody waits for an answer any more, or it is too late to speak of soon."""
    allegation = notification.allegation
    is_closed = allegation.state != AllegationState.ADMISSIBLE
    is_answered = Response.objects.filter(allegation=allegation).exists()
    is_too_late = kind == ReminderKind.SOON and notification.due_at <= now
    return is_closed or is_answered or is_too_late


def _remind(kind: ReminderKind, notification: Notification, by: User) -> None:
    if kind == ReminderKind.DELIVERY:
        notification.deemed_at = deemed_at(notification.sent_at)
        notification.save(update_fields=["deemed_at"])
    write_to_party(kind, notification)
    record(
        ENTRIES[kind],
        subject=notification.allegation,
        by=by,
        effects=_effects(kind, notification),
        due_at=notification.due_at.isoformat(),
    )


def _effects(kind: ReminderKind, notification: Notification) -> Effects:
    """An answer that has fallen overdue stands otherwise from then on: its days are counted again."""
    return case_effects(notification.allegation) if kind == ReminderKind.OVERDUE else NOTHING
