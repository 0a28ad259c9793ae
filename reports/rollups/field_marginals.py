"""The marginals of one day beside bulletins: incidents, casualties, allegations, coverage. Pure.

The keys stand in `choices.py`. Two windows of looking at one area overlap once.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from ceasefire.codes.allegations import AnswerStanding
from ceasefire.codes.incidents import HAPPENED, IncidentState
from reports.rollups.choices import Dimension, FieldCount, key_of
from reports.rollups.marginals import Marginal

MINUTE = timedelta(minutes=1)
Line = tuple[Dimension, tuple[str, ...], str, int]


@dataclass(frozen=True)
class ScopeLine:
    """What the scope test says for one provision: its outcome, and the first reason for it."""

    provision: str
    outcome: str
    reason: str


@dataclass(frozen=True)
class CasualtyLine:
    """One range of people harmed in an incident."""

    outcome: str
    status: str
    low: int
    high: int


@dataclass(frozen=True)
class IncidentLine:
    """One incident as it is shown."""

    act: str
    area: str
    state: str
    scope: tuple[ScopeLine, ...] = ()
    casualties: tuple[CasualtyLine, ...] = ()


@dataclass(frozen=True)
class AllegationLine:
    """One party's allegation against another as it is shown, and where it stands between them."""

    complainant: str
    accused: str
    is_verified: bool
    standing: AnswerStanding


@dataclass(frozen=True)
class LookLine:
    """A window of one day in which somebody could look at an area, or could not."""

    area: str
    begins: datetime
    ends: datetime
    could_look: bool


@dataclass(frozen=True)
class FieldDay:
    """Everything of one day. What is not shown is a number only."""

    incidents: tuple[IncidentLine, ...] = ()
    being_checked: int = 0
    not_shown: int = 0
    allegations: tuple[AllegationLine, ...] = ()
    lodged_otherwise: tuple[str, ...] = ()  # how each that is in no pair of parties was lodged
    not_asked: int = 0
    looks: tuple[LookLine, ...] = ()


def field_marginals(field: FieldDay) -> dict[Marginal, int]:
    """Count one day."""
    counts: Counter[Marginal] = Counter()
    for dimension, parts, state, number in _lines(field):
        counts[str(dimension), key_of(*parts), str(state)] += number
    return {marginal: number for marginal, number in counts.items() if number}


def _lines(field: FieldDay) -> Iterator[Line]:
    for incident in field.incidents:
        yield from _of_incident(incident)
    yield Dimension.UNSHOWN, ("incident",), FieldCount.BEING_CHECKED, field.being_checked
    yield Dimension.UNSHOWN, ("incident",), FieldCount.NOT_SHOWN, field.not_shown
    for allegation in field.allegations:
        key = (allegation.complainant, allegation.accused)
        yield Dimension.ALLEGATION, key, FieldCount.ALLEGED, 1
        yield Dimension.ALLEGATION, key, FieldCount.VERIFIED, int(allegation.is_verified)
        yield Dimension.ALLEGATION, key, allegation.standing, 1
    for lodged_as in field.lodged_otherwise:
        yield Dimension.ALLEGATION_BY, (lodged_as,), FieldCount.ALLEGED, 1
    yield Dimension.UNSHOWN, ("allegation",), AnswerStanding.NOT_ASKED, field.not_asked
    yield from _of_looks(field.looks)


def _of_incident(incident: IncidentLine) -> Iterator[Line]:
    yield Dimension.INCIDENT_ACT, (incident.act,), incident.state, 1
    yield Dimension.INCIDENT_AREA, (incident.area,), incident.state, 1
    for each in incident.scope:
        yield Dimension.SCOPE, (each.provision, each.outcome), each.reason or each.outcome, 1
    if incident.state == IncidentState.REFUTED:
        return
    known = FieldCount.VERIFIED if incident.state in HAPPENED else FieldCount.CLAIMED
    for harmed in incident.casualties:
        key = (known, harmed.outcome, harmed.status)
        yield Dimension.CASUALTY, key, FieldCount.INCIDENTS, 1
        yield Dimension.CASUALTY, key, FieldCount.LOW, harmed.low
        yield Dimension.CASUALTY, key, FieldCount.HIGH, harmed.high


def _of_looks(looks: Iterable[LookLine]) -> Iterator[Line]:
    windows: dict[tuple[str, bool], list[tuple[datetime, datetime]]] = defaultdict(list)
    for each in looks:
        windows[each.area, each.could_look].append((each.begins, each.ends))
    for (area, could_look), found in windows.items():
        state = FieldCount.MINUTES_SEEN if could_look else FieldCount.MINUTES_UNSEEN
        yield Dimension.COVERAGE, (area,), state, _minutes(found)
        if could_look:
            yield Dimension.COVERAGE, (area,), FieldCount.DAYS_SEEN, 1
        elif (area, True) not in windows:
            yield Dimension.COVERAGE, (area,), FieldCount.DAYS_UNSEEN, 1


def _minutes(windows: Iterable[tuple[datetime, datetime]]) -> int:
    """How many minutes the windows hold together, what overlaps counted once."""
    total, reached = timedelta(0), None
    for begins, ends in sorted(windows):
        start = begins if reached is None else max(begins, reached)
        total += max(ends - start, timedelta(0))
        reached = ends if reached is None else max(reached, ends)
    return total // MINUTE
