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


def test_second_adjudicator_can_release_what_the_first_approved():
    assert [person.role for person in PEOPLE].count("adjudicator") == 2


@pytest.mark.parametrize("command", ["NORTH", "SOUTH"])
def test_each_command_has_a_liaison(command):
    assert [person.role for person in PEOPLE if person.party == command] == ["liaison"]
