"""Second factors over HTTP; the browser's part is under tests/browser."""

import re
import time

import pytest
from allauth.mfa.models import Authenticator
from cryptography.fernet import InvalidToken
from django.core.cache import cache

from ceasefire.codes.roles import Role
from ceasefire.ledger.models import LedgerEntry
from ceasefire.outbox.models import Letter
from ceasefire.web.second_factor import SecondFactorAdapter
from tests.builders.accounts import PASSWORD, make_token, make_user, sign_in
from tests.builders.codes import app_code

pytestmark = pytest.mark.django_db
START = "2026-03-02T09:00:00Z"
SETUP = "/account/second-factor/app/"


@pytest.fixture(autouse=True)
def _nobody_tried_before(time_machine):
    cache.clear()
    time_machine.move_to(START, tick=False)


@pytest.fixture
def officer(settings):
    settings.SECOND_FACTOR_ROLES = ["officer"]
    return make_user(Role.OFFICER, email="ada@people.invalid", password=PASSWORD)


def enter_password(client):
    words = {"login": "ada@people.invalid", "password": PASSWORD}
    return client.post("/account/login/", words)


def enrol(client):
    """Set up an app as a signed-in person does; its secret."""
    client.post("/account/confirm-it-is-you/", {"password": PASSWORD})
    shown = client.get(SETUP).content.decode()
    secret = re.search(r'id="authenticator_secret">([A-Z2-7]+)<', shown)[1]
    assert client.post(SETUP, {"code": app_code(secret)}).status_code == 302
    return secret


def test_person_whose_role_needs_a_second_factor_is_led_to_set_it_up(client, officer):
    enter_password(client)

    for path in ("/", "/me/", "/parties/", "/account/password/", "/account/email/"):
        assert client.get(path).url == "/account/second-factor/"
    assert client.post("/me/", {"name": "Eve"}).url == "/account/second-factor/"
    answer = client.get("/api/v1/parties/")
    assert (answer.status_code, answer.json()["code"]) == (403, "second_factor_needed")
    assert (
        "Your role needs a second factor" in client.get("/account/second-factor/").content.decode()
    )


def test_once_set_up_everything_opens_again(client, officer):
    enter_password(client)

    enrol(client)

    assert client.get("/me/").status_code == 200
    assert client.get("/api/v1/parties/").status_code == 200


def test_recovery_codes_alone_are_no_second_factor(client, officer):
    enter_password(client)
    Authenticator.objects.create(user=officer, type="recovery_codes", data={})

    assert client.get("/me/").url == "/account/second-factor/"


def test_other_roles_and_programs_need_none(client, client_factory, settings):
    settings.SECOND_FACTOR_ROLES = ["officer"]
    headers = {"Authorization": f"Bearer {make_token()}"}

    assert sign_in(client, make_user(Role.DELEGATE)).get("/me/").status_code == 200
    assert client_factory().get("/api/v1/parties/", headers=headers).status_code == 200


def test_sign_in_asks_for_the_code_and_takes_it_once(client, client_factory, officer, time_machine):
    enter_password(client)
    secret = enrol(client)
    time_machine.shift(60)
    browser, thief = client_factory(), client_factory()

    assert enter_password(browser).url == "/account/second-factor/code/"
    assert browser.get("/me/").url.startswith("/account/login/")
    assert browser.post("/account/second-factor/code/", {"code": app_code(secret)}).url == "/"
    assert browser.get("/me/").status_code == 200

    enter_password(thief)
    replayed = thief.post("/account/second-factor/code/", {"code": app_code(secret)})
    assert replayed.status_code == 200
    assert "Incorrect code" in replayed.content.decode()
    assert thief.get("/me/").status_code == 302


@pytest.mark.parametrize("seconds", [-30, 30])
def test_code_of_another_half_minute_is_refused(
    client, client_factory, officer, time_machine, seconds
):
    enter_password(client)
    secret = enrol(client)
    time_machine.shift(60)
    browser = client_factory()
    enter_password(browser)
    code = app_code(secret, at=time.time() + seconds)

    browser.post("/account/second-factor/code/", {"code": code})

    assert browser.get("/me/").status_code == 302


def test_codes_cannot_be_guessed_at_will(client, client_factory, officer, time_machine):
    enter_password(client)
    secret = enrol(client)
    time_machine.shift(60)
    browser = client_factory()
    enter_password(browser)
    for number in range(6):
        browser.post("/account/second-factor/code/", {"code": f"{number:06}"})

    browser.post("/account/second-factor/code/", {"code": app_code(secret)})

    assert browser.get("/me/").status_code == 302


def test_secret_and_recovery_seed_are_kept_encrypted(client, officer):
    enter_password(client)
    secret = enrol(client)

    kept = {each.type: each.data for each in Authenticator.objects.all()}

    assert secret not in str(kept)
    assert SecondFactorAdapter().decrypt(kept["totp"]["secret"]) == secret
    assert len(SecondFactorAdapter().decrypt(kept["recovery_codes"]["seed"])) == 80


def test_secrets_of_a_former_key_are_read_and_those_of_another_are_not(settings):
    kept = SecondFactorAdapter().encrypt("secret")
    former, settings.SECRET_KEY = settings.SECRET_KEY, "the next key"
    with pytest.raises(InvalidToken):
        SecondFactorAdapter().decrypt(kept)

    settings.SECRET_KEY_FALLBACKS = [former]

    assert SecondFactorAdapter().decrypt(kept) == "secret"


def recovery_codes(client):
    page = client.get("/account/second-factor/recovery/").content.decode()
    return re.findall(r"<code>(\d{8})</code>", page)


def test_recovery_codes_are_shown_once_and_open_once_each(client, client_factory, officer):
    enter_password(client)
    enrol(client)
    codes = recovery_codes(client)
    assert len(codes) == 10
    assert recovery_codes(client) == []

    outcomes = []
    for code in (codes[0], codes[0], codes[1]):
        browser = client_factory()
        enter_password(browser)
        browser.post("/account/second-factor/code/", {"code": code})
        outcomes.append(browser.get("/me/").status_code)

    assert outcomes == [200, 302, 200]


def test_last_second_factor_stays_with_whoever_needs_one(client, officer, settings):
    enter_password(client)
    enrol(client)
    remove = "/account/second-factor/app/remove/"

    refused = client.post(remove)
    assert "You cannot deactivate" in refused.content.decode()
    settings.SECOND_FACTOR_ROLES = []

    assert client.post(remove).status_code == 302
    assert not Authenticator.objects.exists()


def test_changes_of_second_factors_are_in_the_ledger_and_told_by_letter(
    client, officer, settings, django_capture_on_commit_callbacks
):
    settings.SECOND_FACTOR_ROLES = []
    enter_password(client)
    with django_capture_on_commit_callbacks(execute=True):
        enrol(client)
        client.post("/account/second-factor/app/remove/")

    entries = LedgerEntry.objects.about(officer).filter(kind__startswith="person.factor")
    assert [(each.kind, each.details["factor"]) for each in entries] == [
        ("person.factor_added", "totp"),
        ("person.factor_added", "recovery_codes"),
        ("person.factor_removed", "totp"),
        ("person.factor_removed", "recovery_codes"),
    ]
    bodies = " ".join(Letter.objects.values_list("body", flat=True))
    assert "app was added" in bodies
    assert "app was removed" in bodies
    assert "127.0.0.1" not in bodies


def test_setting_up_asks_again_who_it_is(client, officer):
    sign_in(client, officer)

    assert client.get(SETUP).url.startswith("/account/confirm-it-is-you/")
    assert client.post(SETUP, {"code": "000000"}).url.startswith("/account/confirm-it-is-you/")


def test_session_key_changes_when_somebody_proves_again_who_they_are(client, officer):
    enter_password(client)
    before = client.cookies["sessionid"].value

    client.post("/account/confirm-it-is-you/", {"password": PASSWORD})

    assert client.cookies["sessionid"].value != before
