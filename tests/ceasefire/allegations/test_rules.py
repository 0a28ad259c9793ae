"""Who may lodge, see, admit and answer; the list's face is tried in test_querysets."""

import pytest
from django.contrib.auth.models import AnonymousUser

from ceasefire.codes.allegations import LodgedAs
from ceasefire.codes.roles import STAFF, Role
from tests.builders.accounts import make_suspended, make_user
from tests.builders.cases import (
    make_admitted,
    make_claim,
    make_guarantor,
    make_liaison,
    make_notified,
)
from tests.builders.field import make_field

pytestmark = pytest.mark.django_db
SPEAKING = [Role.LIAISON, Role.GUARANTOR]
OF_A_ROLE = {
    "see_cases": [*STAFF, *SPEAKING, Role.MONITOR],
    "lodge_allegation": [Role.LIAISON, Role.MONITOR, Role.OFFICER],
    "speak_for_party": [Role.LIAISON],
    "triage_allegation": [Role.OFFICER],
    "see_harm_checks": [Role.OFFICER, Role.CUSTODIAN],
    "answer_harm_check": [Role.OFFICER],
    "settle_harm_check": [Role.CUSTODIAN],
    "hold_back_allegation": [Role.ADJUDICATOR],
    "view_allegation": STAFF,
    "withdraw_allegation": [],
    "answer_allegation": [],
}
OF_A_ROW = ["view_allegation", "withdraw_allegation", "answer_allegation"]


def allowed(user, row=None, names=OF_A_ROW):
    return [name for name in names if user.has_perm(f"ceasefire.{name}", row)]


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("with_row", [True, False])
def test_permissions_are_those_of_the_role(role, with_row):
    row = make_notified() if with_row else None
    expected = [name for name, roles in OF_A_ROLE.items() if role in roles]

    assert allowed(make_user(role), row, OF_A_ROLE) == expected


@pytest.mark.parametrize("role", [*STAFF, *SPEAKING])
def test_suspended_may_nothing(role):
    assert allowed(make_suspended(role), make_notified(), OF_A_ROLE) == []


def test_visitor_may_nothing():
    assert allowed(AnonymousUser(), make_notified(), OF_A_ROLE) == []


@pytest.mark.parametrize("make", [make_admitted, make_notified])
def test_party_that_lodged_it_sees_and_withdraws_it(make):
    allegation = make("NORTH")

    assert allowed(make_liaison("NORTH"), allegation) == ["view_allegation", "withdraw_allegation"]


def test_accused_sees_and_answers_it_once_it_was_put_to_it():
    before, after, liaison = make_admitted("NORTH"), make_notified("NORTH"), make_liaison("SOUTH")

    assert allowed(liaison, before) == []
    assert allowed(liaison, after) == ["view_allegation", "answer_allegation"]


def test_monitor_sees_and_withdraws_what_they_lodged():
    monitor, other = make_user(Role.MONITOR), make_user(Role.MONITOR)
    claim = make_claim(LodgedAs.MONITOR, by=monitor)

    assert allowed(monitor, claim) == ["view_allegation", "withdraw_allegation"]
    assert [allowed(each, claim) for each in (other, make_liaison("NORTH"))] == [[], []]


@pytest.mark.parametrize("lodged_as", [LodgedAs.THIRD_PARTY, LodgedAs.OWN_INITIATIVE])
def test_any_officer_withdraws_what_the_mechanism_lodged(lodged_as):
    claim = make_claim(lodged_as)

    assert allowed(make_user(Role.OFFICER), claim) == ["view_allegation", "withdraw_allegation"]
    assert allowed(make_user(Role.AUDITOR), claim) == ["view_allegation"]


def test_guarantor_sees_what_was_put_to_its_side_and_does_nothing_with_it():
    before, after, own = make_admitted("NORTH"), make_notified("NORTH"), make_notified("SOUTH")
    guarantor = make_guarantor("SOUTH")

    assert [allowed(guarantor, each) for each in (before, after, own)] == [
        [],
        ["view_allegation"],
        [],
    ]


def test_guarantor_who_speaks_for_a_side_is_not_its_liaison():
    make_field()
    guarantor = make_liaison("NORTH", role=Role.GUARANTOR)

    assert allowed(guarantor, make_notified("NORTH")) == []
    assert allowed(guarantor, make_notified("SOUTH")) == []
