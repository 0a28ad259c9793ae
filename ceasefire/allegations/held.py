"""Allegations locked for a decision, and the days that a decision touches."""

from django.utils.translation import gettext as _

from ceasefire.accounts.models import User
from ceasefire.allegations.models import Allegation
from ceasefire.common.errors import DomainError
from ceasefire.ledger.effects import Effects
from ceasefire.monitoring.touched import effects_of
from ceasefire.parties.models import Liaison


class NotYourPartyError(DomainError):
    code = "not_your_party"


class AllegationClosedError(DomainError):
    code = "allegation_closed"


def locked_allegation(allegation: Allegation) -> Allegation:
    """The row, locked, as it stands."""
    rows = Allegation.objects.select_for_update(of=("self",))
    related = ("agreement", "area", "complainant", "accused", "incident")
    return rows.select_related(*related).get(pk=allegation.pk)


def case_effects(allegation: Allegation) -> Effects:
    """The days of the claim and of the incident: an allegation is counted on the latter's."""
    own = effects_of([allegation])
    incident = allegation.incident
    return own.and_also(effects_of([incident])) if incident else own


def check_speaks_for(party_id: int | None, by: User) -> None:
    """Raises NotYourPartyError unless `by` speaks for the party with this key."""
    if party_id is None or not Liaison.objects.of(by).filter(party=party_id).exists():
        raise NotYourPartyError(_("You do not speak for this party."))
