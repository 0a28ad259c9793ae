"""Access that somebody asked for, as it is recorded; and what was recorded by mistake."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ceasefire.accounts.models import User
from ceasefire.agreements.locating import area_within
from ceasefire.agreements.models import Agreement
from ceasefire.agreements.taking_part import participant
from ceasefire.codes.humanitarian import AccessPurpose
from ceasefire.common.citations import Citation
from ceasefire.humanitarian.held import (
    access_effects,
    check_day,
    check_reason,
    check_source,
    locked_request,
)
from ceasefire.humanitarian.models import AccessRequest
from ceasefire.humanitarian.queries import askers
from ceasefire.ledger.choices import EntryKind
from ceasefire.ledger.services import record
from ceasefire.monitoring.submitting import SubmissionDiffersError
from ceasefire.parties.models import Party
from ceasefire.places.models import Area, Place


@dataclass(frozen=True)
class AccessRequestFacts:
    """What was asked, by whom, and of whom if anybody says so. Agreement, parties and area are
    codes; the place is named by its id in the gazetteer."""

    agreement: str
    asked_by: str
    asked_on: date
    purpose: AccessPurpose
    area: str
    words: str
    citation: Citation
    asked_of: str | None = None
    place: str | None = None
    wanted_on: date | None = None


@transaction.atomic
def record_access_request(
    *, facts: AccessRequestFacts, by: User, submission: UUID | None = None
) -> AccessRequest:
    """Record that access was asked for. The same `submission` is recorded once.

    Raises SubmissionDiffersError for other words under it, and ValidationError, by field, if
    the facts do not fit.
    """
    # Of two sendings of one form at once the second finds what the first recorded.
    User.objects.get_queryset().select_for_update().get(pk=by.pk)
    told = _told(facts)
    mine = AccessRequest.objects.filter(recorded_by=by)
    earlier = mine.filter(submission=submission).first() if submission else None
    if earlier:
        return _the_same(earlier, told)
    request = AccessRequest(**told, recorded_by=by, submission=submission or uuid4())
    request.full_clean()
    request.save()
    record(
        EntryKind.ACCESS_ASKED,
        subject=request,
        by=by,
        effects=access_effects(request),
        purpose=facts.purpose,
        asked_by=facts.asked_by,
        asked_of=facts.asked_of,
    )
    return request


@transaction.atomic
def strike_access_request(*, request: AccessRequest, reason: str, by: User) -> AccessRequest:
    """Say that a request was recorded by mistake. It stays readable, and is counted nowhere.

    Raises AccessStruckError if it was said before, and ValidationError without a reason.
    """
    check_reason(reason)
    locked = locked_request(request)
    locked.struck_at, locked.struck_because = timezone.now(), reason
    locked.save(update_fields=["struck_at", "struck_because"])
    effects = access_effects(locked)
    record(EntryKind.ACCESS_STRUCK, subject=locked, by=by, reason=reason, effects=effects)
    return locked


def _told(facts: AccessRequestFacts) -> dict[str, Any]:
    """The fields of a request, its parts found and checked."""
    agreement = Agreement.objects.get(code=facts.agreement)
    area = area_within(agreement, facts.area)
    check_day(agreement, facts.asked_on, "asked_on")
    if facts.wanted_on and facts.wanted_on < facts.asked_on:
        raise ValidationError({"wanted_on": _("This is before it was asked for.")})
    check_source(facts.citation)
    return {
        "agreement": agreement,
        "asked_by": _asking(agreement, facts.asked_by),
        "asked_of": participant(agreement, facts.asked_of, "asked_of") if facts.asked_of else None,
        "asked_on": facts.asked_on,
        "purpose": facts.purpose,
        "area": area,
        "place": _place(area, facts.place),
        "wanted_on": facts.wanted_on,
        "words": facts.words,
        **facts.citation.as_fields(),
    }


def _asking(agreement: Agreement, code: str) -> Party:
    party = next((each for each in askers(agreement) if each.code == code), None)
    if party is None:
        raise ValidationError({"asked_by": _("No party is known by this code.")})
    return party


def _place(area: Area, gazetteer_id: str | None) -> Place | None:
    """The place with this id, if it lies in the area or in a part of it."""
    if not gazetteer_id:
        return None
    place = Place.objects.filter(gazetteer_id=gazetteer_id).first()
    around = place.area if place else None
    while around and around != area:
        around = around.parent
    if around is None:
        raise ValidationError({"place": _("This does not lie in the area.")})
    return place


def _the_same(earlier: AccessRequest, told: dict[str, Any]) -> AccessRequest:
    if any(getattr(earlier, name) != value for name, value in told.items()):
        raise SubmissionDiffersError(
            _("This form was sent before, with other words: record those with a new form.")
        )
    return earlier
