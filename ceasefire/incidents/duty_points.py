"""Where parties can be called, and since when no more."""

from dataclasses import dataclass
from datetime import time

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _

from ceasefire.accounts.models import User
from ceasefire.agreements.locating import area_within
from ceasefire.agreements.models import Agreement
from ceasefire.agreements.taking_part import participant
from ceasefire.codes.calls import Weekday
from ceasefire.common.errors import DomainError
from ceasefire.common.rows import put_row
from ceasefire.incidents.models import DutyPoint
from ceasefire.ledger.choices import EntryKind
from ceasefire.ledger.effects import Effects
from ceasefire.ledger.services import record


class DutyPointEndedError(DomainError):
    code = "duty_point_ended"


@dataclass(frozen=True)
class DutyPointFacts:
    """Where a party can be called. Agreement, party, area and languages are codes.

    Without an area it is called for all of the agreement; without hours it is always staffed.
    """

    agreement: str
    party: str
    reached_by: str
    languages: tuple[str, ...]
    area: str | None = None
    days: tuple[Weekday, ...] = tuple(Weekday)
    opens: time | None = None
    closes: time | None = None


@transaction.atomic
def record_duty_point(*, facts: DutyPointFacts, by: User) -> DutyPoint:
    """Record a duty point, or other hours or languages of one. The same facts twice change nothing.

    Raises ValidationError, by field, if the facts do not fit.
    """
    User.objects.get_queryset().select_for_update().get(pk=by.pk)  # a form sent twice at once
    agreement = Agreement.objects.get(code=facts.agreement)
    _check_hours(facts)
    point, changes = put_row(
        DutyPoint,
        {
            "agreement": agreement,
            "party": participant(agreement, facts.party, "party"),
            "area": area_within(agreement, facts.area) if facts.area else None,
            "reached_by": facts.reached_by,
            "ended_at": None,
        },
        {
            "languages": _languages(facts.languages),
            "days": sorted(facts.days),
            "opens": facts.opens,
            "closes": facts.closes,
        },
    )
    if changes:
        record(
            EntryKind.DUTY_POINT_RECORDED,
            subject=point,
            by=by,
            effects=Effects(agreement.code),
            changes=changes,
        )
    return point


@transaction.atomic
def end_duty_point(*, duty_point: DutyPoint, by: User) -> DutyPoint:
    """Say that a party is called there no more. Raises DutyPointEndedError if it was said before."""
    locked = DutyPoint.objects.select_for_update(of=("self",)).get(pk=duty_point.pk)
    if locked.ended_at:
        raise DutyPointEndedError(_("This duty point was ended before."))
    locked.ended_at = timezone.now()
    locked.save(update_fields=["ended_at"])
    effects = Effects(locked.agreement.code)
    record(EntryKind.DUTY_POINT_ENDED, subject=locked, by=by, effects=effects)
    return locked


def _check_hours(facts: DutyPointFacts) -> None:
    if (facts.opens is None) != (facts.closes is None):
        missing = "opens" if facts.opens is None else "closes"
        raise ValidationError({missing: _("Give both hours, or neither.")})
    if facts.opens is not None and facts.opens == facts.closes:
        raise ValidationError({"closes": _("Leave both hours empty if somebody always answers.")})


def _languages(codes: tuple[str, ...]) -> list[str]:
    for code in codes:
        try:
            get_language_info(code)
        except KeyError:
            raise ValidationError({"languages": _("A language is not known.")}) from None
    return sorted(codes)
