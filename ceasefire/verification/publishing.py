"""How an incident is shown to outsiders, and taken back."""

from django.db import transaction
from django.utils.translation import gettext as _

from ceasefire.accounts.models import User
from ceasefire.agreements.mandates import check_powers, powers_at
from ceasefire.allegations.models import Allegation
from ceasefire.codes.agreements import MandateAct
from ceasefire.common.errors import DomainError
from ceasefire.incidents.held import locked_incident
from ceasefire.incidents.models import Incident
from ceasefire.ledger.effects import Effects
from ceasefire.monitoring.touched import effects_of
from ceasefire.publication.choices import PublishedKind
from ceasefire.publication.models import PublishedVersion
from ceasefire.publication.services import publish, withdraw
from ceasefire.verification.checks import ChangedSinceVerificationError
from ceasefire.verification.documents import incident_document
from ceasefire.verification.queries import may_be_shown


class NotVerifiedError(DomainError):
    code = "not_verified"


class UseNotPermittedError(DomainError):
    code = "use_not_permitted"


@transaction.atomic
def publish_incident(*, incident: Incident, by: User, reason: str = "") -> PublishedVersion:
    """Publish an incident once its verification has ended, in any outcome.

    Raises NotInMandateError, NotVerifiedError, ChangedSinceVerificationError, and
    UseNotPermittedError where neither an account may be published nor a party has spoken of it.
    """
    locked = locked_incident(incident)
    check_powers(locked.agreement, locked.begins_at, MandateAct.PUBLISH)
    if powers_at(locked.agreement, locked.begins_at).may_verify and not locked.is_concluded:
        raise NotVerifiedError(_("Only an incident whose verification has ended is published."))
    if locked.changed_since_verification:
        raise ChangedSinceVerificationError(
            _("Something has changed since this was verified: confirm it first.")
        )
    if not may_be_shown(locked):
        raise UseNotPermittedError(
            _("Nobody who told of this allows that it be published, and no party has spoken of it.")
        )
    return publish(
        subject=locked,
        document=incident_document(locked),
        by=by,
        reason=reason,
        effects=_effects(locked),
    )


@transaction.atomic
def withdraw_incident(*, incident: Incident, reason: str, by: User) -> PublishedVersion:
    """Withdraw an incident from publication. Raises NotPublishedError, AlreadyWithdrawnError."""
    locked = locked_incident(incident)
    return withdraw(
        kind=PublishedKind.INCIDENT,
        subject=locked,
        by=by,
        reason=reason,
        effects=_effects(locked),
    )


def _effects(incident: Incident) -> Effects:
    """The days of the incident, and of the allegations about it: figures tell of both."""
    family = Incident.objects.family(incident)
    allegations = Allegation.objects.filter(incident__in=family).select_related("agreement", "area")
    return effects_of([incident, *allegations])
