import pytest
from django.contrib.auth.models import AnonymousUser

from ceasefire.accounts.models import User
from ceasefire.accounts.rules import is_in_team, is_self, is_served_by_people
from ceasefire.accounts.teams import add_member, create_team, remove_member
from ceasefire.codes.roles import Role
from tests.builders.accounts import make_user

pytestmark = pytest.mark.django_db


def test_member_is_in_the_team_until_leaving_it():
    system, monitor, other = User.objects.system(), make_user(Role.MONITOR), make_user(Role.MONITOR)
    team = create_team(name="First team", by=system)

    add_member(team=team, person=monitor, by=system)
    assert is_in_team(monitor, team)
    assert not is_in_team(other, team)

    remove_member(team=team, person=monitor, by=system)
    assert not is_in_team(monitor, team)


def test_without_a_team_or_an_account_nobody_is_in_it():
    team = create_team(name="First team", by=User.objects.system())

    assert not is_in_team(make_user(Role.MONITOR), None)
    assert not is_in_team(AnonymousUser(), team)


def test_nobody_but_oneself_is_oneself():
    person, other = make_user(), make_user()

    assert is_self(person, person)
    assert not is_self(person, other)
    assert not is_self(person, None)
    assert not is_self(AnonymousUser(), person)


def test_account_of_the_service_is_nobodys_to_look_at():
    administrator = make_user(Role.ADMINISTRATOR)

    assert not is_served_by_people(administrator, User.objects.system())
    assert is_served_by_people(administrator, make_user())
    assert not administrator.has_perm("ceasefire.view_person", User.objects.system())
