"""How a guarantor's word on the other side's record comes in."""

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ceasefire.accounts.models import User
from ceasefire.agreements.mandates import check_powers
from ceasefire.allegations.held import (
    AllegationClosedError,
    case_effects,
    check_speaks_for,
    locked_allegation,
)
from ceasefire.allegations.models import Allegation
from ceasefire.allegations.publishing import publish_allegation
from ceasefire.allegations.putting import notification_of
from ceasefire.codes.agreements import MandateAct
from ceasefire.codes.allegations import AllegationState
from ceasefire.codes.roles import Role
from ceasefire.codes.verification import DeterminationResult
from ceasefire.common.clock import local_day
from ceasefire.common.errors import DomainError
from ceasefire.ledger.choices import EntryKind
from ceasefire.ledger.services import record
from ceasefire.parties.models import Party
from ceasefire.verification.models import Determination
from ceasefire.verification.queries import guarantors_of


class NotItsGuarantorError(DomainError):
    code = "not_its_guarantor"


@dataclass(frozen=True)
class DeterminationFacts:
    """What a guarantor says, in its words; without a `result` it steps aside, and says why.

    `stated_in`: where it said so publicly, if it did not tell the mechanism itself.
    """

    guarantor: Party
    result: DeterminationResult | None
    made_on: date
    reason: str = ""
    stated_in: str = ""
    recused_because: str = ""


@transaction.atomic
def record_determination(
    *, allegation: Allegation, facts: DeterminationFacts, by: User
) -> Determination:
    """Record what a guarantor says of an allegation against the side it answers for.

    It is given by whoever speaks for the guarantor, or taken by an officer from what it stated
    publicly. A later word takes the place of an earlier one, which stays; no figure is changed
    by it. It is published with the allegation. Raises NotNotifiedError, AllegationClosedError,
    NotInMandateError, NotItsGuarantorError, NotYourPartyError, and ValidationError, by field.
    """
    locked = locked_allegation(allegation)
    notification_of(locked)
    if locked.state != AllegationState.ADMISSIBLE:
        raise AllegationClosedError(_("This allegation was withdrawn: nobody is asked about it."))
    check_powers(locked.agreement, locked.begins_at, MandateAct.SHOW_DETERMINATIONS)
    if facts.guarantor not in guarantors_of(locked):
        raise NotItsGuarantorError(_("This party does not answer for the accused."))
    if by.role != Role.OFFICER:
        check_speaks_for(facts.guarantor.pk, by)
    _check_facts(facts, locked, by)
    earlier = locked.determinations.standing().filter(guarantor=facts.guarantor)
    earlier.update(superseded_at=timezone.now())
    determination = Determination.objects.create(
        agreement=locked.agreement,
        allegation=locked,
        guarantor=facts.guarantor,
        result=facts.result or "",
        reason=facts.reason,
        made_on=facts.made_on,
        stated_in=facts.stated_in,
        is_recused=facts.result is None,
        recused_because=facts.recused_because,
        recorded_by=by,
    )
    record(
        EntryKind.DETERMINATION_RECORDED,
        subject=locked,
        by=by,
        effects=case_effects(locked),
        guarantor=facts.guarantor.code,
        result=facts.result or "recused",
    )
    publish_allegation(allegation=locked, by=by)
    return determination


def _check_facts(facts: DeterminationFacts, allegation: Allegation, by: User) -> None:
    today = local_day(timezone.now(), allegation.agreement.time_zone)
    faults = {
        "made_on": facts.made_on > today and _("This day has not come yet."),
        "stated_in": by.role == Role.OFFICER
        and not facts.stated_in
        and _("Say where the guarantor stated it."),
        "recused_because": (facts.result is None) != bool(facts.recused_because)
        and _("A guarantor that steps aside says why, and gives no result."),
    }
    found = {field: words for field, words in faults.items() if words}
    if found:
        raise ValidationError(found)
