"""How a concluded incident is taken up again: asked for with what has come since, and allowed by
a second person."""

from collections.abc import Collection

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ceasefire.accounts.models import User
from ceasefire.agreements.mandates import check_powers
from ceasefire.codes.agreements import MandateAct
from ceasefire.codes.incidents import IncidentState
from ceasefire.common.errors import DomainError, SecondPersonNeededError
from ceasefire.incidents.held import locked_incident
from ceasefire.incidents.models import Incident, ReportLink
from ceasefire.ledger.choices import EntryKind
from ceasefire.ledger.services import record
from ceasefire.monitoring.touched import effects_of
from ceasefire.verification.checks import check_author, check_move, too_late
from ceasefire.verification.models import Answer, Reopening
from ceasefire.verification.queries import later_accounts_of
from ceasefire.verification.states import Move


class NothingHasComeError(DomainError):
    code = "no_new_evidence"


@transaction.atomic
def ask_reopening(
    *, incident: Incident, because: str, later_accounts: Collection[ReportLink], by: User
) -> Reopening:
    """Ask that a concluded incident be verified again, with the accounts that are new.

    Raises NotInMandateError, NothingHasComeError where nothing has changed since it was
    concluded, MoveNotAllowedError where it is open or somebody has asked, and ValidationError
    where the accounts that are new are not named.
    """
    locked = locked_incident(incident)
    check_powers(locked.agreement, locked.begins_at, MandateAct.VERIFY)
    if locked.is_concluded and not locked.changed_since_verification:
        raise NothingHasComeError(
            _("Nothing has come since it was concluded: link the new account first.")
        )
    check_move(locked, {Move.ASK_REOPENING})
    known, named = (
        {link.pk for link in later_accounts_of(locked)},
        {each.pk for each in later_accounts},
    )
    if not named <= known or (known and not named):
        raise ValidationError(
            {"later_accounts": _("Name the accounts that are new, and no others.")}
        )
    reopening = Reopening.objects.create(incident=locked, because=because, asked_by=by)
    reopening.later_accounts.set(later_accounts)
    record(
        EntryKind.INCIDENT_REOPENING_ASKED,
        subject=locked,
        by=by,
        reason=because,
        later_accounts=[link.report.receipt for link in later_accounts],
    )
    return reopening


@transaction.atomic
def decide_reopening(*, reopening: Reopening, allow: bool, by: User, reason: str = "") -> Reopening:
    """Allow or refuse that an incident be verified again. Allowed, none of its answers stands.

    Raises NotInMandateError, MoveNotAllowedError where somebody has decided,
    SecondPersonNeededError for whoever asked, OwnReportError.
    """
    locked = locked_incident(reopening.incident)
    check_powers(locked.agreement, locked.begins_at, MandateAct.VERIFY)
    waiting = Reopening.objects.open().select_for_update(of=("self",))
    asked = waiting.filter(pk=reopening.pk).first()
    if asked is None:
        raise too_late(locked)
    check_move(locked, {Move.DECIDE_REOPENING})
    if asked.asked_by_id == by.pk:
        raise SecondPersonNeededError(_("One person asks to reopen a case, another decides."))
    check_author(locked, by)
    now = timezone.now()
    asked.is_allowed, asked.decided_by, asked.decided_at = allow, by, now
    asked.save(update_fields=["is_allowed", "decided_by", "decided_at"])
    kind, old = EntryKind.INCIDENT_REOPENING_REFUSED, locked.state
    if allow:
        kind = EntryKind.INCIDENT_REOPENED
        _reopen(locked)
        Answer.objects.filter(incident=locked).standing().update(superseded_at=now)
    effects = effects_of([locked])
    record(kind, subject=locked, by=by, reason=reason, effects=effects, old=old, new=locked.state)
    return asked


def _reopen(incident: Incident) -> None:
    incident.state, incident.unable_because = IncidentState.UNDER_VERIFICATION, ""
    incident.changed_since_verification = False
    incident.save(update_fields=["state", "unable_because", "changed_since_verification"])
