from datetime import time

import pytest
from django.core.exceptions import ValidationError

from ceasefire.codes.calls import Weekday
from ceasefire.codes.roles import Role
from ceasefire.incidents.duty_points import (
    DutyPointEndedError,
    end_duty_point,
    record_duty_point,
)
from ceasefire.incidents.models import DutyPoint
from ceasefire.ledger.models import LedgerEntry
from tests.builders.accounts import make_user
from tests.builders.calls import NINE, SIX, duty_point_facts, make_duty_point
from tests.builders.field import make_field
from tests.builders.parties import make_party

pytestmark = pytest.mark.django_db
KINDS = ("duty_point.recorded", "duty_point.ended")


def entries():
    return LedgerEntry.objects.filter(kind__in=KINDS).order_by("pk")


def refused(**facts):
    """The fields at which these facts are refused."""
    with pytest.raises(ValidationError) as refusal:
        make_duty_point(**facts)
    assert (DutyPoint.objects.count(), entries().count()) == (0, 0)
    return set(refusal.value.message_dict)


def test_duty_point_is_recorded_with_its_hours():
    point = make_duty_point(area="DV-N", opens=NINE, closes=SIX, languages=("en", "ar"))

    point.refresh_from_db()
    assert (point.agreement.code, point.party.code, point.area.code) == ("DEMO-1", "NORTH", "DV-N")
    assert (point.days, point.languages) == (list("1234567"), ["ar", "en"])
    assert (point.opens, point.closes, point.ended_at) == (time(9), time(18), None)
    assert str(point) == "duty point of Northern Command"
    [entry] = entries()
    assert (entry.kind, entry.effects) == ("duty_point.recorded", {"agreement": "DEMO-1"})


def test_same_facts_twice_change_nothing():
    points = [make_duty_point(), make_duty_point()]

    assert points[0] == points[1]
    assert entries().count() == 1


def test_other_hours_of_a_duty_point_replace_them():
    make_duty_point()

    make_duty_point(opens=NINE, closes=SIX, days=(Weekday.MONDAY,))

    point = DutyPoint.objects.get()
    assert (point.opens, point.days) == (NINE, ["1"])
    assert entries().last().details["changes"]["opens"] == {"old": None, "new": "09:00:00"}


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"opens": NINE}, "closes"),
        ({"closes": NINE}, "opens"),
        ({"opens": NINE, "closes": NINE}, "closes"),
        ({"party": "NOBODY"}, "party"),
        ({"area": "SY01"}, "area"),
        ({"languages": ()}, "languages"),
        ({"languages": ("en", "klingon")}, "languages"),
        ({"days": ()}, "days"),
        ({"days": ("8",)}, "days"),
        ({"reached_by": ""}, "reached_by"),
    ],
)
def test_what_does_not_fit_is_refused_at_its_field(facts, field):
    assert refused(**facts) == {field}


def test_party_that_takes_no_part_has_no_duty_point():
    make_field()
    make_party("STRANGER")

    assert refused(party="STRANGER") == {"party"}


def test_ended_duty_point_is_called_no_more_and_may_be_recorded_anew():
    officer, point = make_user(Role.OFFICER), make_duty_point()

    end_duty_point(duty_point=point, by=officer)
    with pytest.raises(DutyPointEndedError):
        end_duty_point(duty_point=point, by=officer)
    record_duty_point(facts=duty_point_facts(), by=officer)

    assert DutyPoint.objects.count() == 2
    assert point not in DutyPoint.objects.current()
    assert [each.kind for each in entries()] == [KINDS[0], KINDS[1], KINDS[0]]
