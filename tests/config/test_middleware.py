"""Headers on every answer, and what is forgotten before anybody can keep it."""

import logging
from contextlib import closing

import pytest
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client, RequestFactory, override_settings

from config.middleware import DEVICE_HINTS, TRACES, forget_address, name_own_origin
from tests.builders.accounts import PASSWORD, make_token, make_user, sign_in
from tests.builders.database import everything_stored
from tests.builders.letters import letter_to, link_in

pytestmark = pytest.mark.django_db
POLICY = {
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
}
EXACT = {
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
ANSWERS = {
    "a page": "/account/login/",
    "a redirect": "/me/",
    "a page that is not there": "/nowhere/",
    "a static file": "/static/ui/base.css",
    "a script of a package": "/static/mfa/js/webauthn.js",
    "a static file that is not there": "/static/nothing.css",
    "robots.txt": "/robots.txt",
    "the API": "/api/v1/parties/",
    "an unknown path of the API": "/api/v1/nowhere/",
    "health": "/healthz",
}


def policy_of(response):
    return set(response.headers["Content-Security-Policy"].split("; "))


def headers_of(response):
    return {name: response.headers.get(name) for name in EXACT}


@pytest.mark.parametrize("path", ANSWERS.values(), ids=ANSWERS)
def test_every_kind_of_answer_carries_the_same_headers(client, path):
    with closing(client.get(path)) as answer:
        assert headers_of(answer) == EXACT
        assert policy_of(answer) == POLICY
        assert "Strict-Transport-Security" not in answer.headers


def test_answer_to_an_unknown_host_and_to_our_own_fault_carry_them_too(client, monkeypatch):
    client.raise_request_exception = False
    monkeypatch.setattr("ceasefire.web.wellknown.VALID_DAYS", "many")

    wrong_host = client.get("/robots.txt", headers={"Host": "evil.invalid"})
    our_fault = client.get("/.well-known/security.txt")

    assert [wrong_host.status_code, our_fault.status_code] == [400, 500]
    for answer in (wrong_host, our_fault):
        assert headers_of(answer) == EXACT
        assert policy_of(answer) == POLICY


@override_settings(
    SECURE_SSL_REDIRECT=True,
    SECURE_HSTS_SECONDS=63_072_000,
    SECURE_HSTS_INCLUDE_SUBDOMAINS=True,
    SECURE_HSTS_PRELOAD=True,
)
@pytest.mark.parametrize("path", ANSWERS.values(), ids=ANSWERS)
def test_real_service_asks_browsers_to_stay_with_https(path):
    browser = Client()

    with closing(browser.get(path)) as plain, closing(browser.get(path, secure=True)) as secure:
        assert plain.headers["Location"] == f"https://testserver{path}"
        assert headers_of(plain) == EXACT
        hsts = secure.headers["Strict-Transport-Security"]
        assert hsts == "max-age=63072000; includeSubDomains; preload"


ADDRESS, HOP, AGENT = "203.0.113.77", "198.51.100.88", "Canary/77.1 (weir bridge)"
NETWORKS = ("203.0.113.", "198.51.100.")
TOLD = {
    "REMOTE_ADDR": ADDRESS,
    "REMOTE_HOST": "canary.example.invalid",
    "HTTP_X_FORWARDED_FOR": HOP,
    "HTTP_X_REAL_IP": HOP,
    "HTTP_FORWARDED": f"for={HOP}",
    "HTTP_USER_AGENT": AGENT,
    "HTTP_SEC_CH_UA": AGENT,
    "HTTP_SEC_CH_UA_PLATFORM": "canary-platform",
}


def test_address_and_device_are_gone_before_anybody_can_keep_them():
    request = RequestFactory().get("/", **TOLD)
    seen = {}

    def view(request):
        seen.update(request.META)
        seen["address"] = request.caller_address
        return HttpResponse()

    forget_address(view)(request)

    assert seen["address"] == ADDRESS
    left = {name for name in seen if name in TRACES or name.startswith(DEVICE_HINTS)}
    assert left == set()


@pytest.mark.parametrize(
    ("proxies", "forwarded", "address"),
    [
        (0, "198.51.100.1, 198.51.100.2", ADDRESS),
        (1, "198.51.100.1, 198.51.100.2", "198.51.100.2"),
        (2, "198.51.100.1, 198.51.100.2", "198.51.100.1"),
        (3, "198.51.100.1, 198.51.100.2", "198.51.100.1"),
        (1, "", ""),
    ],
)
def test_address_is_the_one_our_own_proxies_saw(settings, proxies, forwarded, address):
    settings.TRUSTED_PROXIES = proxies
    request = RequestFactory().get("/", REMOTE_ADDR=ADDRESS, HTTP_X_FORWARDED_FOR=forwarded)

    forget_address(lambda request: HttpResponse())(request)

    assert request.caller_address == address


def live_through_everything():
    """What people do who sign in, err, ask for passwords and confirm who they are."""
    browser = Client(**TOLD, raise_request_exception=False)
    make_user(email="ada@people.invalid", password=PASSWORD)
    for _ in range(11):
        browser.post("/account/login/", {"login": "eve@people.invalid", "password": "x"})
    browser.post("/account/password/forgotten/", {"email": "ada@people.invalid"})
    browser.get(link_in(letter_to("ada@people.invalid")), follow=True)
    browser.post("/account/login/", {"login": "ada@people.invalid", "password": PASSWORD})
    browser.post("/account/email/", {"action_add": "", "email": "fresh@people.invalid"})
    browser.post("/account/confirm-it-is-you/", {"password": PASSWORD, "next": "/account/email/"})
    browser.get("/account/second-factor/app/")
    browser.get("/nowhere/")
    browser.get("/people/")
    browser.get("/robots.txt", headers={"Host": "evil.invalid"})
    browser.get("/api/v1/parties/", headers={"Authorization": f"Bearer {make_token()}"})
    browser.get("/api/v1/parties/", headers={"Authorization": "Bearer cfr_nonsense"})


@pytest.mark.parametrize("proxies", [0, 1])
def test_no_address_and_no_device_is_stored_or_logged(settings, caplog, proxies):
    settings.TRUSTED_PROXIES = proxies
    cache.clear()
    caplog.set_level(logging.DEBUG)

    live_through_everything()

    kept = everything_stored() + caplog.text
    for request in {getattr(record, "request", None) for record in caplog.records} - {None}:
        kept += str(request.META)
    assert "ada@people.invalid" in kept
    found = [word for word in (*NETWORKS, AGENT, "canary", "Canary") if word in kept]
    assert found == []


@pytest.mark.parametrize(
    ("origin", "site", "named"),
    [
        ("null", "same-origin", "http://testserver"),
        ("null", None, "http://testserver"),
        ("null", "cross-site", "null"),
        ("null", "same-site", "null"),
        ("https://evil.invalid", "same-origin", "https://evil.invalid"),
        (None, None, None),
    ],
)
def test_own_forms_are_told_from_those_of_others(origin, site, named):
    given = {"HTTP_ORIGIN": origin, "HTTP_SEC_FETCH_SITE": site}
    request = RequestFactory().post("/", **{name: word for name, word in given.items() if word})

    name_own_origin(lambda request: HttpResponse())(request)

    assert request.META.get("HTTP_ORIGIN") == named


def post_language(browser, token, **headers):
    words = {"language": "ar", "csrfmiddlewaretoken": token}
    return browser.post("/language/", words, headers=headers).status_code


def test_form_is_taken_from_our_own_pages_only():
    browser = Client(enforce_csrf_checks=True)
    sign_in(browser, make_user())
    token = browser.get("/me/").context["csrf_token"]

    assert post_language(browser, token, Origin="null", Sec_Fetch_Site="same-origin") == 302
    assert post_language(browser, token, Origin="null") == 302
    assert post_language(browser, token, Origin="null", Sec_Fetch_Site="cross-site") == 403
    assert post_language(browser, token, Origin="https://evil.invalid") == 403
    assert post_language(browser, "", Origin="null", Sec_Fetch_Site="same-origin") == 403
