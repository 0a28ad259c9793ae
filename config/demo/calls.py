"""Whom the demo's officer called in the invented valley while there was fire."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

from ceasefire.accounts.models import User
from ceasefire.codes.calls import CallAnswer, FireStopped
from ceasefire.incidents.calls import CallFacts, StopFacts, log_call
from ceasefire.incidents.duty_points import DutyPointFacts, record_duty_point
from ceasefire.incidents.models import DutyPoint, Incident

AGREEMENT, AREA = "DEMO-1", "DEMO-MIDDLE"
AT_THE_BRIDGE = datetime(2026, 11, 4, 5, 45, tzinfo=UTC)
AT_THE_FORD = datetime(2026, 11, 6, 16, 20, tzinfo=UTC)
MINUTES = timedelta(minutes=1)


def play_calls() -> None:
    """Give each Command a duty point, and log a call to each. A second time changes nothing."""
    if DutyPoint.objects.filter(agreement__code=AGREEMENT).exists():
        return
    north, south = _point("NORTH", "channel 7"), _point("SOUTH", "channel 9")
    stop = StopFacts(
        FireStopped.STOPPED,
        stopped_at=AT_THE_BRIDGE + 17 * MINUTES,
        known_from_words="The observation post above the bridge heard no more.",
    )
    _call(south, AT_THE_BRIDGE, CallAnswer.WILL_ACT, stop)
    _call(north, AT_THE_FORD, CallAnswer.NOT_REACHED, StopFacts())


def _point(party: str, reached_by: str) -> DutyPoint:
    facts = DutyPointFacts(AGREEMENT, party, reached_by, languages=("ar", "en"))
    return record_duty_point(facts=facts, by=_officer())


def _call(point: DutyPoint, at: datetime, answer: CallAnswer, stop: StopFacts) -> None:
    facts = CallFacts(
        duty_point=point.public_id,
        area=AREA,
        asked="Please do what you can so that fire stops there now.",
        answer=answer,
        called_at=at,
        incident=_what_was_going_on(at),
        stop=stop,
    )
    log_call(facts=facts, by=_officer())


def _what_was_going_on(at: datetime) -> UUID | None:
    incidents = Incident.objects.standing().filter(agreement__code=AGREEMENT, area__code=AREA)
    found = incidents.begun_between(at - 30 * MINUTES, at).first()
    return found.public_id if found else None


def _officer() -> User:
    return User.objects.get(email="officer@demo.invalid")
