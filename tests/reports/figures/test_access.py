"""Access by area, as readers are told of it. The numbers were worked out by hand."""

from datetime import date, timedelta

import pytest

from ceasefire.agreements.models import Agreement
from ceasefire.codes.humanitarian import AccessDecisionKind
from ceasefire.codes.roles import Role
from ceasefire.humanitarian.asking import strike_access_request
from ceasefire.humanitarian.deciding import strike_access_decision
from reports.figures.access import access_part
from reports.figures.field import field_part, read_field
from reports.statistics.periods import day_of, week_of
from tests.builders.access import ASKED_ON, make_access_decision, make_access_request
from tests.builders.accounts import make_user
from tests.builders.field import make_field

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
PARTS = ("granted", "conditions", "delayed", "refused", "unanswered")


def told(period=None):
    agreement = Agreement.objects.get(code="DEMO-1")
    return access_part(agreement, period or week_of(ASKED_ON))


def ask(times, kind=None, on=ASKED_ON, **facts):
    """So many requests, each with this decision, if any."""
    for _ in range(times):
        asked = make_access_request(on, **facts)
        if kind:
            make_access_decision(kind, request=asked)


def numbers(line):
    return [line[name] for name in PARTS]


def test_period_without_requests_has_no_lines():
    make_field()

    assert told() == []


def test_requests_are_counted_by_area_and_by_what_stands_of_them():
    ask(5, AccessDecisionKind.REFUSED, area="DV-S", asked_of="SOUTH")
    ask(6, AccessDecisionKind.GRANTED)
    ask(5)

    north, south = told()

    assert [each["area"]["code"] for each in (north, south)] == ["DV-N", "DV-S"]
    assert north["asked"] == {"number": 11, "fewer_than": None}
    assert numbers(north) == [6, 0, 0, 0, 5]
    assert numbers(south) == [0, 0, 0, 5, 0]


def test_few_requests_are_told_as_fewer_than_five_and_no_small_part_by_those_beside_it():
    ask(4)
    [few] = told()

    ask(2, AccessDecisionKind.DELAYED)
    [more] = told()

    assert (few["asked"], numbers(few)) == ({"number": None, "fewer_than": 5}, [None] * 5)
    assert (more["asked"]["number"], numbers(more)) == (6, [None] * 5)


def test_what_was_struck_is_counted_nowhere():
    officer = make_user(Role.OFFICER)
    ask(5)
    struck = make_access_decision(AccessDecisionKind.REFUSED)
    strike_access_decision(decision=struck, reason="Of another.", by=officer)
    strike_access_request(request=make_access_request(), reason="Twice.", by=officer)

    [line] = told()

    assert (line["asked"]["number"], numbers(line)) == (6, [0, 0, 0, 0, 6])


def test_requests_belong_to_the_day_on_which_they_were_asked():
    for day in (ASKED_ON - DAY, ASKED_ON, ASKED_ON + DAY):
        ask(5, on=day)

    assert [each["asked"]["number"] for each in told(day_of(date(2021, 3, 5)))] == [5]


def test_access_is_part_of_what_the_field_tells_and_names_no_party():
    ask(5, AccessDecisionKind.REFUSED)

    part = field_part(read_field(Agreement.objects.get(code="DEMO-1"), week_of(ASKED_ON)))

    assert part["access"] == told()
    assert [word in str(part["access"]) for word in ("NORTH", "RELIEF")] == [False, False]
