"""Who takes part in an agreement: the parties of its list of participants."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from ceasefire.agreements.models import Agreement
from ceasefire.common.names import name_in
from ceasefire.parties.models import Party


def names_of_participants(agreement: Agreement) -> dict[str, str]:
    """Their names in the reader's language by code, in the agreement's order."""
    rows = agreement.participations.select_related("party")
    return {each.party.code: name_in(each.party.names) for each in rows}


def participant(agreement: Agreement, code: str, field: str) -> Party:
    """The one with this code. Raises ValidationError, at `field`, for anybody else."""
    party = Party.objects.filter(code=code).first()
    if party is None or not agreement.participations.filter(party=party).exists():
        raise ValidationError({field: _("This party takes no part in the agreement.")})
    return party
