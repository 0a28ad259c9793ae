"""Which incidents wait to be taken up, and which calls to be followed."""

from datetime import timedelta

import pytest

from ceasefire.codes.roles import Role
from ceasefire.incidents import waiting
from ceasefire.incidents.calls import close_call
from ceasefire.incidents.merging import merge_incidents
from ceasefire.incidents.opening import part_report
from ceasefire.parties.liaisons import change_role
from ceasefire.verification.services import take_up
from tests.builders.accounts import make_user
from tests.builders.calls import make_call, make_duty_point, stopped
from tests.builders.field import (
    RECORD_ONLY,
    THAT_DAY,
    make_field,
    make_incident,
    make_report,
    make_verified,
    system,
)

pytestmark = pytest.mark.django_db


def test_reported_incidents_wait_to_be_taken_up():
    officer = make_user(Role.OFFICER)
    reported, taken, merged = make_incident(), make_incident(), make_incident()
    make_verified()
    take_up(incident=taken, by=officer)
    merge_incidents(incident=merged, into=taken, reason="One", by=officer)

    assert list(waiting.to_take_up(officer)) == [reported]


def test_nothing_waits_to_be_taken_up_where_nobody_may_verify():
    make_field(acts=RECORD_ONLY)
    make_incident()

    assert list(waiting.to_take_up(make_user(Role.OFFICER))) == []


def test_incident_does_not_wait_for_whoever_told_of_it():
    person = make_user(Role.MONITOR)
    told, parted = make_report(by=person), make_report(by=person)
    make_incident(reports=[told])
    without = make_incident(reports=[parted])
    part_report(link=without.links.get(), reason="Another", by=make_user(Role.OFFICER))
    person = change_role(person=person, role=Role.OFFICER, by=system())

    assert list(waiting.to_take_up(person)) == [without]
    assert waiting.to_take_up(make_user(Role.OFFICER)).count() == 2


def test_calls_wait_until_somebody_says_whether_fire_stopped():
    officer, point = make_user(Role.OFFICER), make_duty_point()
    later = make_call(THAT_DAY + timedelta(hours=1), point=point)
    earlier, closed = make_call(point=point), make_call(point=point)
    facts = stopped(THAT_DAY + timedelta(minutes=20))
    close_call(call=closed, facts=facts, by=officer)

    found = waiting.calls_to_follow(officer)

    assert [(each, each.waits_since) for each in found] == [
        (earlier, THAT_DAY),
        (later, THAT_DAY + timedelta(hours=1)),
    ]
