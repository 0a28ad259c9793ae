"""What must be so before a statement is put to a party; what was put, for services that go on."""

from typing import Any

from django.utils.translation import gettext as _

from ceasefire.allegations.held import AllegationClosedError
from ceasefire.allegations.models import Allegation, HarmCheck, Notification, Response
from ceasefire.codes.allegations import AllegationState, HarmVerdict, LodgedAs
from ceasefire.common.errors import DomainError


class NotAdmittedError(DomainError):
    code = "allegation_not_admitted"


class AlreadyNotifiedError(DomainError):
    code = "already_notified"


class NotNotifiedError(DomainError):
    code = "not_notified"


class AlreadyAnsweredError(DomainError):
    code = "already_answered"


class HarmCheckNeededError(DomainError):
    code = "harm_check_needed"


class HarmCheckOutdatedError(DomainError):
    code = "harm_check_outdated"


def has_whom_to_ask(allegation: Allegation) -> bool:
    """Whether it is admitted and names a party, which is not the one that tells of itself."""
    is_about_itself = allegation.lodged_as == LodgedAs.SELF_REPORT
    is_admitted = allegation.state == AllegationState.ADMISSIBLE
    return is_admitted and allegation.accused is not None and not is_about_itself


def check_can_be_put(allegation: Allegation) -> None:
    """Raises NotAdmittedError where there is nobody to ask, AlreadyNotifiedError where the
    party was asked before."""
    if not has_whom_to_ask(allegation):
        raise NotAdmittedError(_("Only an admitted allegation that names a party is put to it."))
    if Notification.objects.filter(allegation=allegation).exists():
        raise AlreadyNotifiedError(_("This allegation was put to the accused before."))


def standing_check(allegation: Allegation) -> HarmCheck | None:
    """The harm check that counts now."""
    return HarmCheck.objects.standing().filter(allegation=allegation).first()


def check_passed(allegation: Allegation, statement: dict[str, Any]) -> None:
    """Raises HarmCheckNeededError without a check that lets something be put to the party,
    HarmCheckOutdatedError where that is not this statement."""
    check = standing_check(allegation)
    if check is None or check.verdict != HarmVerdict.MAY_BE_PUT:
        raise HarmCheckNeededError(
            _("Another officer must find first that nobody is harmed if this is put to the party.")
        )
    if check.statement != statement:
        raise HarmCheckOutdatedError(
            _("The statement has changed since the harm check: ask for another.")
        )


def notification_of(allegation: Allegation) -> Notification:
    """What was put to the accused. Raises NotNotifiedError."""
    notification = Notification.objects.filter(allegation=allegation).first()
    if notification is None:
        raise NotNotifiedError(_("This allegation was not put to anybody."))
    return notification


def check_awaits_answer(allegation: Allegation) -> None:
    """Raises AllegationClosedError where no answer is needed, AlreadyAnsweredError where the
    party has given its own."""
    if allegation.state != AllegationState.ADMISSIBLE:
        raise AllegationClosedError(_("This allegation was withdrawn: no answer is needed."))
    if Response.objects.filter(allegation=allegation).exists():
        raise AlreadyAnsweredError(_("Your party has answered this before."))
