"""Whom officers call in the valley, and what followed."""

from datetime import UTC, datetime, time, timedelta

from ceasefire.accounts.models import User
from ceasefire.codes.calls import CallAnswer
from ceasefire.codes.roles import Role
from ceasefire.incidents.calls import close_call
from tests.builders.calls import make_call, make_duty_point, stopped, went_on

VALLEY = "DEMO-1"
THAT_NIGHT = datetime(2026, 10, 20, 21, 20, tzinfo=UTC)
MINUTES = timedelta(minutes=1)


def call_to_stop_it(world):
    """One call after which fire stopped, told twice; one that is open."""
    officer = User.objects.get(email=world.people[Role.OFFICER])
    points = [
        make_duty_point(
            party, agreement=VALLEY, reached_by=number, languages=("ar", "en"), by=officer, **hours
        )
        for party, number, hours in (
            ("NORTH", "channel 7", {}),
            ("SOUTH", "channel 9", {"opens": time(20), "closes": time(6), "days": ("1", "2")}),
        )
    ]
    ended = make_duty_point("SOUTH", agreement=VALLEY, area="DEMO-LOWER", by=officer)
    call = make_call(
        THAT_NIGHT,
        point=points[0],
        area="DEMO-MIDDLE",
        incident=world.parts["worked incident"][0]["id"],
        answered_at=THAT_NIGHT + 2 * MINUTES,
        answer_words="سنوقف إطلاق النار فورًا.",
        by=officer,
    )
    close_call(call=call, facts=went_on(), by=officer)
    close_call(call=call, facts=stopped(THAT_NIGHT + 25 * MINUTES), by=officer)
    open_answer = {"answer": CallAnswer.NOT_REACHED, "area": "DEMO-MIDDLE"}
    make_call(THAT_NIGHT + 9 * MINUTES, point=points[1], by=officer, **open_answer)
    world.parts["call"] = [{"id": call.public_id}]
    world.parts["duty point"] = [{"id": ended.public_id}]
