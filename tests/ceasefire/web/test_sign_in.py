"""Signing in and out, and what wrong passwords lead to."""

import pytest
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.urls import NoReverseMatch, reverse

from ceasefire.accounts.services import suspend
from ceasefire.web.account_adapter import AccountAdapter
from tests.builders.accounts import (
    PASSWORD,
    make_administrator,
    make_suspended,
    make_user,
    sessions_of,
    sign_in,
)

pytestmark = pytest.mark.django_db
LIMIT = 10
WRONG = "not the password"


@pytest.fixture(autouse=True)
def _nobody_tried_before():
    cache.clear()


def try_password(client, email, password=WRONG, **headers):
    return client.post(
        "/account/login/", {"login": email, "password": password}, headers=headers or None
    )


def test_person_signs_in_by_address_in_any_case_and_lands_on_the_first_page(client):
    person = make_user(email="ada@people.invalid", password=PASSWORD)

    answer = try_password(client, " ADA@people.invalid", PASSWORD)

    assert (answer.status_code, answer.url) == (302, "/")
    assert len(sessions_of(person)) == 1


def test_sign_in_leads_back_to_the_page_that_was_asked_for(client):
    make_user(email="ada@people.invalid", password=PASSWORD)
    asked = client.get("/me/")
    assert asked.url == "/account/login/?next=/me/"

    words = {"login": "ada@people.invalid", "password": PASSWORD, "next": "/me/"}

    assert client.post("/account/login/", words).url == "/me/"


def test_sign_in_leads_to_no_other_site(client):
    make_user(email="ada@people.invalid", password=PASSWORD)
    words = {"login": "ada@people.invalid", "password": PASSWORD, "next": "https://evil.invalid/"}

    assert client.post("/account/login/", words).url == "/"


def test_session_key_is_another_after_signing_in_and_the_old_one_is_dead(client):
    person = make_user(email="ada@people.invalid", password=PASSWORD)
    client.post("/language/", {"language": "ar"})
    session = client.session
    session["planted"] = True
    session.save()
    client.cookies["sessionid"] = planted = session.session_key

    try_password(client, "ada@people.invalid", PASSWORD)

    assert client.cookies["sessionid"].value != planted
    assert not Session.objects.filter(session_key=planted).exists()
    assert [each.session_key for each in sessions_of(person)] == [client.cookies["sessionid"].value]


def test_sign_out_ends_the_session_on_the_server(client):
    person = make_user()
    sign_in(client, person)
    stolen = client.cookies["sessionid"].value

    client.post("/account/logout/")

    assert sessions_of(person) == []
    client.cookies["sessionid"] = stolen
    assert client.get("/me/").url.startswith("/account/login/")


def test_sign_out_asks_first_when_it_is_only_opened(client):
    sign_in(client, make_user())

    assert client.get("/account/logout/").status_code == 200
    assert client.get("/me/").status_code == 200


@pytest.mark.parametrize(
    "path", ["signup/", "signup/passkey/", "3rdparty/", "login/code/", "confirm-email/"]
)
def test_nobody_can_sign_up(client, path):
    assert client.get(f"/account/{path}").status_code == 404
    assert client.post(f"/account/{path}", {"email": "me@people.invalid"}).status_code == 404


def test_library_is_told_that_nobody_signs_up(rf):
    assert AccountAdapter().is_open_for_signup(rf.get("/")) is False


@pytest.mark.parametrize("name", ["account_signup", "account_set_password", "admin:index"])
def test_routes_of_signing_up_and_of_djangos_admin_do_not_exist(name):
    with pytest.raises(NoReverseMatch):
        reverse(name)


def body_without_token(answer):
    token = answer.context["csrf_token"]
    return answer.content.decode().replace(str(token), "")


@pytest.mark.parametrize("known", ["active", "suspended", "without a password"])
def test_wrong_password_is_answered_alike_for_known_and_unknown(client, known):
    makers = {"active": make_user, "suspended": make_suspended}
    maker = makers.get(known, make_user)
    maker(
        email="known@people.invalid", password=None if known == "without a password" else PASSWORD
    )

    answers = [try_password(client, f"{who}known@people.invalid") for who in ("", "un")]

    assert [each.status_code for each in answers] == [200, 200]
    bodies = [body_without_token(each) for each in answers]
    assert bodies[0] == bodies[1].replace("unknown@", "known@")


def test_suspended_person_with_the_right_password_is_told_so_and_stays_out(client):
    person = make_suspended(email="ada@people.invalid", password=PASSWORD)

    answer = try_password(client, "ada@people.invalid", PASSWORD)

    assert answer.url == "/account/inactive/"
    assert sessions_of(person) == []
    assert "suspended" in client.get(answer.url).content.decode()


def test_suspension_shuts_every_open_session_at_once(client, client_factory):
    person = make_user()
    tabs = [sign_in(client_factory(), person) for _ in range(3)]
    assert [tab.get("/me/").status_code for tab in tabs] == [200, 200, 200]

    suspend(person=person, by=make_administrator(), reason="Left")

    assert {tab.get("/me/").url for tab in tabs} == {"/account/login/?next=/me/"}
    assert {tab.get("/api/v1/parties/").status_code for tab in tabs} == {401}


def test_too_many_wrong_passwords_are_answered_with_a_page(client):
    make_user(email="ada@people.invalid", password=PASSWORD)
    answers = [try_password(client, "Ada@people.invalid") for _ in range(LIMIT)]

    locked = try_password(client, "ada@PEOPLE.invalid", PASSWORD)

    assert [each.status_code for each in answers] == [200] * (LIMIT - 1) + [429]
    assert (locked.status_code, locked.headers["Retry-After"]) == (429, "900")
    assert "Too many tries" in locked.content.decode()
    assert "_auth_user_id" not in client.session


def test_lock_is_answered_alike_for_known_and_unknown(client):
    make_user(email="known@people.invalid", password=PASSWORD)
    for _ in range(LIMIT):
        known = try_password(client, "known@people.invalid")
        unknown = try_password(client, "unknown@people.invalid")

    assert (known.status_code, known.content) == (429, unknown.content)


def test_attacker_cannot_lock_out_somebody_in_another_network(client_factory):
    make_user(email="ada@people.invalid", password=PASSWORD)
    attacker = client_factory(REMOTE_ADDR="203.0.113.7")
    for _ in range(LIMIT + 3):
        try_password(attacker, "ada@people.invalid")

    answer = try_password(
        client_factory(REMOTE_ADDR="198.51.100.9"), "ada@people.invalid", PASSWORD
    )

    assert answer.status_code == 302


def test_another_device_of_the_same_network_starts_no_fresh_count(client_factory):
    make_user(email="ada@people.invalid", password=PASSWORD)
    for number in range(LIMIT):
        device = client_factory(REMOTE_ADDR=f"203.0.113.{number}")
        last = try_password(device, "ada@people.invalid", **{"User-Agent": f"Browser/{number}"})

    assert last.status_code == 429


def test_right_password_clears_the_count(client):
    make_user(email="ada@people.invalid", password=PASSWORD)
    for _ in range(3):
        for _ in range(LIMIT - 1):
            try_password(client, "ada@people.invalid")
        assert try_password(client, "ada@people.invalid", PASSWORD).status_code == 302
        client.post("/account/logout/")


def test_lock_ends_by_itself(client, client_factory):
    make_user(email="ada@people.invalid", password=PASSWORD)
    for _ in range(LIMIT):
        try_password(client, "ada@people.invalid")

    [lock] = cache._cache.get_client().keys("*axes*")

    assert 0 < cache._cache.get_client().ttl(lock) <= 15 * 60


def test_sign_in_answers_in_the_persons_language_unless_the_browser_has_one(client, client_factory):
    person = make_user(email="ada@people.invalid", password=PASSWORD)
    person.language = "ar"
    person.save(update_fields=["language"])

    assert (
        try_password(client, "ada@people.invalid", PASSWORD).cookies["django_language"].value
        == "ar"
    )
    chosen = client_factory()
    chosen.cookies["django_language"] = "en"
    assert "django_language" not in try_password(chosen, "ada@people.invalid", PASSWORD).cookies
