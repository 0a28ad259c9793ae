"""What the mechanism may do under an agreement: what is not given is absent, not greyed out."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db.models import OuterRef, Q, Subquery
from django.utils.translation import gettext as _

from ceasefire.agreements.models import Agreement, Mandate
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


def acts_in_force() -> Subquery:
    """What the mandate in force gives for each row of an outer query, by its agreement and when
    it began; None without one."""
    in_force = Mandate.objects.filter(
        Q(valid_to__isnull=True) | Q(valid_to__gt=OuterRef("begins_at")),
        agreement=OuterRef("agreement"),
        valid_from__lte=OuterRef("begins_at"),
    )
    return Subquery(in_force.order_by("-valid_from").values("acts")[:1])


def check_powers(agreement: Agreement, moment: datetime, act: MandateAct) -> None:
    """Raises NotInMandateError where the mandate in force at `moment` does not give `act`."""
    if act not in powers_at(agreement, moment).acts:
        raise NotInMandateError(_("The mandate under this agreement does not give this."))
