import pytest

from ceasefire.codes.roles import PEOPLE as ROLES
from config.demo.people import DELEGATE, PEOPLE, demo_password, sign_in_table


def test_every_role_of_a_person_has_a_demo_account():
    assert {person.role for person in PEOPLE} == {role.value for role in ROLES}


def test_demo_accounts_have_different_addresses_that_lead_nowhere():
    assert len({person.email for person in PEOPLE}) == len(PEOPLE)
    assert all(person.email.endswith("@demo.invalid") for person in PEOPLE)
    assert DELEGATE.email == "delegate@demo.invalid"


def test_table_has_one_line_for_each_account(tmp_path):
    lines = sign_in_table(tmp_path).splitlines()

    assert len(lines) == len(PEOPLE)
    assert all(demo_password(tmp_path) in line for line in lines)


@pytest.mark.parametrize("role", ["adjudicator", "officer", "monitor"])
def test_what_two_people_must_do_two_can_do(role):
    assert [person.role for person in PEOPLE].count(role) == 2


def test_one_monitor_leads_the_team():
    assert [person.account for person in PEOPLE if person.is_lead] == ["monitor"]


@pytest.mark.parametrize(
    ("party", "role"),
    [
        ("NORTH", "liaison"),
        ("SOUTH", "liaison"),
        ("GUARANTOR-N", "guarantor"),
        ("GUARANTOR-S", "guarantor"),
    ],
)
def test_somebody_speaks_for_each_command_and_each_guarantor(party, role):
    assert [person.role for person in PEOPLE if person.party == party] == [role]
