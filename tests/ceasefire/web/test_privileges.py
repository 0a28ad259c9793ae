"""HD-6: the pages of accounts work with the privileges of the web process, letters with the worker's."""

import pytest
from django.core import mail
from django.core.cache import cache

from ceasefire.accounts.models import AccessToken, Invitation, Team, User
from ceasefire.codes.roles import Role
from ceasefire.outbox.services import send_owed_letters
from tests.builders.accounts import PASSWORD, make_administrator, make_suspended, make_user, sign_in
from tests.builders.database import acting_as
from tests.builders.letters import letter_to, link_in
from tests.builders.parties import make_party
from tests.builders.statements import captured_statements

pytestmark = pytest.mark.django_db


def all_steps(client, party):
    """Every step an administrator can take, one of each; the statuses of the answers."""
    person, lost = make_user(Role.LIAISON), make_suspended()
    monitor = make_user(Role.MONITOR)
    with acting_as("ceasefire_web"):
        yield client.post(
            "/invitations/new/", {"name": "B", "email": "b@x.invalid", "role": "delegate"}
        )
        invitation = Invitation.objects.get()
        yield client.post(f"/invitations/{invitation.public_id}/send-again/")
        yield client.post(f"/invitations/{invitation.public_id}/revoke/")
        yield client.post("/teams/new/", {"name": "Valley"})
        team = f"/teams/{Team.objects.get().public_id}/members/"
        yield client.post(f"{team}new/", {"person": monitor.public_id})
        yield client.post(f"{team}{monitor.public_id}/lead/", {"lead": "1"})
        yield client.post(f"{team}{monitor.public_id}/remove/")
        page = f"/people/{person.public_id}/"
        yield client.post(f"{page}speaks-for/", {"party": party.public_id})
        yield client.post(f"{page}role/", {"role": "delegate", "reason": "Left"})
        yield client.post(f"{page}suspend/", {"reason": "Left"})
        yield client.post(f"/people/{lost.public_id}/reinstate/", {"reason": "Back"})
        words = {"program": "Desk", "scopes": ["read:published"], "days": "3"}
        yield client.post("/programs/tokens/new/", words)
        yield client.post(f"/programs/tokens/{AccessToken.objects.get().public_id}/revoke/")


def test_administrator_needs_no_more_than_the_web_process_has(client):
    sign_in(client, make_administrator())

    statuses = [answer.status_code for answer in all_steps(client, make_party())]

    assert statuses == [302] * 11 + [200, 302]


def test_person_needs_no_more_than_the_web_process_has(client):
    cache.clear()
    make_user(email="ada@people.invalid", password=PASSWORD)
    with acting_as("ceasefire_web"):
        client.post("/account/password/forgotten/", {"email": "ada@people.invalid"})
    path = link_in(letter_to("ada@people.invalid"))
    words = {"password1": "weir bridge at noon", "password2": "weir bridge at noon"}

    with acting_as("ceasefire_web"):
        form = client.get(path, follow=True).request["PATH_INFO"]
        assert client.post(form, words).status_code == 302
        words = {"login": "ada@people.invalid", "password": "weir bridge at noon"}
        assert client.post("/account/login/", words).url == "/"
        assert client.post("/me/", {"name": "Ada B.", "language": "ar"}).status_code == 302
        assert client.post("/me/sign-out-everywhere/").status_code == 302

    assert User.objects.get(email="ada@people.invalid").name == "Ada B."


def test_worker_sends_letters_with_what_it_has(client):
    sign_in(client, make_administrator())
    client.post("/invitations/new/", {"name": "B", "email": "b@x.invalid", "role": "delegate"})

    with acting_as("ceasefire_worker"), captured_statements() as asked:
        assert send_owed_letters() == 1

    assert [letter.to for letter in mail.outbox] == [["b@x.invalid"]]
    assert not any("ceasefire_user" in statement for statement in asked())
