"""What the field tells of a period: incidents, casualties, allegations, coverage, calls, access,
as plain values.

Counts of what is published are told as they are; of what is not, only what `few` tells. Where
the mandate does not let the mechanism verify, nothing here says whether something was.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import Any

from ceasefire.agreements.locating import areas_of
from ceasefire.agreements.mandates import Powers, powers_at
from ceasefire.agreements.models import Agreement
from ceasefire.codes.agreements import Act
from ceasefire.codes.allegations import AnswerStanding, LodgedAs
from ceasefire.codes.casualties import CasualtyOutcome, CasualtyStatus
from ceasefire.codes.incidents import IncidentState
from ceasefire.codes.scope import ScopeOutcome
from ceasefire.common.clock import start_of_day
from reports.figures.access import access_part
from reports.figures.calls import calls_part
from reports.figures.findings import findings_part
from reports.figures.references import Reference, area_references, party_references
from reports.rollups.choices import FIELD, SEPARATOR, Dimension, FieldCount
from reports.rollups.field import RECORDED
from reports.rollups.models import DailyMarginal
from reports.rollups.sums import Sums
from reports.statistics.few import few
from reports.statistics.periods import Period

Part = dict[str, Any]
Counts = Mapping[str, int]
STANDINGS = [each.value for each in AnswerStanding if each != AnswerStanding.NOT_ASKED]
DAYS_OF_A_WEEK = 7
MINUTES_OF_AN_HOUR = 60


@dataclass(frozen=True)
class Field:
    """The marginals of one period, and what the mandate lets be said of them."""

    agreement: Agreement
    period: Period
    sums: Sums
    powers: Powers

    @property
    def states(self) -> list[str]:
        """The states an incident can be in, in their order."""
        if not self.powers.may_verify:
            return [RECORDED]
        return [each.value for each in IncidentState]


def read_field(agreement: Agreement, period: Period) -> Field:
    """The marginals as they stand; recount the period first where the last second counts."""
    marginals = DailyMarginal.objects.filter(agreement=agreement)
    sums = marginals.of(period).sums(FIELD)
    moment = start_of_day(period.last, agreement.time_zone)
    return Field(agreement, period, sums, powers_at(agreement, moment))


def field_part(field: Field) -> Part:
    """Every figure of the field in a period; findings only where the mandate lets it rule."""
    found = findings_part(field.agreement, field.period) if field.powers.may_rule else None
    return {
        **({} if found is None else {"findings": found}),
        "may_verify": field.powers.may_verify,
        "incidents": incidents_part(field),
        "scope": scope_part(field),
        "casualties": casualties_part(field),
        "allegations": allegations_part(field),
        "coverage": coverage_part(field),
        "calls": calls_part(field.agreement, field.period),
        "access": access_part(field.agreement, field.period),
    }


def incidents_part(field: Field) -> Part:
    """Published incidents by act, by area and by state; what is recorded besides as a number."""
    by_act = field.sums.by_key(Dimension.INCIDENT_ACT)
    by_area = field.sums.by_key(Dimension.INCIDENT_AREA)
    areas = area_references(by_area)
    unshown = field.sums.by_key(Dimension.UNSHOWN).get("incident", {})
    return {
        "shown": sum(sum(states.values()) for states in by_act.values()),
        "by_state": _by_state(field, _added(by_act.values())),
        "by_act": [
            {"act": act, **_stated(field, by_act[act])} for act in ["", *Act] if act in by_act
        ],
        "by_area": [
            {"area": areas.get(code), **_stated(field, by_area[code])} for code in sorted(by_area)
        ],
        "being_checked": few(unshown.get(FieldCount.BEING_CHECKED, 0)),
        "not_shown": few(unshown.get(FieldCount.NOT_SHOWN, 0)),
    }


def scope_part(field: Field) -> list[Part]:
    """For each provision how many incidents it covers, and why the others lie outside or open."""
    counted = field.sums.by_key(Dimension.SCOPE)
    provisions = field.agreement.provisions.all()
    return [
        {
            "provision": {"id": str(each.public_id), "number": each.number},
            "in_scope": sum(
                counted.get(f"{each.public_id}{SEPARATOR}{ScopeOutcome.IN_SCOPE}", {}).values()
            ),
            **{
                outcome.value: _reasons(counted, f"{each.public_id}{SEPARATOR}{outcome}")
                for outcome in (ScopeOutcome.OUTSIDE, ScopeOutcome.UNDETERMINED)
            },
        }
        for each in provisions
        if any(key.startswith(f"{each.public_id}{SEPARATOR}") for key in counted)
    ]


def casualties_part(field: Field) -> list[Part]:
    """People killed and injured in published incidents, as ranges; claimed apart from verified."""
    counted = field.sums.by_key(Dimension.CASUALTY)
    return [
        {
            "known": known.value,
            "outcome": outcome.value,
            "status": status.value,
            **{name.value: counted[key].get(name, 0) for name in RANGE},
        }
        for known in (FieldCount.VERIFIED, FieldCount.CLAIMED)
        for outcome in CasualtyOutcome
        for status in CasualtyStatus
        if (key := SEPARATOR.join((known, outcome, status))) in counted
    ]


RANGE = (FieldCount.INCIDENTS, FieldCount.LOW, FieldCount.HIGH)


def allegations_part(field: Field) -> Part:
    """Who accuses whom how often, in both directions, and how the accused stand to it.

    What parties report on themselves, and what others lodge, is in no pair: each is one number.
    """
    counted = field.sums.by_key(Dimension.ALLEGATION)
    pairs = {tuple(key.split(SEPARATOR)) for key in counted}
    pairs |= {(accused, complainant) for complainant, accused in pairs}
    parties = _in_order(field.agreement, set(chain.from_iterable(pairs)))
    names = [FieldCount.ALLEGED.value, *STANDINGS]
    if field.powers.may_verify:
        names.insert(1, FieldCount.VERIFIED.value)
    unshown = field.sums.by_key(Dimension.UNSHOWN).get("allegation", {})
    alleged = {
        lodged_as: states[FieldCount.ALLEGED]
        for lodged_as, states in field.sums.by_key(Dimension.ALLEGATION_BY).items()
    }
    return {
        "matrix": [
            {
                "complainant": parties[complainant],
                "accused": parties[accused],
                **{name: _of(counted, complainant, accused, name) for name in names},
            }
            for complainant in parties
            for accused in parties
            if (complainant, accused) in pairs
        ],
        "self_reports": alleged.get(LodgedAs.SELF_REPORT, 0),
        "by_others": sum(alleged.values()) - alleged.get(LodgedAs.SELF_REPORT, 0),
        "not_asked": few(unshown.get(AnswerStanding.NOT_ASKED, 0)),
    }


def coverage_part(field: Field) -> Part:
    """Where somebody could look, and for how long; by area only for a week or more."""
    counted = field.sums.by_key(Dimension.COVERAGE)
    whole = _smallest_areas(field.agreement)
    seen = {code for code, found in counted.items() if found.get(FieldCount.DAYS_SEEN)}
    is_told_by_area = field.period.length >= DAYS_OF_A_WEEK and bool(counted)
    references = area_references({*whole, *counted}) if is_told_by_area else {}
    return {
        "days": field.period.length,
        "areas_seen": len(seen),
        "areas_in_all": len({*whole, *counted}),
        "areas": [
            {"area": each, **_looked(counted.get(code, {}), field.period.length)}
            for code, each in references.items()
        ],
    }


def anybody_looked(field: Part) -> bool:
    """Whether any observer of the mechanism could look, anywhere, in a period's part."""
    return bool(field["coverage"]["areas_seen"])


def _looked(found: Counts, days: int) -> Part:
    seen, unseen = (found.get(name, 0) for name in (FieldCount.DAYS_SEEN, FieldCount.DAYS_UNSEEN))
    return {
        "days_seen": seen,
        "days_unseen": unseen,
        "days_without_word": days - seen - unseen,
        "hours_seen": found.get(FieldCount.MINUTES_SEEN, 0) // MINUTES_OF_AN_HOUR,
        "hours_unseen": found.get(FieldCount.MINUTES_UNSEEN, 0) // MINUTES_OF_AN_HOUR,
    }


def _smallest_areas(agreement: Agreement) -> list[str]:
    """The codes of the agreement's areas that have no parts of their own."""
    known = areas_of(agreement)
    parents = {area.parent_id for area in known.values()}
    return sorted(area.code for area in known.values() if area.pk not in parents)


def _in_order(agreement: Agreement, public_ids: set[str]) -> dict[str, Reference]:
    """Parties in the agreement's order of participants; others after them, as first recorded."""
    found = party_references(public_ids)
    participants = agreement.participations.values_list("party__public_id", flat=True)
    order = dict.fromkeys([str(each) for each in participants if str(each) in found])
    return {public_id: found[public_id] for public_id in {**order, **dict.fromkeys(found)}}


def _stated(field: Field, states: Counts) -> Part:
    return {"total": sum(states.values()), "by_state": _by_state(field, states)}


def _by_state(field: Field, states: Counts) -> list[Part]:
    """In the order of states; what an earlier mandate allowed to be said is not lost."""
    names = [*field.states, *sorted(set(states) - set(field.states))]
    return [{"state": name, "number": states[name]} for name in names if states.get(name)]


def _reasons(counted: Mapping[str, Counts], key: str) -> list[Part]:
    return [
        {"reason": reason, "number": number}
        for reason, number in sorted(counted.get(key, {}).items())
    ]


def _of(counted: Mapping[str, Counts], complainant: str, accused: str, name: str) -> int:
    return counted.get(SEPARATOR.join((complainant, accused)), {}).get(name, 0)


def _added(parts: Iterable[Counts]) -> dict[str, int]:
    total: dict[str, int] = {}
    for part in parts:
        for state, number in part.items():
            total[state] = total.get(state, 0) + number
    return total
