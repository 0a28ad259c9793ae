"""What every record of access rests on: the lock, parties, days, and somebody's word."""

from datetime import date

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils import timezone
from django.utils.translation import gettext as _

from ceasefire.agreements.locating import EARLIEST
from ceasefire.agreements.models import Agreement
from ceasefire.common.citations import Citation
from ceasefire.common.clock import local_day
from ceasefire.common.errors import DomainError
from ceasefire.humanitarian.models import AccessRequest
from ceasefire.ledger.effects import Effects

check_address = URLValidator(schemes=["http", "https"])


class AccessStruckError(DomainError):
    code = "access_struck"


def locked_request(request: AccessRequest) -> AccessRequest:
    """The request, locked. Raises AccessStruckError if it was recorded by mistake."""
    locked = AccessRequest.objects.select_for_update(of=("self",)).get(pk=request.pk)
    if locked.struck_at:
        raise AccessStruckError(_("This request was struck before: it was recorded by mistake."))
    return locked


def access_effects(request: AccessRequest) -> Effects:
    """The day on which it was asked, by which it is counted, and the area."""
    return Effects.on(request.agreement.code, [request.asked_on], [request.area.code])


def check_day(agreement: Agreement, day: date, field: str) -> None:
    """Refuse a day that has not come yet where the agreement's clock goes, or a wrong year."""
    if day < EARLIEST.date():
        raise ValidationError({field: _("This is too long ago. Is the year right?")})
    if day > local_day(timezone.now(), agreement.time_zone):
        raise ValidationError({field: _("This day has not come yet.")})


def check_source(citation: Citation) -> None:
    """Refuse what nobody says, and an address that is none."""
    if not (citation.asserted_by or citation.source_title or citation.source_url):
        raise ValidationError({"asserted_by": _("Say who says so, or where it stands.")})
    if citation.source_url:
        try:
            check_address(citation.source_url)
        except ValidationError:
            raise ValidationError({"source_url": _("This is no address of a page.")}) from None


def check_reason(reason: str) -> None:
    if not reason.strip():
        raise ValidationError({"reason": _("Say why it is struck.")})
