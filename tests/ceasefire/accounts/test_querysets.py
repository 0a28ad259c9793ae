from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser

from ceasefire.accounts.choices import AccountState, InvitationState
from ceasefire.accounts.filters import InvitationFilter, PersonFilter
from ceasefire.accounts.invitations import accept_invitation, revoke_invitation
from ceasefire.accounts.links import read_key, write_key
from ceasefire.accounts.models import AccessToken, Invitation, Team, User
from ceasefire.codes.roles import Role
from tests.builders.accounts import (
    PASSWORD,
    make_administrator,
    make_invitation,
    make_suspended,
    make_team,
    make_token,
    make_user,
)

pytestmark = pytest.mark.django_db
SEEN = {
    User: "ceasefire.view_person",
    Team: "ceasefire.view_team",
    Invitation: "ceasefire.view_invitation",
    AccessToken: "ceasefire.view_token",
}
CALLERS = [*Role, "visitor", "suspended"]


def caller(word):
    if word == "visitor":
        return AnonymousUser()
    return make_suspended() if word == "suspended" else make_user(word)


@pytest.fixture
def rows():
    """Rows that could leak: other people's, a team, an invitation and a token."""
    make_team(members=[make_user(Role.MONITOR)])
    make_invitation()
    make_token()
    make_suspended()


@pytest.mark.parametrize("word", CALLERS)
@pytest.mark.parametrize("model", SEEN)
def test_list_and_rule_agree(rows, model, word):
    user = caller(word)
    if word == Role.MONITOR:
        make_team(members=[user])

    allowed = {row for row in model.objects.all() if user.has_perm(SEEN[model], row)}

    assert set(model.objects.visible_to(user)) == allowed


def test_each_sees_only_what_is_theirs(rows):
    monitor = make_user(Role.MONITOR)
    team = make_team(members=[monitor])

    assert list(User.objects.visible_to(monitor)) == [monitor]
    assert list(Team.objects.visible_to(monitor)) == [team]
    assert not Invitation.objects.visible_to(monitor).exists()
    assert not AccessToken.objects.visible_to(monitor).exists()


def test_team_that_was_left_is_no_longer_seen():
    monitor = make_user(Role.MONITOR)
    team = make_team(members=[monitor])
    team.memberships.update(until="2026-01-01T00:00:00Z")

    assert not Team.objects.visible_to(monitor).exists()
    assert not monitor.has_perm("ceasefire.view_team", team)


def test_administrators_see_everybody_but_the_service_itself(rows):
    seen = User.objects.visible_to(make_administrator())

    assert set(User.objects.all()) - set(seen) == {User.objects.system()}


def narrowed(**words):
    return list(PersonFilter(words, queryset=User.objects.people()).qs)


def test_people_are_found_by_name_address_role_and_state():
    ada = make_user(Role.OFFICER, name="Ada", email="countess@people.invalid")
    bela = make_suspended(Role.OFFICER, name="Bela")
    User.objects.filter(pk=ada.pk).update(last_login="2026-01-01T00:00:00Z")
    ceren = make_user(Role.AUDITOR, name="Ceren")

    assert narrowed(name="COUNT") == [ada]
    assert narrowed(name="bel") == [bela]
    assert narrowed(role="officer") == [ada, bela]
    assert narrowed(state=AccountState.ACTIVE) == [ada]
    assert narrowed(state=AccountState.SUSPENDED) == [bela]
    assert narrowed(state=AccountState.NEVER_HERE) == [ceren]
    assert narrowed() == [ada, bela, ceren]


def test_state_of_an_invitation_is_the_same_in_lists_and_on_its_row(time_machine):
    time_machine.move_to("2026-03-02T09:00:00Z", tick=False)
    make_invitation(email="expired@people.invalid")
    time_machine.shift(timedelta(hours=72))
    make_invitation(Role.MONITOR, email="waiting@people.invalid")
    make_invitation(email="sent@people.invalid")
    revoke_invitation(
        invitation=make_invitation(email="revoked@people.invalid"), by=make_administrator()
    )
    used = make_invitation(email="accepted@people.invalid")
    key = write_key(used.public_id, used.expires_at)
    accept_invitation(key=key, password=PASSWORD, language="en")

    for state in InvitationState:
        [found] = InvitationFilter({"state": state}, queryset=Invitation.objects.all()).qs
        assert (found.email, found.state) == (f"{state}@people.invalid", state)


def test_filter_knows_whether_it_narrows():
    assert not PersonFilter({"name": ""}, queryset=User.objects.people()).is_narrowed
    assert PersonFilter({"name": "a"}, queryset=User.objects.people()).is_narrowed


@pytest.mark.parametrize("key", ["", "abc", "a:b:c", "\u0661"])
def test_key_that_we_did_not_write_names_nothing(key):
    assert read_key(key) is None
    assert Invitation.objects.behind(key) is None


def test_key_names_the_invitation_and_its_end():
    invitation = make_invitation()

    read = read_key(write_key(invitation.public_id, invitation.expires_at))

    assert read == (invitation.public_id, invitation.expires_at)


def test_account_is_found_by_its_address_in_any_case():
    person = make_user(email="ada@people.invalid")

    assert User.objects.get_by_natural_key("ADA@People.invalid") == person
