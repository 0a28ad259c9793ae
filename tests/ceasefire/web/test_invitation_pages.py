"""Invitations, from the form to the account."""

from datetime import timedelta

import pytest

from ceasefire.accounts.invitations import resend_invitation, revoke_invitation
from ceasefire.accounts.models import Invitation, User
from ceasefire.accounts.services import suspend
from ceasefire.codes.roles import Role
from tests.builders.accounts import (
    make_administrator,
    make_invitation,
    make_team,
    make_user,
    sign_in,
)
from tests.builders.letters import delivered, letter_to, link_in
from tests.ceasefire.web.pages import elements, facts, first, links, parsed, rows, text_of
from tests.ceasefire.web.test_people_pages import errors

pytestmark = pytest.mark.django_db
PASSWORD = "noon at the quarry"


@pytest.fixture
def admin(client):
    person = make_administrator(name="Ada Admin")
    sign_in(client, person)
    return person


def invite(client, role="delegate", **words):
    words = {"name": "Bela", "email": "bela@people.invalid", "role": role, **words}
    return client.post("/invitations/new/", words)


def step(client, name):
    invitation = Invitation.objects.get()
    return client.post(f"/invitations/{invitation.public_id}/{name}/")


def accept(client, path, password=PASSWORD, repeated=None):
    return client.post(path, {"password": password, "repeated": repeated or password})


def test_from_invitation_to_account(client, admin, client_factory):
    assert invite(client, "mediator").url == "/invitations/"
    path = link_in(letter_to("bela@people.invalid"))
    guest = client_factory()
    shown = facts(parsed(guest.get(path)))
    assert (shown["Name"], shown["Role"]) == ("Bela", "Mediator, secretariat")

    assert accept(guest, path).url == "/account/login/"

    words = {"login": "bela@people.invalid", "password": PASSWORD}
    assert guest.post("/account/login/", words).url == "/"
    assert User.objects.get(email="bela@people.invalid").role == Role.MEDIATOR
    assert "accepted" in " ".join(rows(parsed(client.get("/invitations/"))))


def test_monitor_needs_a_second_administrator(client, admin, client_factory):
    team = make_team("Valley")
    invite(client, "monitor", team=team.public_id)
    assert delivered() == []

    refused = step(client, "confirm")
    assert refused.status_code == 409
    assert "Somebody else than the person who invited" in errors(refused)[0]
    second = sign_in(client_factory(), make_administrator())
    assert step(second, "confirm").status_code == 302

    accept(client_factory(), link_in(letter_to("bela@people.invalid")))
    [membership] = team.memberships.present()
    assert membership.user.email == "bela@people.invalid"


def test_incomplete_invitation_says_what_is_missing_and_keeps_what_was_typed(client, admin):
    answer = invite(client, email="bela", name="")

    assert answer.status_code == 400
    assert errors(answer) == ["This field is required.", "Enter a valid email address."]
    assert first(parsed(answer), "input", name="email").get("value") == "bela"
    assert not Invitation.objects.exists()


def test_team_is_for_monitors_only(client, admin):
    answer = invite(client, "officer", team=make_team().public_id)

    assert (answer.status_code, errors(answer)) == (400, ["Only monitors work in teams."])


@pytest.mark.parametrize("taken", ["account", "invitation"])
def test_taken_address_is_refused_by_the_state_of_things(client, admin, taken):
    make = make_user if taken == "account" else make_invitation
    make(email="bela@people.invalid")

    answer = invite(client)

    assert answer.status_code == 409
    assert "This address" in errors(answer)[0]


def unusable_links(client, time_machine):
    """A link of each kind that cannot be used."""
    time_machine.move_to("2026-03-02T09:00:00Z", tick=False)
    make_invitation(email="late@people.invalid")
    late = link_in(letter_to("late@people.invalid"))
    time_machine.shift(timedelta(hours=72))
    invitations = {name: make_invitation(email=f"{name}@people.invalid") for name in "abc"}
    used, revoked, replaced = [link_in(letter_to(each.email)) for each in invitations.values()]
    accept(client, used)
    time_machine.shift(1)
    revoke_invitation(invitation=invitations["b"], by=make_administrator())
    resend_invitation(invitation=invitations["c"], by=make_administrator())
    return [late, used, revoked, replaced, used[:-2] + "/", "/welcome/nothing/"]


def test_links_that_cannot_be_used_are_answered_in_the_same_bytes(client_factory, time_machine):
    guest = client_factory()
    paths = unusable_links(client_factory(), time_machine)

    answers = [ask(path) for path in paths for ask in (guest.get, lambda path: accept(guest, path))]

    assert len(answers) == 12
    assert {(each.status_code, each.content) for each in answers} == {(404, answers[0].content)}
    assert len({tuple(sorted(each.headers.items())) for each in answers}) == 1
    assert "This link cannot be used" in answers[0].content.decode()


@pytest.mark.parametrize(
    ("password", "repeated", "why"),
    [
        ("short", None, "at least 12 characters"),
        (PASSWORD, "another at the quarry", "The two are not the same."),
        ("bela@people.invalid", None, "too similar to the email"),
    ],
)
def test_password_of_a_newcomer_must_be_a_good_one(
    client, admin, client_factory, password, repeated, why
):
    invite(client)
    path = link_in(letter_to("bela@people.invalid"))

    answer = accept(client_factory(), path, password, repeated)

    assert answer.status_code == 400
    assert why in " ".join(errors(answer))
    assert not User.objects.filter(email="bela@people.invalid").exists()


def test_link_ends_with_an_account_that_its_address_got_otherwise(client, admin, client_factory):
    invite(client)
    path = link_in(letter_to("bela@people.invalid"))
    guest = client_factory()
    assert guest.get(path).status_code == 200
    make_user(email="bela@people.invalid")

    answer = accept(guest, path)

    assert (answer.status_code, answer.content) == (404, guest.get("/welcome/nothing/").content)


def test_newcomer_takes_only_what_was_offered(client, admin, client_factory):
    invite(client, "delegate")
    words = {"password": PASSWORD, "repeated": PASSWORD, "role": "administrator", "name": "Eve"}
    words |= {"email": "eve@people.invalid", "is_active": "0", "language": "xx"}

    client_factory().post(link_in(letter_to("bela@people.invalid")), words)

    person = User.objects.get(email="bela@people.invalid")
    assert (person.role, person.name, person.is_active) == (Role.DELEGATE, "Bela", True)


def test_newcomers_language_is_the_one_they_read_in(client, admin, client_factory):
    invite(client)
    guest = client_factory()
    guest.post("/language/", {"language": "ar"})

    accept(guest, link_in(letter_to("bela@people.invalid")))

    assert User.objects.get(email="bela@people.invalid").language == "ar"


def test_each_state_offers_its_own_steps(client, admin):
    steps = {}
    for name, role in (("waiting", Role.MONITOR), ("sent", Role.DELEGATE)):
        invitation = make_invitation(role, email=f"{name}@people.invalid")
        page = parsed(client.get("/invitations/", {"state": name}))
        inside = first(page, "div", id="results")
        steps[name] = [each.rsplit("/", 2)[1] for each in links(inside)]
        assert all(str(invitation.public_id) in each for each in links(inside))

    assert steps == {"waiting": ["confirm", "revoke"], "sent": ["send-again", "revoke"]}


def test_empty_list_says_so(client, admin):
    assert rows(parsed(client.get("/invitations/"))) == ["Nobody has been invited yet."]


def test_suspended_administrator_invites_nobody(client, admin):
    suspend(person=admin, by=make_administrator(), reason="Left")

    assert invite(client).url.startswith("/account/login/")
    assert not Invitation.objects.exists()


def test_form_offers_no_role_of_machines(client, admin):
    options = elements(parsed(client.get("/invitations/new/")), "option")

    values = {each.get("value") for each in options}
    assert values & {"program", "system"} == set()
    assert text_of(first(parsed(client.get("/invitations/new/")), "h1")) == "Invite a person"
