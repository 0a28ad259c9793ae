"""A second factor in a real browser: an authenticator app, and a passkey."""

import pytest
from django.core.cache import cache

from tests.builders.accounts import PASSWORD, make_user
from tests.builders.codes import app_code

pytestmark = pytest.mark.django_db(transaction=True)
ADDRESS = "ada@people.invalid"
# The clock goes on from the beginning of the half minute for which a code is good.
HALF_MINUTES = ("2026-03-02T09:00:00Z", "2026-03-02T09:01:00Z")


@pytest.fixture(autouse=True)
def _setting(settings, time_machine):
    time_machine.move_to(HALF_MINUTES[0])
    settings.MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
    cache.clear()
    make_user(name="Ada", email=ADDRESS, password=PASSWORD)


def sign_in(page):
    page.goto("/account/login/")
    page.get_by_label("E-mail address").fill(ADDRESS)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_load_state()


def sign_out(page):
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_load_state()


def confirm_password(page):
    if "confirm-it-is-you" in page.url:
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Go on").click()
        page.wait_for_load_state()


def enrol(page):
    """Set up an app by what the page shows; the secret."""
    page.goto("/me/")
    page.get_by_role("link", name="look after it").click()
    page.get_by_role("link", name="Set up an app").click()
    confirm_password(page)
    assert page.locator("img.qr").evaluate("picture => picture.naturalWidth") > 0
    secret = page.locator("#authenticator_secret").inner_text()
    page.get_by_label("Code").fill(app_code(secret))
    page.get_by_role("button", name="Set up").click()
    page.wait_for_load_state()
    return secret


def enter(page, code):
    page.get_by_label("Code").fill(code)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_load_state()


def test_app_is_set_up_asked_for_and_no_code_works_twice(visit, time_machine):
    page, thief = visit(), visit()
    sign_in(page)
    secret = enrol(page)
    assert page.locator(".codes li").count() == 10
    sign_out(page)
    time_machine.move_to(HALF_MINUTES[1])

    sign_in(page)
    assert page.url.endswith("/account/second-factor/code/")
    code = app_code(secret)
    enter(page, code)
    assert page.locator(".person").inner_text().startswith("Ada")

    sign_in(thief)
    enter(thief, code)
    assert "Incorrect code." in thief.locator("main").inner_text()
    thief.goto("/me/")
    assert thief.url.endswith("/account/second-factor/code/")


def test_recovery_code_opens_where_the_app_is_gone(visit):
    page = visit()
    sign_in(page)
    enrol(page)
    code = page.locator(".codes code").first.inner_text()
    sign_out(page)

    sign_in(page)
    enter(page, code)

    assert page.locator(".person").inner_text().startswith("Ada")


def with_authenticator(page):
    """Give the window a virtual key that says yes, as a phone does to a fingerprint."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    session.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    return page


def test_passkey_is_added_signs_in_and_is_removed(visit):
    page = with_authenticator(visit())
    sign_in(page)
    page.goto("/account/second-factor/keys/new/")
    confirm_password(page)
    page.get_by_label("Name").fill("Ada's phone")
    page.get_by_label("Passwordless").check()
    with page.expect_navigation():
        page.get_by_role("button", name="Add").click()
    assert page.locator(".codes li").count() == 10
    sign_out(page)

    page.goto("/account/login/")
    with page.expect_navigation():
        page.get_by_role("button", name="Sign in with a passkey").click()
    page.wait_for_load_state()
    assert page.locator(".person").inner_text().startswith("Ada")

    page.goto("/account/second-factor/keys/")
    page.get_by_role("link", name="Remove").click()
    confirm_password(page)
    page.get_by_role("button", name="Remove").click()
    assert "No key has been added." in page.locator("main").inner_text()
