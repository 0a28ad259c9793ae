import pytest

from ceasefire.accounts.models import Team
from ceasefire.codes.roles import Role
from tests.builders.accounts import (
    make_administrator,
    make_suspended,
    make_team,
    make_user,
    sign_in,
)
from tests.ceasefire.web.pages import elements, parsed, text_of
from tests.ceasefire.web.test_people_pages import errors

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(client):
    person = make_administrator()
    sign_in(client, person)
    return person


def page_of(team):
    return f"/teams/{team.public_id}/"


def test_team_is_created_and_found_in_the_list(client, admin):
    assert "There is no team yet." in text_of(parsed(client.get("/teams/")))

    answer = client.post("/teams/new/", {"name": "Valley"})

    assert answer.url == page_of(Team.objects.get())
    assert "Valley 0" in text_of(parsed(client.get("/teams/")))


@pytest.mark.parametrize("name", ["", "Valley", "x" * 101])
def test_team_needs_a_name_of_its_own(client, admin, name):
    make_team("Valley")

    answer = client.post("/teams/new/", {"name": name})

    assert (answer.status_code, len(errors(answer))) == (400, 1)
    assert Team.objects.count() == 1


def test_only_monitors_who_are_not_in_the_team_can_be_added(client, admin):
    inside = make_user(Role.MONITOR, name="Inside")
    make_user(Role.MONITOR, name="Outside")
    make_suspended(Role.MONITOR, name="Suspended")
    make_user(Role.OFFICER, name="Officer")
    team = make_team(members=[inside])

    tree = parsed(client.get(page_of(team) + "members/new/"))

    assert [text_of(each) for each in elements(tree, "option")] == ["Outside"]


def test_monitor_is_added_leads_and_is_taken_out(client, admin):
    team, monitor = make_team(), make_user(Role.MONITOR, name="Bela")
    member = f"{page_of(team)}members/{monitor.public_id}/"

    client.post(page_of(team) + "members/new/", {"person": monitor.public_id})
    assert "Bela" in text_of(parsed(client.get(page_of(team))))
    assert client.post(member + "lead/", {"lead": "1"}).url == page_of(team)
    assert team.memberships.present().get().is_lead
    client.post(member + "lead/", {"lead": "0"})
    assert not team.memberships.present().get().is_lead

    assert "Bela" in text_of(parsed(client.get(member + "remove/")))
    client.post(member + "remove/")

    assert not team.memberships.present().exists()
    assert "Nobody is in this team." in text_of(parsed(client.get(page_of(team))))
    assert client.post(member + "remove/").status_code == 409
    assert client.post(member + "lead/", {"lead": "1"}).status_code == 409


def test_somebody_who_is_no_monitor_is_refused(client, admin):
    team, officer = make_team(), make_user(Role.OFFICER)

    answer = client.post(page_of(team) + "members/new/", {"person": officer.public_id})

    assert answer.status_code == 400
    assert not team.memberships.exists()
