"""What a finding must rest on: an outcome with its ground, an incident, and who did it."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from ceasefire.codes.incidents import HAPPENED
from ceasefire.codes.verification import (
    GROUNDS_OF,
    AttributionState,
    FindingGround,
    FindingOutcome,
)
from ceasefire.common.errors import DomainError
from ceasefire.incidents.models import Incident
from ceasefire.parties.models import Party
from ceasefire.verification.attributed import attribution_of
from ceasefire.verification.checks import ChangedSinceVerificationError
from ceasefire.verification.publishing import NotVerifiedError

ATTRIBUTED = frozenset(
    {AttributionState.PROBABLE, AttributionState.ESTABLISHED, AttributionState.ADMITTED}
)


class NotHappenedError(DomainError):
    code = "not_happened"


class NotAttributedError(DomainError):
    code = "not_attributed"


@dataclass(frozen=True)
class FindingFacts:
    """What is concluded, on what ground if the outcome needs one, and why."""

    outcome: FindingOutcome
    reasoning: str
    ground: FindingGround | None = None


def check_facts(facts: FindingFacts, accused: Party | None) -> None:
    """Raises ValidationError, by field."""
    if not facts.reasoning.strip():
        raise ValidationError({"reasoning": _("Say why.")})
    if facts.outcome == FindingOutcome.VIOLATION and accused is None:
        raise ValidationError({"accused": _("A violation names the party that committed it.")})
    grounds = GROUNDS_OF.get(facts.outcome, ())
    if grounds and facts.ground not in grounds:
        raise ValidationError({"ground": _("Choose the ground of this outcome.")})
    if facts.ground and not grounds:
        raise ValidationError({"ground": _("This outcome has no ground to choose.")})


def check_rests(incident: Incident, accused: Party | None, outcome: FindingOutcome) -> None:
    """Whether the incident, as it stands, bears a finding with this outcome.

    Raises NotVerifiedError, ChangedSinceVerificationError, and for a violation NotHappenedError
    and NotAttributedError.
    """
    if not incident.is_concluded:
        raise NotVerifiedError(_("Nothing is found on an incident before its verification ends."))
    if incident.changed_since_verification:
        raise ChangedSinceVerificationError(
            _("Something has changed since this was verified: confirm it first.")
        )
    if outcome != FindingOutcome.VIOLATION:
        return
    if incident.state not in HAPPENED:
        raise NotHappenedError(
            _("A violation is found only where it was verified that it happened.")
        )
    if accused is None or not is_attributed(incident, accused):
        raise NotAttributedError(
            _("A violation is found only where it is at least probable that this party did it.")
        )


def is_attributed(incident: Incident, party: Party) -> bool:
    """Whether this party at least probably did it, or says so itself."""
    states = {each.party: each.state for each in attribution_of(incident).parties}
    return states.get(party.pk) in ATTRIBUTED
