"""One line of the accepted-and-disputed sheet: what each side says, and what would settle it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from ceasefire.agreements.mandates import Powers, powers_at
from ceasefire.allegations.asked import standing_at
from ceasefire.allegations.determined import determinations_part
from ceasefire.allegations.documents import response_part, statement_of
from ceasefire.allegations.models import Allegation
from ceasefire.codes.allegations import AllegationState, AnswerStanding, ResponseKind
from ceasefire.codes.incidents import IncidentState, UnableBecause
from ceasefire.codes.observations import PartOfDay
from ceasefire.codes.verification import DeterminationResult
from ceasefire.incidents.models import Incident
from ceasefire.parties.models import Party
from ceasefire.verification.attributed import attribution_of
from ceasefire.verification.models import Determination, Finding
from ceasefire.verification.queries import guarantors_of
from reports.figures.references import party_reference
from reports.statistics.settling import Known, column_of, what_would_settle

Part = dict[str, Any]
PARTS_OF_DAY = [None, *(each.value for each in PartOfDay)]


@dataclass(frozen=True)
class Line:
    """An allegation, in its column and direction; `part`: what is told of it.

    `told_at`: when it was, as both sides were told it, by which lines are ordered.
    """

    accuser: Party | None
    accused: Party | None
    column: AnswerStanding
    is_withdrawn: bool
    area: int | None
    told_at: tuple[str, int, str]
    part: Part


def line_of(allegation: Allegation, order: list[int], now: datetime) -> Line:
    """`order`: the keys of the agreement's participants, in which accounts stand."""
    powers = powers_at(allegation.agreement, allegation.begins_at)
    said = _determinations(allegation) if powers.shows_determinations else []
    standing = standing_at(allegation, now) or AnswerStanding.NOT_ASKED
    column = column_of(standing, [DeterminationResult(each.result) for each in said if each.result])
    notification = getattr(allegation, "notification", None)
    statement = notification.statement if notification else statement_of(allegation)
    part_of_day = PARTS_OF_DAY.index(statement["part_of_day"])
    return Line(
        accuser=allegation.complainant,
        accused=allegation.accused,
        column=column,
        is_withdrawn=allegation.state == AllegationState.WITHDRAWN,
        area=allegation.area_id,
        told_at=(statement["day"], part_of_day, allegation.reference),
        part={
            "id": str(allegation.public_id),
            "statement": statement,
            "kinds": {each.number: each.kind for each in allegation.provisions.all()},
            "accounts": _accounts(allegation, order),
            "response": _response(allegation),
            "determinations": determinations_part(allegation, said),
            "guarantors": [party_reference(each) for each in guarantors_of(allegation)],
            "settles": (
                what_would_settle(_known(allegation, powers, said))
                if column == AnswerStanding.DISPUTED
                else []
            ),
        },
    )


def _determinations(allegation: Allegation) -> list[Determination]:
    return list(allegation.determinations.standing().select_related("guarantor"))


def _response(allegation: Allegation) -> Part | None:
    response = getattr(allegation, "response", None)
    return response_part(response, allegation.agreement.time_zone) if response else None


def _accounts(allegation: Allegation, order: list[int]) -> list[Part]:
    """Who accuses and who is accused, in the order of participants; whoever is no party last."""
    sides = [(allegation.complainant, True), (allegation.accused, False)]
    places = {party: place for place, party in reversed([*enumerate(order)])}
    sides.sort(key=lambda side: places.get(side[0].pk, len(order)) if side[0] else len(order))
    return [
        {"party": party_reference(party) if party else None, "is_accuser": is_accuser}
        for party, is_accuser in sides
    ]


def _known(allegation: Allegation, powers: Powers, said: list[Determination]) -> Known:
    incident = _whole(allegation)
    response = getattr(allegation, "response", None)
    return Known(
        happened=IncidentState(incident.state) if powers.may_verify else None,
        unable_because=(
            UnableBecause(incident.unable_because)
            if powers.may_verify and incident.unable_because
            else None
        ),
        has_changed=powers.may_verify and incident.changed_since_verification,
        by_whom=attribution_of(incident).state if powers.may_attribute else None,
        answer=ResponseKind(response.kind) if response else None,
        awaits_guarantor=powers.shows_determinations
        and not said
        and bool(guarantors_of(allegation)),
        awaits_finding=powers.may_rule and not _has_finding(allegation, incident),
    )


def _whole(allegation: Allegation) -> Incident:
    """The incident it is about, or the one that this was merged into."""
    incident = allegation.incident
    assert incident is not None  # noqa: S101 -- what was put to the accused was admitted
    while incident.merged_into:
        incident = incident.merged_into
    return incident


def _has_finding(allegation: Allegation, incident: Incident) -> bool:
    family = Incident.objects.family(incident)
    adopted = Finding.objects.standing().filter(incident__in=family, adopted_at__isnull=False)
    return adopted.filter(accused=allegation.accused).exists()
