"""Who sees which allegation. For every "cannot see" there is a row that could leak."""

from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from ceasefire.accounts.services import suspend
from ceasefire.agreements.models import Participation
from ceasefire.allegations.models import Allegation
from ceasefire.codes.allegations import LodgedAs, ResponseKind
from ceasefire.codes.parties import AgreementRole
from ceasefire.codes.roles import STAFF, Role
from ceasefire.parties.liaisons import change_role, end_liaison
from ceasefire.parties.models import Liaison, Party
from tests.builders.accounts import make_user
from tests.builders.cases import (
    make_admitted,
    make_allegation,
    make_answered,
    make_claim,
    make_guarantor,
    make_liaison,
    make_notified,
    put,
)
from tests.builders.field import make_field, system
from tests.builders.parties import make_party

pytestmark = pytest.mark.django_db


@pytest.fixture
def rows():
    """In each direction one that was put to the accused, and two that were not."""
    makers = {"lodged": make_allegation, "admitted": make_admitted, "notified": make_notified}
    return {
        (accuser, stage): make(accuser)
        for accuser in ("NORTH", "SOUTH")
        for stage, make in makers.items()
    }


def seen(user, rows):
    """The rows that a person sees, by accuser and stage."""
    found = set(Allegation.objects.visible_to(user))
    return [key for key, row in rows.items() if row in found]


@pytest.mark.parametrize("role", STAFF)
def test_staff_see_every_allegation(rows, role):
    assert seen(make_user(role), rows) == list(rows)


def test_monitor_sees_what_they_lodged_themselves():
    monitor = make_user(Role.MONITOR)
    own = make_claim(LodgedAs.MONITOR, by=monitor)
    others = [make_claim(LodgedAs.MONITOR), make_claim(LodgedAs.THIRD_PARTY), make_allegation()]

    assert list(Allegation.objects.visible_to(monitor)) == [own]
    seen_by_liaison = Allegation.objects.visible_to(make_liaison("NORTH"))
    assert list(seen_by_liaison) == [others[-1]]


@pytest.mark.parametrize("role", [role for role in Role if role not in STAFF])
def test_role_alone_shows_nobody_an_allegation(rows, role):
    assert seen(make_user(role), rows) == []


def test_visitor_and_suspended_see_nothing(rows):
    people = [make_user(Role.OFFICER), make_liaison("NORTH"), make_guarantor("SOUTH")]
    assert [bool(seen(each, rows)) for each in people] == [True, True, True]

    for each in people:
        suspend(person=each, by=system(), reason="Left")
        each.refresh_from_db()

    assert [seen(each, rows) for each in (*people, AnonymousUser())] == [[], [], [], []]


@pytest.mark.parametrize(("own", "other"), [("NORTH", "SOUTH"), ("SOUTH", "NORTH")])
def test_liaison_sees_its_own_and_what_was_put_to_it(rows, own, other):
    expected = {(own, "lodged"), (own, "admitted"), (own, "notified"), (other, "notified")}

    assert set(seen(make_liaison(own), rows)) == expected


def test_accused_sees_it_from_the_moment_it_is_put_to_it():
    allegation, liaison = make_admitted("NORTH"), make_liaison("SOUTH")
    before = list(Allegation.objects.visible_to(liaison))

    put(allegation)

    assert (before, list(Allegation.objects.visible_to(liaison))) == ([], [allegation])
    assert list(Allegation.objects.put_to(liaison)) == [allegation]


def test_liaison_of_a_third_party_sees_nothing(rows):
    third = make_liaison(make_party("THIRD").code)

    assert seen(third, rows) == []


def test_who_speaks_for_both_sides_sees_each_row_once(rows):
    liaison = make_liaison("NORTH")
    Liaison.objects.create(
        user=liaison, party=Party.objects.get(code="SOUTH"), since=timezone.now()
    )

    assert Allegation.objects.visible_to(liaison).count() == len(rows)


def test_liaison_whose_task_has_ended_sees_nothing(rows):
    ended, moved = make_liaison("NORTH"), make_liaison("NORTH")

    end_liaison(liaison=Liaison.objects.of(ended).get(), by=system())
    moved = change_role(person=moved, role=Role.DELEGATE, by=system())

    assert seen(ended, rows) == seen(moved, rows) == []


@pytest.mark.parametrize(("side", "accuser"), [("SOUTH", "NORTH"), ("NORTH", "SOUTH")])
def test_guarantor_sees_what_was_put_to_its_side_and_nothing_of_the_other(rows, side, accuser):
    guarantor = make_guarantor(side)

    assert seen(guarantor, rows) == [(accuser, "notified")]
    assert set(Allegation.objects.put_to(guarantor)) == {rows[accuser, "notified"]}


def test_guarantor_answers_for_a_side_under_its_own_agreement_only(rows):
    make_field("DEMO-2")

    assert seen(make_guarantor("SOUTH", agreement="DEMO-2"), rows) == []


@pytest.mark.parametrize("role", [role for role in AgreementRole if role != "guarantor"])
def test_party_in_another_role_answers_for_nobody(rows, role):
    guarantor = make_guarantor("SOUTH")
    Participation.objects.filter(role=AgreementRole.GUARANTOR).update(role=role)

    assert seen(guarantor, rows) == []


def test_guarantor_that_is_also_a_side_speaks_for_it_only_as_its_liaison(rows):
    guarantor = make_liaison("NORTH", role=Role.GUARANTOR)

    assert seen(guarantor, rows) == []


def test_longest_waiting_is_admitted_first(time_machine):
    time_machine.move_to("2021-03-08T10:00:00Z", tick=False)
    early = make_allegation("NORTH")
    make_admitted("NORTH")
    time_machine.shift(timedelta(hours=1))
    late = make_allegation("SOUTH")

    assert list(Allegation.objects.awaiting_triage()) == [early, late]


def test_silence_is_overdue_from_the_hour_that_was_set(time_machine):
    time_machine.move_to("2021-03-08T10:00:00Z", tick=False)
    silent = make_notified("NORTH")
    make_answered("NORTH", kind=ResponseKind.DENY)
    make_admitted("NORTH")
    due = datetime(2021, 3, 16, 22, tzinfo=UTC)

    overdue = Allegation.objects.overdue

    assert set(overdue(due)) == {silent}
    assert not overdue(due - timedelta(microseconds=1)).exists()


def test_clock_runs_for_the_side_that_owes_an_answer_and_for_staff(time_machine):
    time_machine.move_to("2021-03-08T10:00:00Z", tick=False)
    owed, answered = make_notified("NORTH"), make_answered("NORTH")
    admitted, of_other = make_admitted("NORTH"), make_notified("SOUTH")
    due = datetime(2021, 3, 16, 22, tzinfo=UTC)

    def clocks(user):
        clock = dict(Allegation.objects.with_clock(user).values_list("pk", "clock"))
        return [clock[row.pk] for row in (owed, answered, admitted, of_other)]

    assert clocks(make_liaison("SOUTH")) == [due, None, None, None]
    assert clocks(make_guarantor("SOUTH")) == [due, None, None, None]
    assert clocks(make_liaison("NORTH")) == [None, None, None, due]
    assert clocks(make_user(Role.OFFICER)) == [due, None, None, due]
