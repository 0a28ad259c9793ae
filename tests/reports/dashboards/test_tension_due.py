"""Replies overdue and deadlines in the tension list, and which of them mediators are told of."""

from dataclasses import replace
from datetime import date

import pytest

from ceasefire.allegations.services import withdraw_allegation
from ceasefire.codes.agreements import MandateAct, ProvisionKind
from ceasefire.codes.calls import CallAnswer
from ceasefire.codes.humanitarian import AccessPurpose
from ceasefire.codes.observations import Hindrance
from ceasefire.codes.roles import Role
from ceasefire.humanitarian.asking import strike_access_request
from tests.builders.access import make_access_decision, make_access_request
from tests.builders.accounts import make_user
from tests.builders.agreements import make_agreement, mandate_facts, provision_facts
from tests.builders.cases import answer_for, liaison_of, make_notified
from tests.builders.field import WHOLE, make_field, make_incident
from tests.builders.findings import adopt, make_deliberated, make_drafted, make_put, recommend
from tests.builders.referrals import make_ladder, refer, settle
from tests.builders.tension import (
    DAY,
    MIDNIGHT,
    MINUTE,
    NOW,
    references,
    tension_told,
    told_to_mediator,
)

pytestmark = pytest.mark.django_db
DENIAL, MINES = Hindrance.DENIAL, Hindrance.MINES
NOT_REACHED, DECLINED = CallAnswer.NOT_REACHED, CallAnswer.DECLINED


@pytest.fixture(autouse=True)
def now(time_machine):
    time_machine.move_to(NOW, tick=False)
    make_field()


def test_answers_are_overdue_or_due_until_they_are_given(on):
    over = on(11, make_notified, "NORTH")  # until 19 March
    today, last = (on(day, make_notified, "NORTH") for day in (12, 19))
    on(20, make_notified, "NORTH")  # until 28 March
    answer_for("SOUTH", on(12, make_notified, "NORTH"))
    withdrawn = on(12, make_notified, "NORTH")
    withdraw_allegation(allegation=withdrawn, reason="In error", by=liaison_of("NORTH"))

    tension = tension_told()

    assert references(tension.overdue) == [over.reference]
    assert references(tension.due) == [today.reference, last.reference]
    assert [(each.last_day.day, each.days) for each in tension.overdue] == [(19, 1)]
    assert [(each.last_day.day, each.days) for each in tension.due] == [(20, 0), (27, 7)]


def test_lines_stand_by_area_then_participants_then_day(on):
    south = {"place": None, "area": "DV-S", "place_precision": "district"}
    nowhere = {"place": None, "place_text": "by the mill", "place_precision": "governorate"}
    told_in = [
        on(10, make_notified, "SOUTH", **nowhere),
        on(10, make_notified, "NORTH", **south),
        on(11, make_notified, "NORTH"),
        on(10, make_notified, "NORTH"),
        on(11, make_notified, "SOUTH"),
    ]

    lines = tension_told().overdue

    assert references(lines) == [each.reference for each in reversed(told_in)]
    assert [each.party.code for each in lines][:3] == ["NORTH", "SOUTH", "SOUTH"]
    assert [each.area and each.area.code for each in lines][2:] == ["DV-N", "DV-S", None]


def test_mediator_is_told_what_was_put_and_led_to_no_case(on):
    case = on(10, make_notified, "NORTH", place_text="behind the mill")

    [opened], [redacted] = tension_told().overdue, told_to_mediator().overdue

    assert opened.id == str(case.public_id)
    assert redacted == replace(opened, id="")
    assert redacted.statement == case.notification.statement
    assert [each for each in ("They shelled", "mill", "11:30") if each in str(redacted)] == []


def test_hours_of_a_mandate_end_at_a_moment(on):
    accepted = {"reply_hours": 72, "reply_hours_rest_on": "Article 7 of DEMO-1"}
    make_agreement(provisions=[], mandates=[mandate_facts(acts=WHOLE, **accepted)])
    on(19, make_notified, "NORTH")

    [line] = tension_told().due

    assert (line.due_at, line.last_day) == (NOW + 3 * DAY, date(2021, 3, 23))


def test_replies_to_findings_are_told_to_staff_only(on):
    over, due = on(11, make_put), on(12, make_put)
    on(20, make_put)

    assert references(tension_told().overdue) == [over.reference]
    assert references(tension_told().due) == [due.reference]
    assert told_to_mediator().overdue == told_to_mediator().due == []


def test_what_a_finding_asks_for_is_told_to_mediators_once_it_is_published():
    asked, drafted = make_drafted(), make_drafted()
    for each in (asked, drafted):
        recommend(each, due_on=date(2021, 3, 27))
    recommend(asked, due_on=date(2021, 3, 28))
    recommend(asked)

    adopt(make_deliberated(finding=asked))

    assert told_to_mediator().due == tension_told().due
    [line] = tension_told().due
    assert (line.reference, line.party.code, line.days) == (asked.reference, "SOUTH", 7)


def test_what_an_unpublished_finding_asks_for_is_told_to_staff_only():
    acts = set(WHOLE) - {MandateAct.PUBLISH}
    make_agreement(provisions=[], mandates=[mandate_facts(acts=sorted(acts))])
    draft = make_drafted()
    recommend(draft, due_on=date(2021, 3, 20))

    adopt(make_deliberated(finding=draft))

    assert references(tension_told().due) == [draft.reference]
    assert told_to_mediator().due == []


def test_levels_of_the_ladder_that_owe_an_answer_are_told_to_staff_only(on):
    first, second = make_ladder(("Local team", 8), ("Board", None))
    over, due, far, higher, settled = (make_incident() for _ in range(5))
    for day, incident in ((11, over), (12, due), (20, far), (12, higher), (12, settled)):
        on(day, refer, incident, first)
    refer(higher, second)
    settle(settled)

    tension = tension_told()

    assert references(tension.overdue) == [over.reference]
    assert references(tension.due) == [due.reference]
    assert [(each.words, each.days) for each in tension.due] == [("Local team", 0)]
    assert told_to_mediator().overdue == told_to_mediator().due == []


def test_access_that_is_wanted_by_a_day_is_told_until_somebody_decides():
    asked, struck, decided = (
        make_access_request(wanted_on=date(2021, 3, 22), words=words) for words in "ABC"
    )
    for day in (date(2021, 3, 28), None):
        make_access_request(wanted_on=day)
    strike_access_request(request=struck, reason="Twice.", by=make_user(Role.OFFICER))
    make_access_decision(request=decided)

    assert references(tension_told().due) == [asked.reference]
    assert told_to_mediator().due == tension_told().due
    [line] = tension_told().due
    assert (line.party.code, line.words, line.days) == ("NORTH", AccessPurpose.CONVOY.label, 2)


def test_agreement_and_its_provisions_fall_due_in_every_area():
    kind = ProvisionKind.CEASE_FIRE
    days = {"3": 20, "4": 27, "5": 19, "6": 28}
    wanted = [
        provision_facts(number, kind=kind, due_on=date(2021, 3, day))
        for number, day in days.items()
    ]
    ended = provision_facts("7", kind=kind, due_on=date(2021, 3, 22), valid_to=NOW - DAY)
    until = MIDNIGHT + 3 * DAY
    make_agreement(provisions=[*wanted, ended], effective_to=until)

    lines = tension_told(within=frozenset({0})).due

    assert references(lines) == ["3", "DEMO-1", "4"]
    assert [each.last_day.day for each in lines] == [20, 22, 27]
    assert [each.is_everywhere for each in lines] == [True] * 3
    assert told_to_mediator().due == lines


@pytest.mark.parametrize("until", [NOW, MIDNIGHT + 8 * DAY + MINUTE])
def test_end_that_is_past_or_far_is_not_told(until):
    make_agreement(effective_to=until)

    assert tension_told().due == []
