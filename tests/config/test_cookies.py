"""AU-7: cookies that no other host can set or read, and no script."""

import json
import subprocess
import sys

import pytest
from django.conf import settings
from django.test import override_settings

from config.state import ROOT
from tests.builders.accounts import PASSWORD, make_user
from tests.builders.commands import PRODUCTION, plain_environment

KINDS = ("SESSION", "CSRF", "LANGUAGE")
PARTS = ("NAME", "SECURE", "HTTPONLY", "SAMESITE", "PATH", "DOMAIN")
PRINT_COOKIES = f"""
import json
from django.conf import settings
print(json.dumps({{kind: {{part: getattr(settings, f"{{kind}}_COOKIE_{{part}}") for part in {PARTS}}}
                  for kind in {KINDS}}}))
"""


@pytest.fixture(scope="module")
def real():
    """The cookies of the real service, by kind."""
    done = subprocess.run(
        [sys.executable, "-c", PRINT_COOKIES],
        cwd=ROOT, env=plain_environment(**PRODUCTION), capture_output=True, text=True, check=True,
    )  # fmt: skip
    return json.loads(done.stdout)


@pytest.mark.parametrize("kind", KINDS)
def test_cookie_of_the_real_service_is_bound_to_its_host(real, kind):
    cookie = real[kind]

    assert cookie["NAME"].startswith("__Host-")
    assert (cookie["SECURE"], cookie["PATH"], cookie["DOMAIN"]) == (True, "/", None)
    assert (cookie["HTTPONLY"], cookie["SAMESITE"]) == (True, "Lax")


@pytest.mark.django_db
def test_every_cookie_that_is_set_is_one_of_these(client, real):
    make_user(email="ada@people.invalid", password=PASSWORD)
    words = {"login": "ada@people.invalid", "password": PASSWORD}
    named = {
        f"{kind}_COOKIE_{part}": value
        for kind, cookie in real.items()
        for part, value in cookie.items()
    }

    with override_settings(**named):
        for ask in (
            lambda: client.get("/account/login/"),
            lambda: client.post("/account/login/", words, secure=True),
            lambda: client.post("/language/", {"language": "ar"}, secure=True),
            lambda: client.post("/me/", {"name": "Ada", "language": "en"}, secure=True),
        ):
            ask()

    assert set(client.cookies) == {cookie["NAME"] for cookie in real.values()}
    for cookie in client.cookies.values():
        assert (cookie["secure"], cookie["httponly"], cookie["samesite"]) == (True, True, "Lax")
        assert (cookie["path"], cookie["domain"]) == ("/", "")
    assert settings.SESSION_COOKIE_NAME == "sessionid"
