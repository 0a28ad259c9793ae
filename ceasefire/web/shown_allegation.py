"""What each audience is shown of an allegation, as plain values: a page cannot tell more.

The accused, and its guarantor, are shown what was put to them and nothing else.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Any

from django.http import HttpRequest

from ceasefire.accounts.models import User
from ceasefire.agreements.mandates import powers_at
from ceasefire.agreements.scope_words import scope_sentence
from ceasefire.allegations.asked import standing_at
from ceasefire.allegations.documents import response_part
from ceasefire.allegations.models import Allegation
from ceasefire.allegations.scope import scope_of_claim
from ceasefire.codes.allegations import AllegationState, LodgedAs
from ceasefire.codes.roles import STAFF, Role
from ceasefire.common.clock import local_day
from ceasefire.incidents.models import Incident
from ceasefire.parties.models import Liaison
from ceasefire.publication.choices import PublishedKind
from ceasefire.verification.scope import scope_of
from ceasefire.web.published import standing
from ceasefire.web.shown_reply import due_part, put_part

Shown = dict[str, Any]
OPEN = {AllegationState.LODGED, AllegationState.ADMISSIBLE}


class Audience(Enum):
    """As whom somebody reads an allegation."""

    STAFF = "staff"
    COMPLAINANT = "complainant"
    ACCUSED = "accused"


@dataclass(frozen=True)
class NextSteps:
    """What this person may do with an allegation as it stands; the services check it again."""

    can_triage: bool
    can_hold_back: bool
    can_withdraw: bool


def next_steps(allegation: Allegation, user: User) -> NextSteps:
    """What the mandate does not give is not among them."""
    return NextSteps(
        can_triage=allegation.state == AllegationState.LODGED
        and user.has_perm("ceasefire.triage_allegation"),
        can_hold_back=(
            user.has_perm("ceasefire.hold_back_allegation")
            and may_publish(allegation)
            and allegation.state != AllegationState.INADMISSIBLE
            and not allegation.held_back_because
        ),
        can_withdraw=allegation.state in OPEN
        and user.has_perm("ceasefire.withdraw_allegation", allegation),
    )


def may_publish(allegation: Allegation) -> bool:
    """Whether the mandate lets the mechanism show it to readers."""
    return powers_at(allegation.agreement, allegation.begins_at).may_publish


def is_staff(user: User) -> bool:
    return user.role in STAFF


def own_parties(user: User) -> set[int]:
    """The keys of the parties for which this person lodges."""
    if user.role != Role.LIAISON:
        return set()
    return set(Liaison.objects.visible_to(user).of(user).values_list("party", flat=True))


def audience_of(user: User, allegation: Allegation, own: set[int]) -> Audience:
    """As whom somebody who may see it does so. `own`: the keys of their parties."""
    if is_staff(user):
        return Audience.STAFF
    lodged_it = user.role == Role.MONITOR or allegation.complainant_id in own
    return Audience.COMPLAINANT if lodged_it else Audience.ACCUSED


def line(allegation: Allegation, audience: Audience, now: datetime) -> Shown:
    """One row of a list. Its `clock` was annotated where the list has one."""
    clock = getattr(allegation, "clock", None)
    return {
        **_base(allegation, now),
        **_claim(allegation, audience),
        "due": due_part(clock, allegation.agreement.time_zone) if clock else None,
        "is_put_to_us": audience is Audience.ACCUSED,
    }


def case(allegation: Allegation, audience: Audience, now: datetime) -> Shown:
    """All that a page tells of it to this audience."""
    told = {
        **_base(allegation, now),
        **_claim(allegation, audience),
        "put": put_part(allegation, now, tells_request=audience is not Audience.COMPLAINANT),
        "answer": _answer(allegation),
    }
    if audience is Audience.ACCUSED:
        return {**told, "incident": _incident(_whole(allegation))}
    told |= _own_words(allegation)
    return told | _for_staff(allegation) if audience is Audience.STAFF else told


def provision_texts(request: HttpRequest, provisions: Iterable[Shown]) -> list[Shown]:
    """Each provision named, in the order given, with its text as published."""
    named = list(provisions)
    versions = standing(request, PublishedKind.PROVISION)
    texts = {
        version.public_id: version.document
        for version in versions.filter(public_id__in=[each["id"] for each in named])
    }
    return [texts.get(each["id"], {**each, "text": ""}) for each in named]


def _base(allegation: Allegation, now: datetime) -> Shown:
    """What both sides know alike."""
    agreement = allegation.agreement
    return {
        "id": str(allegation.public_id),
        "reference": allegation.reference,
        "agreement": {"code": agreement.code, "names": agreement.names},
        "is_demo": agreement.is_demo,
        "zone": agreement.time_zone,
        "state": allegation.state,
        "standing": standing_at(allegation, now),
    }


def _claim(allegation: Allegation, audience: Audience) -> Shown:
    """Who is said to have done what, when and where: to the accused as it was put to them."""
    if audience is Audience.ACCUSED:
        statement: Shown = allegation.notification.statement
        return statement
    complainant, accused = allegation.complainant, allegation.accused
    return {
        "lodged_as": allegation.lodged_as,
        "complainant": {"names": complainant.names} if complainant else None,
        "accused": {"names": accused.names} if accused else None,
        "act": allegation.act,
        "provisions": [
            {"id": str(each.public_id), "number": each.number}
            for each in allegation.provisions.all()
        ],
        "day": local_day(allegation.begins_at, allegation.agreement.time_zone).isoformat(),
        "place": {"names": allegation.place.names} if allegation.place else None,
        "place_text": allegation.place_text,
        "area": {"names": allegation.area.names} if allegation.area else None,
    }


def _answer(allegation: Allegation) -> Shown | None:
    response = getattr(allegation, "response", None)
    return response_part(response, allegation.agreement.time_zone) if response else None


def _own_words(allegation: Allegation) -> Shown:
    """What whoever lodged it said, and was told."""
    return {
        "admits": allegation.admits,
        "words": allegation.words,
        "language": allegation.language,
        "begins_at": allegation.begins_at,
        "ends_at": allegation.ends_at,
        "time_precision": allegation.time_precision,
        "latitude": allegation.latitude,
        "longitude": allegation.longitude,
        "place_precision": allegation.place_precision,
        "lodged_at": allegation.lodged_at,
        "state_because": allegation.state_because,
    }


def _for_staff(allegation: Allegation) -> Shown:
    powers = powers_at(allegation.agreement, allegation.begins_at)
    incident = _whole(allegation)
    put, response = getattr(allegation, "notification", None), getattr(allegation, "response", None)
    is_of_a_monitor = allegation.lodged_as == LodgedAs.MONITOR  # whose name never leaves the cell
    return {
        "lodged_by": "" if is_of_a_monitor else allegation.lodged_by.name,
        "put_by": put.sent_by.name if put else "",
        "proof": put.proof if put else "",
        "answered_by": response.given_by.name if response else "",
        "incident": _incident(incident),
        "may_verify": powers.may_verify,
        "held_back_because": allegation.held_back_because,
        "scope": _scope(allegation, incident, may_rule=powers.may_rule) if incident else [],
    }


def _whole(allegation: Allegation) -> Incident | None:
    return allegation.incident.whole if allegation.incident else None


def _incident(whole: Incident | None) -> Shown | None:
    if whole is None:
        return None
    return {"id": str(whole.public_id), "reference": whole.reference, "state": whole.state}


def _scope(allegation: Allegation, incident: Incident, *, may_rule: bool) -> list[str]:
    """The result for each provision named, if the accused did it, in a sentence."""
    named = set(allegation.provisions.values_list("pk", flat=True))
    by_incident = scope_of(incident) if allegation.accused else scope_of_claim(allegation)
    return [
        scope_sentence(each.result, may_rule=may_rule)
        for each in by_incident
        if each.accused == allegation.accused and each.provision.pk in named
    ]
