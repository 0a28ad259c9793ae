"""How an allegation is put to the accused, and answered."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ceasefire.accounts.models import User
from ceasefire.allegations.documents import statement_of
from ceasefire.allegations.held import (
    AllegationClosedError,
    NotYourPartyError,
    case_effects,
    locked_allegation,
)
from ceasefire.allegations.models import Allegation, Notification, Response
from ceasefire.allegations.publishing import publish_allegation
from ceasefire.codes.allegations import AllegationState, ResponseKind
from ceasefire.common.errors import DomainError
from ceasefire.ledger.choices import EntryKind
from ceasefire.ledger.services import record
from ceasefire.parties.models import Liaison

ANSWER_WITHIN = timedelta(days=7)  # where no mandate says otherwise (the handbook's 3.6)


class NotAdmittedError(DomainError):
    code = "allegation_not_admitted"


class AlreadyNotifiedError(DomainError):
    code = "already_notified"


class NotNotifiedError(DomainError):
    code = "not_notified"


class AlreadyAnsweredError(DomainError):
    code = "already_answered"


@transaction.atomic
def notify_accused(*, allegation: Allegation, by: User) -> Notification:
    """Put an admitted allegation to the accused, redacted, and ask for an answer.

    From now on the accused side sees it. It is published too, where the mandate lets the
    mechanism publish and no adjudicator holds it back. Raises NotAdmittedError,
    AlreadyNotifiedError.
    """
    locked = locked_allegation(allegation)
    if locked.state != AllegationState.ADMISSIBLE or locked.accused is None:
        raise NotAdmittedError(_("Only an admitted allegation that names a party is put to it."))
    if Notification.objects.filter(allegation=locked).exists():
        raise AlreadyNotifiedError(_("This allegation was put to the accused before."))
    now = timezone.now()
    notification = Notification.objects.create(
        allegation=locked,
        party=locked.accused,
        statement=statement_of(locked),
        sent_by=by,
        sent_at=now,
        due_at=now + ANSWER_WITHIN,
    )
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
def answer_allegation(
    *, allegation: Allegation, kind: ResponseKind, words: str, language: str, by: User
) -> Response:
    """Answer for the accused, in its own words, which are printed in full.

    Raises NotYourPartyError, NotNotifiedError, AlreadyAnsweredError, and
    AllegationClosedError where the allegation was withdrawn.
    """
    locked = locked_allegation(allegation)
    notification = Notification.objects.filter(allegation=locked).first()
    if notification is None:
        raise NotNotifiedError(_("This allegation was not put to anybody."))
    if not Liaison.objects.of(by).filter(party=notification.party_id).exists():
        raise NotYourPartyError(_("You do not speak for the party that is asked."))
    if locked.state != AllegationState.ADMISSIBLE:
        raise AllegationClosedError(_("This allegation was withdrawn: no answer is needed."))
    if Response.objects.filter(allegation=locked).exists():
        raise AlreadyAnsweredError(_("Your party has answered this before."))
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
