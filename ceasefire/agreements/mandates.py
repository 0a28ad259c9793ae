"""What the mechanism may do under an agreement: what is not given is absent, not greyed out."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from ceasefire.agreements.models import Agreement
from ceasefire.codes.agreements import MandateAct
from ceasefire.common.errors import DomainError


class NotInMandateError(DomainError):
    code = "not_in_mandate"


@dataclass(frozen=True)
class Powers:
    """The acts that a mandate gives. Without a mandate the mechanism may record, and no more."""

    acts: frozenset[MandateAct]

    @property
    def may_verify(self) -> bool:
        return MandateAct.VERIFY in self.acts

    @property
    def may_attribute(self) -> bool:
        return MandateAct.ATTRIBUTE in self.acts

    @property
    def may_rule(self) -> bool:
        return MandateAct.RULE in self.acts

    @property
    def shows_determinations(self) -> bool:
        return MandateAct.SHOW_DETERMINATIONS in self.acts

    @property
    def may_publish(self) -> bool:
        return MandateAct.PUBLISH in self.acts


def powers_of(acts: Collection[str]) -> Powers:
    """The powers that these acts give; to record is always among them."""
    return Powers(frozenset({MandateAct.RECORD, *map(MandateAct, acts)}))


def powers_at(agreement: Agreement, moment: datetime) -> Powers:
    """What the mandate in force at `moment` gives, for whatever happened then."""
    mandate = agreement.mandates.in_force_at(moment).last()
    return powers_of(mandate.acts if mandate else ())


def check_powers(agreement: Agreement, moment: datetime, act: MandateAct) -> None:
    """Raises NotInMandateError where the mandate in force at `moment` does not give `act`."""
    if act not in powers_at(agreement, moment).acts:
        raise NotInMandateError(_("The mandate under this agreement does not give this."))
