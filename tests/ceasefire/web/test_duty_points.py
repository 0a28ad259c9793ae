"""Where parties can be called, as staff read it and officers record it."""

import pytest
from time_machine import travel

from ceasefire.codes.roles import Role
from ceasefire.incidents.models import DutyPoint
from tests.builders.accounts import make_user, sign_in
from tests.builders.calls import NINE, SIX, make_duty_point
from tests.builders.field import make_field
from tests.ceasefire.web.pages import body_rows, elements, first, parsed, text_of
from tests.ceasefire.web.sending import faults, typed

pytestmark = pytest.mark.django_db
LIST, NEW = "/duty-points/", "/duty-points/new/"


@pytest.fixture
def officer(client):
    person = make_user(Role.OFFICER)
    sign_in(client, person)
    return person


def filled_in(**changes):
    usual = {
        "agreement": "DEMO-1",
        "party": "SOUTH",
        "area": "DV-S",
        "reached_by": "channel 9",
        "languages": ["ar", "en"],
        "days": ["1", "7"],
        "opens": "20:00",
        "closes": "06:00",
    }
    return {**usual, **changes}


def listed(client):
    return [text_of(row) for row in body_rows(parsed(client.get(LIST)))]


def test_duty_points_are_listed_in_the_agreements_order_with_who_is_open(client, officer):
    for party in ("SOUTH", "NORTH"):
        make_duty_point(party, opens=NINE, closes=SIX)
    make_duty_point("NORTH", reached_by="channel 1")

    with travel("2021-03-05T03:00Z", tick=False):
        rows = listed(client)

    assert rows == [
        "Northern Command every area channel 7 every day, 09:00–18:00 closed now English End…",
        "Northern Command every area channel 1 every day, all day open now English End…",
        "Southern Command every area channel 7 every day, 09:00–18:00 closed now English End…",
    ]


def test_duty_point_is_recorded_and_ended(client, officer):
    assert "No agreement is recorded yet" in text_of(parsed(client.get(NEW)))
    make_field()
    assert "No duty point is recorded yet." in text_of(parsed(client.get(LIST)))
    assert client.get(NEW).status_code == 200

    client.post(NEW, filled_in())
    point, rows = DutyPoint.objects.get(), listed(client)
    end = f"{LIST}{point.public_id}/end/"
    asked = text_of(first(parsed(client.get(end)), "h1"))
    answers = [client.post(end).status_code for _ in range(2)]

    assert rows[0].startswith("Southern Command South Valley channel 9 Monday, Sunday, 20:00–06:00")
    assert "Arabic, English" in rows[0]
    assert asked == "End the duty point of Southern Command?"
    assert (answers, listed(client)) == ([302, 409], [])


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"party": ""}, "party"),
        ({"languages": []}, "languages"),
        ({"days": []}, "days"),
        ({"opens": "early"}, "opens"),
        ({"closes": ""}, "closes"),
        ({"closes": "20:00"}, "closes"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_nothing_typed_is_lost(
    client, officer, changes, field
):
    make_field()
    sent = filled_in(**changes)

    answer = client.post(NEW, sent)

    boxes = typed(answer)
    ticked = [each for each in elements(parsed(answer), "input") if "checked" in each.attrib]
    assert (answer.status_code, list(faults(answer))) == (400, [field])
    kept = {name: value for name, value in sent.items() if isinstance(value, str)}
    assert {name: boxes[name] for name in kept} == kept
    assert [each.get("value") for each in ticked] == [*sent["languages"], *sent["days"]]
    assert DutyPoint.objects.count() == 0
