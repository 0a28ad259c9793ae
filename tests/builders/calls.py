"""Duty points of the two Commands, and calls to them."""

from datetime import time

from ceasefire.codes.calls import CallAnswer, FireStopped
from ceasefire.codes.roles import Role
from ceasefire.incidents.calls import CallFacts, StopFacts, log_call
from ceasefire.incidents.duty_points import DutyPointFacts, record_duty_point
from tests.builders.accounts import make_user
from tests.builders.agreements import DEMO
from tests.builders.field import THAT_DAY, known_field

STOPPED, WENT_ON = FireStopped.STOPPED, FireStopped.WENT_ON
NINE, SIX = time(9), time(18)


def duty_point_facts(party="NORTH", *, agreement=DEMO, **facts):
    """The Command's telephone, answered at any hour, for all of the valley."""
    return DutyPointFacts(
        agreement=agreement,
        party=party,
        reached_by=facts.pop("reached_by", "channel 7"),
        languages=facts.pop("languages", ("en",)),
        **facts,
    )


def make_duty_point(party="NORTH", *, by=None, agreement=DEMO, **facts):
    known_field(agreement)
    wanted = duty_point_facts(party, agreement=agreement, **facts)
    return record_duty_point(facts=wanted, by=by or make_user(Role.OFFICER))


def call_facts(point, *, at=THAT_DAY, **facts):
    """The Command says that it will act."""
    return CallFacts(
        duty_point=point.public_id,
        area=facts.pop("area", "DV-N"),
        asked=facts.pop("asked", "Please let fire stop."),
        answer=facts.pop("answer", CallAnswer.WILL_ACT),
        called_at=at,
        **facts,
    )


def make_call(at=THAT_DAY, *, point=None, by=None, submission=None, **facts):
    wanted = call_facts(point or make_duty_point(), at=at, **facts)
    return log_call(facts=wanted, by=by or make_user(Role.OFFICER), submission=submission)


def stopped(at, *, words="The monitor by the mill heard no more.", **facts):
    """Fire stopped at that moment, as somebody says."""
    return StopFacts(STOPPED, stopped_at=at, known_from_words=words, **facts)


def went_on(words="The monitor by the mill heard more."):
    return StopFacts(WENT_ON, known_from_words=words)
