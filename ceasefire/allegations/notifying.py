"""How an allegation is put to the accused, acknowledged, and answered."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ceasefire.accounts.models import User
from ceasefire.allegations.clocks import first_deadline, later_deadline, owe_reminders
from ceasefire.allegations.documents import statement_of
from ceasefire.allegations.held import case_effects, check_speaks_for, locked_allegation
from ceasefire.allegations.letters import PUT, write_to_party
from ceasefire.allegations.models import Allegation, Notification, Response, TimeRequest
from ceasefire.allegations.publishing import publish_allegation
from ceasefire.allegations.putting import (
    check_awaits_answer,
    check_can_be_put,
    check_passed,
    notification_of,
)
from ceasefire.codes.allegations import ResponseKind
from ceasefire.common.errors import DomainError
from ceasefire.ledger.choices import EntryKind
from ceasefire.ledger.services import record


class AlreadyAcknowledgedError(DomainError):
    code = "already_acknowledged"


@transaction.atomic
def notify_accused(*, allegation: Allegation, proof: str, by: User) -> Notification:
    """Put an admitted allegation to the accused, redacted, and ask for an answer.

    `proof`: how it was put, for whoever doubts later that it arrived. From now on the accused
    side sees it. It is published too, where the mandate lets the mechanism publish and no
    adjudicator holds it back. Raises NotAdmittedError, AlreadyNotifiedError, and without a harm
    check of what is put HarmCheckNeededError or HarmCheckOutdatedError.
    """
    locked = locked_allegation(allegation)
    check_can_be_put(locked)
    statement, now = statement_of(locked), timezone.now()
    check_passed(locked, statement)
    notification = Notification.objects.create(
        allegation=locked,
        party=locked.accused,  # type: ignore[misc]  # it names one, or would have been refused
        statement=statement,
        sent_by=by,
        sent_at=now,
        proof=proof,
        due_at=first_deadline(locked, now),
    )
    owe_reminders(notification)
    write_to_party(PUT, notification)
    record(
        EntryKind.ALLEGATION_NOTIFIED,
        subject=locked,
        by=by,
        effects=case_effects(locked),
        due_at=notification.due_at.isoformat(),
    )
    publish_allegation(allegation=locked, by=by)
    return notification


@transaction.atomic
def acknowledge(*, allegation: Allegation, by: User) -> Notification:
    """Acknowledge for the accused what was put to it: if nothing has, this starts the clock.

    Raises NotNotifiedError, NotYourPartyError, AlreadyAcknowledgedError, and what
    `check_awaits_answer` does.
    """
    locked = locked_allegation(allegation)
    notification = notification_of(locked)
    check_speaks_for(notification.party_id, by)
    check_awaits_answer(locked)
    if notification.acknowledged_at:
        raise AlreadyAcknowledgedError(_("Your party has acknowledged this before."))
    now = timezone.now()
    due = first_deadline(locked, notification.sent_at, now)
    if TimeRequest.objects.filter(notification=notification, is_granted=True).exists():
        due = later_deadline(locked, due)
    notification.acknowledged_at, notification.acknowledged_by = now, by
    notification.due_at = due
    owe_reminders(notification)
    notification.save(update_fields=["acknowledged_at", "acknowledged_by", "due_at"])
    record(EntryKind.ALLEGATION_ACKNOWLEDGED, subject=locked, by=by, due_at=due.isoformat())
    publish_allegation(allegation=locked, by=by)
    return notification


@transaction.atomic
def answer_allegation(
    *, allegation: Allegation, kind: ResponseKind, words: str, language: str, by: User
) -> Response:
    """Answer for the accused, in its own words, which are printed in full.

    Raises NotNotifiedError, NotYourPartyError, AlreadyAnsweredError, and
    AllegationClosedError where the allegation was withdrawn.
    """
    locked = locked_allegation(allegation)
    notification = notification_of(locked)
    check_speaks_for(notification.party_id, by)
    check_awaits_answer(locked)
    response = Response.objects.create(
        allegation=locked,
        party_id=notification.party_id,
        kind=kind,
        words=words,
        language=language,
        given_by=by,
    )
    effects = case_effects(locked)
    record(EntryKind.ALLEGATION_ANSWERED, subject=locked, by=by, effects=effects, answer=kind)
    publish_allegation(allegation=locked, by=by)
    return response
