"""Who sees incidents in the making, and the questions people ask about them."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser

from ceasefire.accounts.services import suspend
from ceasefire.codes.incidents import CONCLUDED, IncidentState
from ceasefire.codes.roles import STAFF, Role
from ceasefire.incidents.merging import merge_incidents
from ceasefire.incidents.models import Incident
from tests.builders.accounts import make_user
from tests.builders.cases import liaison_of, make_notified
from tests.builders.field import (
    THAT_DAY,
    make_field,
    make_incident,
    make_published,
    make_report,
    make_verified,
    system,
)
from tests.builders.parties import INVENTED

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.mark.parametrize("role", Role)
def test_only_staff_see_incidents_published_or_not(role):
    rows = {make_incident(), make_published()}

    seen = set(Incident.objects.visible_to(make_user(role)))

    assert seen == (rows if role in STAFF else set())


def test_neither_who_told_of_it_nor_who_is_accused_sees_an_incident():
    report = make_report()
    incident = make_verified(reports=[report])
    make_notified("NORTH", incident=incident)

    people = [report.author, liaison_of("NORTH"), liaison_of("SOUTH"), AnonymousUser()]

    assert [Incident.objects.visible_to(each).count() for each in people] == [0, 0, 0, 0]


def test_suspended_officer_sees_nothing():
    make_incident()
    officer = suspend(person=make_user(Role.OFFICER), by=system(), reason="Left")

    assert not Incident.objects.visible_to(officer).exists()


def test_family_is_what_was_merged_directly_or_through_others():
    officer = make_user(Role.OFFICER)
    child, parent, whole, other = (make_incident() for _ in range(4))
    merge_incidents(incident=child, into=parent, reason="One", by=officer)
    merge_incidents(incident=parent, into=whole, reason="One", by=officer)

    family = Incident.objects.family

    assert set(family(whole)) == {child, parent, whole}
    assert set(family(parent)) == {child, parent}
    assert set(family(child)) == {child}
    assert set(Incident.objects.standing()) == {whole, other}


@pytest.mark.parametrize("state", IncidentState)
def test_open_is_what_stands_without_an_answer(state):
    incident, part = make_incident(), make_incident()
    merge_incidents(incident=part, into=incident, reason="One", by=make_user(Role.OFFICER))
    why = "too_late" if state == IncidentState.UNABLE_TO_VERIFY else ""
    Incident.objects.filter(pk=incident.pk).update(state=state, unable_because=why)

    assert list(Incident.objects.open()) == ([] if state in CONCLUDED else [incident])
    assert incident in Incident.objects.in_state(state)


def test_begun_between_holds_the_first_moment_and_not_the_last():
    incident = make_incident(THAT_DAY)

    between = Incident.objects.begun_between

    assert list(between(THAT_DAY, THAT_DAY + HOUR)) == [incident]
    assert list(between(THAT_DAY - HOUR, THAT_DAY)) == []
    assert list(between(THAT_DAY + HOUR, THAT_DAY + 2 * HOUR)) == []


def test_latest_comes_first():
    rows = [make_incident(THAT_DAY + hours * HOUR) for hours in (1, 3, 2)]

    assert list(Incident.objects.all()) == [rows[1], rows[2], rows[0]]


@pytest.mark.parametrize(
    ("hours", "where", "is_near"),
    [
        (0, {}, True),
        (30, {}, True),
        (23, {"area": "DV-S", "place": None}, True),
        (-23, {"area": "DV-S", "place": None}, True),
        (25, {"area": "DV-S", "place": None}, False),
        (-25, {"area": "DV-S", "place": None}, False),
    ],
)
def test_near_is_what_lies_in_the_same_area_or_within_a_day(hours, where, is_near):
    report = make_report(THAT_DAY)
    incident = make_incident(THAT_DAY + hours * HOUR, **where)

    assert list(Incident.objects.near(report)) == ([incident] if is_near else [])


def test_near_a_report_without_an_area_is_what_lies_within_a_day_and_stands():
    report = make_report(THAT_DAY, place=None, place_text="at the mill")
    same, part = make_incident(THAT_DAY), make_incident(THAT_DAY)
    make_incident(THAT_DAY + 48 * HOUR)
    merge_incidents(incident=part, into=same, reason="One", by=make_user(Role.OFFICER))

    assert list(Incident.objects.near(report)) == [same]


def test_mandate_is_the_one_in_force_when_an_incident_began():
    later = THAT_DAY + 24 * HOUR
    agreement = make_field(acts=("record",))
    before, after = make_incident(THAT_DAY), make_incident(later)
    mandates = [("record", "publish"), ("record", "verify")]
    for start, acts in zip((THAT_DAY, later), mandates, strict=True):
        agreement.mandates.create(valid_from=start, acts=list(acts), **INVENTED.as_fields())
    agreement.mandates.filter(acts=["record"]).update(valid_to=THAT_DAY)

    found = Incident.objects.with_mandate().in_bulk()

    assert [found[row.pk].mandate_acts for row in (before, after)] == [[*acts] for acts in mandates]
    assert list(Incident.objects.to_verify()) == [after]


def test_incident_before_any_mandate_has_none():
    make_field()
    make_incident(THAT_DAY - 240 * HOUR)

    assert Incident.objects.with_mandate().get().mandate_acts is None
    assert not Incident.objects.to_verify().exists()
