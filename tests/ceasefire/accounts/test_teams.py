import pytest
from django.core.exceptions import ValidationError

from ceasefire.accounts.teams import (
    AlreadyAMemberError,
    NotAMemberError,
    NotAMonitorError,
    add_member,
    create_team,
    remove_member,
    set_lead,
)
from ceasefire.codes.roles import Role
from ceasefire.ledger.models import LedgerEntry
from tests.builders.accounts import make_administrator, make_team, make_user

pytestmark = pytest.mark.django_db


def entries_about(team):
    return [(entry.kind, entry.details) for entry in LedgerEntry.objects.about(team)]


def test_team_needs_a_name_of_its_own():
    admin = make_administrator()
    team = create_team(name=" Valley ", by=admin)

    assert (team.name, entries_about(team)) == ("Valley", [("team.created", {"name": "Valley"})])
    for name in ("Valley", "  "):
        with pytest.raises(ValidationError):
            create_team(name=name, by=admin)


def test_monitor_joins_leads_and_leaves():
    team, monitor, admin = make_team(), make_user(Role.MONITOR), make_administrator()
    name = str(monitor.public_id)

    add_member(team=team, person=monitor, by=admin)
    set_lead(team=team, person=monitor, is_lead=True, by=admin)
    set_lead(team=team, person=monitor, is_lead=True, by=admin)
    left = remove_member(team=team, person=monitor, by=admin)

    assert left.is_lead
    assert left.until is not None
    assert not team.memberships.present().exists()
    assert entries_about(team)[1:] == [
        ("team.member_added", {"person": name, "is_lead": False}),
        ("team.lead_changed", {"person": name, "is_lead": True}),
        ("team.member_removed", {"person": name}),
    ]


@pytest.mark.parametrize("role", [role for role in Role if role != Role.MONITOR])
def test_only_monitors_join_a_team(role):
    person, team = make_user(role), make_team()

    with pytest.raises(NotAMonitorError):
        add_member(team=team, person=person, by=make_administrator())

    assert not team.memberships.exists()


def test_nobody_joins_twice_but_may_come_back():
    monitor, admin = make_user(Role.MONITOR), make_administrator()
    team = make_team(members=[monitor])

    with pytest.raises(AlreadyAMemberError):
        add_member(team=team, person=monitor, by=admin)
    remove_member(team=team, person=monitor, by=admin)
    add_member(team=team, person=monitor, by=admin)

    assert (team.memberships.count(), team.memberships.present().count()) == (2, 1)


def test_whoever_is_not_in_the_team_neither_leads_nor_leaves_it():
    team, monitor, admin = make_team(), make_user(Role.MONITOR), make_administrator()

    with pytest.raises(NotAMemberError):
        set_lead(team=team, person=monitor, is_lead=True, by=admin)
    with pytest.raises(NotAMemberError):
        remove_member(team=team, person=monitor, by=admin)
