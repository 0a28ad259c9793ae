import pytest
from django.contrib.sessions.models import Session

from ceasefire.codes.roles import Role
from tests.builders.accounts import PASSWORD, make_token, make_user, sessions_of, sign_in
from tests.builders.statements import captured_statements

pytestmark = pytest.mark.django_db
MINUTE, HOUR = 60, 3600


@pytest.fixture(autouse=True)
def _at_nine(time_machine):
    time_machine.move_to("2026-03-02T09:00:00Z", tick=False)


def is_open(client):
    client.get("/about/data/")
    return "_auth_user_id" in client.session


@pytest.mark.parametrize(
    ("role", "limit"), [(Role.DELEGATE, 12 * HOUR), (Role.OFFICER, 30 * MINUTE)]
)
def test_session_ends_after_the_idle_limit_of_the_role(
    client, client_factory, settings, time_machine, role, limit
):
    settings.SECOND_FACTOR_ROLES = ["officer"]
    person = make_user(role)
    early, late = sign_in(client, person), sign_in(client_factory(), person)
    assert is_open(early)
    assert is_open(late)

    time_machine.shift(limit)
    assert is_open(early)
    time_machine.shift(1)

    assert not is_open(late)
    assert len(sessions_of(person)) == 1


def test_every_request_moves_the_limit(client, settings, time_machine):
    settings.SECOND_FACTOR_ROLES = ["officer"]
    sign_in(client, make_user(Role.OFFICER))

    for _ in range(10):
        assert is_open(client)
        time_machine.shift(29 * MINUTE)

    assert is_open(client)


def test_program_gets_no_session_beside_its_token(client):
    answer = client.get("/api/v1/parties/", headers={"Authorization": f"Bearer {make_token()}"})

    assert (answer.status_code, dict(answer.cookies)) == (200, {})
    assert not Session.objects.exists()


def test_requests_within_a_minute_write_no_session(client, time_machine):
    sign_in(client, make_user())
    client.get("/about/data/")

    with captured_statements() as asked:
        time_machine.shift(MINUTE - 1)
        client.get("/about/data/")
        within = asked()
        time_machine.shift(1)
        client.get("/about/data/")

    assert {statement.split()[0] for statement in within} == {"SELECT"}
    assert "UPDATE" in {statement.split()[0] for statement in asked()}


def test_person_who_was_signed_out_is_told_why_and_led_back(client, time_machine):
    sign_in(client, make_user())
    client.get("/me/")
    time_machine.shift(12 * HOUR + 1)

    answer = client.get("/me/", follow=True)

    assert answer.redirect_chain == [("/account/login/?next=/me/", 302)]
    assert "You were signed out because nothing happened" in answer.content.decode()


def test_limit_holds_for_whoever_never_came_back_after_signing_in(client, time_machine, settings):
    settings.SECOND_FACTOR_ROLES = ["officer"]
    make_user(Role.OFFICER, email="ada@people.invalid", password=PASSWORD)
    client.post("/account/login/", {"login": "ada@people.invalid", "password": PASSWORD})

    time_machine.shift(30 * MINUTE + 1)

    assert not is_open(client)


def test_change_of_role_changes_the_limit_of_open_sessions(client, time_machine, settings):
    settings.SECOND_FACTOR_ROLES = ["officer"]
    person = make_user(Role.DELEGATE)
    sign_in(client, person)
    is_open(client)
    person.role = Role.OFFICER
    person.save(update_fields=["role"])

    time_machine.shift(31 * MINUTE)

    assert not is_open(client)


def test_session_is_over_with_the_browser(client):
    make_user(email="ada@people.invalid", password=PASSWORD)

    answer = client.post("/account/login/", {"login": "ada@people.invalid", "password": PASSWORD})

    cookie = answer.cookies["sessionid"]
    assert (cookie["max-age"], cookie["expires"]) == ("", "")
    assert (bool(cookie["httponly"]), cookie["samesite"]) == (True, "Lax")


def test_what_a_signed_in_reader_is_shown_is_kept_by_no_cache(client, client_factory):
    sign_in(client, make_user())

    assert client.get("/about/data/").headers["Cache-Control"] == "no-store"
    assert "Cache-Control" not in client_factory().get("/about/data/").headers
