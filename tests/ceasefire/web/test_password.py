"""Forgotten and changed passwords."""

import pytest
from django.core.cache import cache

from ceasefire.codes.roles import Role
from ceasefire.ledger.models import LedgerEntry
from ceasefire.outbox.models import Letter
from config.settings import accounts
from tests.builders.accounts import PASSWORD, make_suspended, make_token, make_user, sign_in
from tests.builders.letters import delivered, letter_to, link_in
from tests.builders.statements import captured_statements

pytestmark = pytest.mark.django_db
ASK = "/account/password/forgotten/"
NEXT = "weir bridge at noon"


@pytest.fixture(autouse=True)
def _nobody_asked_before():
    cache.clear()


def ask(client, email):
    with captured_statements() as asked:
        answer = client.post(ASK, {"email": email})
    return answer, asked()


def set_password(client, path, password=NEXT):
    shown = client.get(path, follow=True)
    return client.post(
        shown.request["PATH_INFO"], {"password1": password, "password2": password}, follow=True
    )


def test_link_in_the_letter_sets_a_password_once(client):
    person = make_user(email="ada@people.invalid", password=PASSWORD)
    ask(client, "ADA@people.invalid")
    path = link_in(letter_to("ada@people.invalid"))

    assert "Your password is set" in set_password(client, path).content.decode()
    person.refresh_from_db()
    assert person.check_password(NEXT)
    assert "This link cannot be used" in client.get(path, follow=True).content.decode()
    assert LedgerEntry.objects.about(person).last().kind == "person.password_set"


@pytest.mark.parametrize("unanswered", ["nobody", "suspended", "program", "the service"])
def test_known_and_unknown_addresses_are_answered_alike(client, client_factory, unanswered):
    make_user(email="known@people.invalid")
    make_token(program_name="Desk")
    make_suspended(email="suspended@people.invalid")
    addresses = {
        "nobody": "nobody-known@people.invalid",
        "suspended": "suspended@people.invalid",
        "program": make_program_address(),
        "the service": "service@record.invalid",
    }

    known, known_statements = ask(client, "known@people.invalid")
    other, other_statements = ask(client_factory(), addresses[unanswered])

    assert (known.status_code, known.url) == (other.status_code, other.url)
    assert (known.content, dict(known.headers)) == (other.content, dict(other.headers))
    assert known_statements == other_statements
    assert [each.to for each in delivered()] == [["known@people.invalid"]]
    assert Letter.objects.count() == 2


def make_program_address():
    return make_user(Role.PROGRAM, email="desk@programs.invalid").email


def test_link_ends_after_three_hours(client, time_machine):
    time_machine.move_to("2026-03-02T09:00:00Z", tick=False)
    make_user(email="ada@people.invalid")
    ask(client, "ada@people.invalid")
    path = link_in(letter_to("ada@people.invalid"))

    time_machine.shift(3 * 3600 + 1)

    assert "This link cannot be used" in client.get(path, follow=True).content.decode()


def test_link_is_void_once_the_person_has_signed_in(client, client_factory):
    make_user(email="ada@people.invalid", password=PASSWORD)
    ask(client, "ada@people.invalid")
    path = link_in(letter_to("ada@people.invalid"))
    words = {"login": "ada@people.invalid", "password": PASSWORD}

    client_factory().post("/account/login/", words)

    assert "This link cannot be used" in client.get(path, follow=True).content.decode()


def test_asking_too_often_is_answered_with_a_page(client):
    answers = [ask(client, "ada@people.invalid")[0].status_code for _ in range(6)]

    assert answers == [302] * 5 + [429]


@pytest.mark.parametrize(
    ("password", "why"),
    [
        ("short", "at least 12 characters"),
        ("password1234", "too common"),
        ("ada@people.invalid", "too similar to the email"),
    ],
)
def test_weak_password_is_refused_with_the_reason(client, password, why):
    person = make_user(email="ada@people.invalid", password=PASSWORD)
    ask(client, "ada@people.invalid")

    answer = set_password(client, link_in(letter_to("ada@people.invalid")), password)

    assert why in answer.content.decode()
    person.refresh_from_db()
    assert person.check_password(PASSWORD)


def test_long_password_of_any_letters_is_taken(client):
    person = make_user(email="ada@people.invalid")
    ask(client, "ada@people.invalid")
    password = "جسر السد عند الظهر " * 5

    set_password(client, link_in(letter_to("ada@people.invalid")), password)

    person.refresh_from_db()
    assert person.check_password(password)


def test_changed_password_ends_every_session_and_is_told_by_letter(client, client_factory):
    person = make_user(password=PASSWORD)
    tabs = [sign_in(each, person) for each in (client, client_factory(), client_factory())]
    words = {"oldpassword": PASSWORD, "password1": NEXT, "password2": NEXT}

    assert client.post("/account/password/", words).status_code == 302

    assert {tab.get("/me/").status_code for tab in tabs} == {302}
    assert "Your password was changed" in letter_to(person.email).body
    person.refresh_from_db()
    assert person.check_password(NEXT)


def test_password_is_changed_only_by_whoever_knows_the_old_one(client):
    person = make_user(password=PASSWORD)
    sign_in(client, person)
    words = {"oldpassword": "guess", "password1": NEXT, "password2": NEXT}

    answer = client.post("/account/password/", words)

    assert "type your current password" in answer.content.decode()
    person.refresh_from_db()
    assert person.check_password(PASSWORD)


def test_passwords_are_hashed_with_argon2(settings):
    assert accounts.PASSWORD_HASHERS[0].endswith("Argon2PasswordHasher")
    settings.PASSWORD_HASHERS = accounts.PASSWORD_HASHERS

    assert make_user(password=PASSWORD).password.startswith("argon2$argon2id$")
