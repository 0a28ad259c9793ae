"""A person changes their e-mail address."""

import pytest
from allauth.account.models import EmailAddress
from django.core.cache import cache

from ceasefire.ledger.models import LedgerEntry
from tests.builders.accounts import PASSWORD, make_user, sign_in
from tests.builders.letters import delivered, letter_to, link_in
from tests.builders.statements import captured_statements

pytestmark = pytest.mark.django_db
PAGE = "/account/email/"


@pytest.fixture(autouse=True)
def _nobody_asked_before():
    cache.clear()


@pytest.fixture
def ada(client):
    person = make_user(email="ada@people.invalid", password=PASSWORD, name="Ada")
    client.post("/account/login/", {"login": person.email, "password": PASSWORD})
    client.post("/account/confirm-it-is-you/", {"password": PASSWORD})
    return person


def ask(client, email):
    return client.post(PAGE, {"action_add": "", "email": email})


def test_address_changes_when_the_link_in_the_letter_is_used(client, ada):
    assert ask(client, "Fresh@people.invalid").url == PAGE
    ada.refresh_from_db()
    assert ada.email == "ada@people.invalid"
    path = link_in(letter_to("fresh@people.invalid"))

    assert "becomes the address of" in client.get(path).content.decode()
    client.post(path)

    ada.refresh_from_db()
    assert ada.email == "fresh@people.invalid"
    [address] = EmailAddress.objects.filter(user=ada)
    assert (address.email, address.verified, address.primary) == (ada.email, True, True)
    assert "address for the record was changed" in letter_to("ada@people.invalid").body
    assert LedgerEntry.objects.about(ada).last().kind == "person.email_changed"


def test_only_the_confirmed_address_signs_in(client, client_factory, ada):
    ask(client, "fresh@people.invalid")

    words = {"login": "ada@people.invalid", "password": PASSWORD}
    assert client_factory().post("/account/login/", words).status_code == 302

    client.post(link_in(letter_to("fresh@people.invalid")))

    words["login"] = "ada@people.invalid"
    assert client_factory().post("/account/login/", words).status_code == 200
    words["login"] = "fresh@people.invalid"
    assert client_factory().post("/account/login/", words).status_code == 302


def test_known_and_unknown_addresses_are_answered_alike(client, client_factory, ada):
    make_user(email="known@people.invalid")
    answers, statements = [], []
    for address in ("known@people.invalid", "other@people.invalid"):
        with captured_statements() as asked:
            answers.append(ask(client, address))
        statements.append(asked())
        page = client.get(PAGE).content.decode()
        assert f"{address}</bdi>" in page
        client.post(PAGE, {"action_remove": "", "email": address})

    assert {(each.status_code, each.url, each.content) for each in answers} == {(302, PAGE, b"")}
    assert statements[0] == statements[1]
    assert {each.to[0] for each in delivered()} >= {"known@people.invalid", "other@people.invalid"}


def test_address_of_another_account_cannot_be_taken_over(client, client_factory, ada):
    other = make_user(email="known@people.invalid")
    ask(client, "known@people.invalid")
    path = link_in(letter_to("known@people.invalid"))

    assert "This link cannot be used" in client_factory().get(path).content.decode()
    client_factory().post(path)

    ada.refresh_from_db()
    other.refresh_from_db()
    assert (ada.email, other.email) == ("ada@people.invalid", "known@people.invalid")


def test_link_works_once(client, ada):
    ask(client, "fresh@people.invalid")
    path = link_in(letter_to("fresh@people.invalid"))
    client.post(path)

    assert "This link cannot be used" in client.get(path).content.decode()
    assert client.post(path).status_code == 404


def test_change_asks_again_who_it_is(client):
    sign_in(client, make_user(password=PASSWORD))

    assert ask(client, "fresh@people.invalid").url.startswith("/account/confirm-it-is-you/")
    assert not EmailAddress.objects.filter(email="fresh@people.invalid").exists()


def test_waiting_change_can_be_called_off(client, ada):
    ask(client, "fresh@people.invalid")
    path = link_in(letter_to("fresh@people.invalid"))

    client.post(PAGE, {"action_remove": "", "email": "fresh@people.invalid"})

    assert "This link cannot be used" in client.get(path).content.decode()


def test_whoever_mistypes_their_address_gives_their_account_to_nobody(client, client_factory, ada):
    """Until it is confirmed, the mailbox of a waiting address can ask for no password."""
    ask(client, "stranger@people.invalid")
    before = len(delivered())

    client_factory().post("/account/password/forgotten/", {"email": "stranger@people.invalid"})

    assert len(delivered()) == before
