"""How a party asks for more time to answer, once, and how that is decided."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ceasefire.accounts.models import User
from ceasefire.allegations.clocks import later_deadline, owe_reminders
from ceasefire.allegations.held import case_effects, check_speaks_for, locked_allegation
from ceasefire.allegations.models import Allegation, TimeRequest
from ceasefire.allegations.publishing import publish_allegation
from ceasefire.allegations.putting import check_awaits_answer, notification_of
from ceasefire.common.errors import DomainError
from ceasefire.ledger.choices import EntryKind
from ceasefire.ledger.effects import Effects
from ceasefire.ledger.services import NOTHING, record


class TimeAskedBeforeError(DomainError):
    code = "time_asked_before"


class AnswerOverdueError(DomainError):
    code = "answer_overdue"


class TimeDecidedError(DomainError):
    code = "time_decided"


@transaction.atomic
def ask_for_time(*, allegation: Allegation, words: str, by: User) -> TimeRequest:
    """Ask for the accused for one more period to answer in, before the first has ended.

    Raises NotNotifiedError, NotYourPartyError, TimeAskedBeforeError, AnswerOverdueError, and
    what `check_awaits_answer` does.
    """
    locked = locked_allegation(allegation)
    notification = notification_of(locked)
    check_speaks_for(notification.party_id, by)
    check_awaits_answer(locked)
    if TimeRequest.objects.filter(notification=notification).exists():
        raise TimeAskedBeforeError(_("Your party has asked for more time before."))
    if timezone.now() >= notification.due_at:
        raise AnswerOverdueError(
            _("The time to answer has ended. An answer is taken all the same.")
        )
    request = TimeRequest.objects.create(
        notification=notification, words=words, asked_by=by, first_due_at=notification.due_at
    )
    record(EntryKind.ALLEGATION_TIME_ASKED, subject=locked, by=by)
    return request


@transaction.atomic
def decide_time_request(
    *, request: TimeRequest, is_granted: bool, because: str, by: User
) -> TimeRequest:
    """Give the party one more period of the same length, or refuse it with a reason.

    What was asked in time may be granted late: the days on which the answer was overdue until
    then are counted again. Raises TimeDecidedError, ValidationError without a reason to refuse,
    and what `check_awaits_answer` does.
    """
    locked = locked_allegation(request.notification.allegation)
    asked = TimeRequest.objects.get(pk=request.pk)
    if asked.is_granted is not None:
        raise TimeDecidedError(_("Somebody has decided on this before."))
    check_awaits_answer(locked)
    if not is_granted and not because:
        raise ValidationError({"because": _("Say why no more time is given.")})
    asked.is_granted, asked.because = is_granted, because
    asked.decided_by, asked.decided_at = by, timezone.now()
    asked.save(update_fields=["is_granted", "because", "decided_by", "decided_at"])
    effects = _extend(locked) if is_granted else NOTHING
    record(
        EntryKind.ALLEGATION_TIME_DECIDED,
        subject=locked,
        by=by,
        reason=because,
        effects=effects,
        is_granted=is_granted,
    )
    publish_allegation(allegation=locked, by=by)
    return asked


def _extend(allegation: Allegation) -> Effects:
    """Move the deadline by one period; what must be counted again, since it may have passed."""
    notification = notification_of(allegation)
    notification.due_at = later_deadline(allegation, notification.due_at)
    owe_reminders(notification)
    notification.save(update_fields=["due_at"])
    return case_effects(allegation)
