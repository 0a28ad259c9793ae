"""The service as the demo runs it, on a loaded database of its own, for a browser to visit."""

import os
import re
import subprocess
import sys
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.request import urlopen

from django.conf import settings
from django.db import connection
from playwright.sync_api import BrowserContext

from config.processes import WEB
from config.state import ROOT
from tests.browser.world import SECRET, World
from tests.builders.accounts import PASSWORD
from tests.builders.codes import app_code
from tests.builders.demos import free_port
from tests.processes import database_url, wait_until

START_SECONDS = 30
END_WITH_US = ("setpriv", "--pdeathsig", "TERM")
FORM_TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')
SIGN_IN, CODE = "/account/login/", "/account/second-factor/code/"
CONFIRM = "/account/confirm-it-is-you/"
CONFIRMED = {"keyholder", "newcomer"}


@dataclass
class Service:
    """Where it answers, what it shows, and who has signed in to it."""

    url: str
    world: World = field(repr=False)
    sessions: dict[str, Any] = field(default_factory=dict, repr=False)

    def sign_in(self, window: BrowserContext, who: str) -> None:
        """Give the window the session of a person of the world; a visitor has none."""
        if who == "visitor":
            return
        if who not in self.sessions:
            _send(window, SIGN_IN, login=self.world.people[who], password=PASSWORD)
            if who == "keyholder":
                _send(window, CODE, code=app_code(SECRET))
            if who in CONFIRMED:
                _send(window, CONFIRM, password=PASSWORD)
            self.sessions[who] = window.cookies()
        window.add_cookies(self.sessions[who])

    def speak(self, window: BrowserContext, language: str) -> None:
        """Let the window ask for pages in a language, as somebody does who has chosen it."""
        name = settings.LANGUAGE_COOKIE_NAME
        window.add_cookies([{"name": name, "value": language, "url": self.url}])


def _send(window, address, **answers):
    """Send a form as a browser does, without opening its page."""
    form = window.request.get(address)
    token = FORM_TOKEN.search(form.text())[1]
    answer = window.request.post(address, form={"csrfmiddlewaretoken": token, **answers})
    assert answer.ok, (address, answer.status)
    assert answer.url != form.url, f"{address} did not take the answers"


@contextmanager
def own_database(name):
    """A copy of the suite's empty database, gone at the end."""
    empty = connection.settings_dict["NAME"]
    with using_database("postgres"), connection.cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}"')
        cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE "{empty}"')
    try:
        yield
    finally:
        with using_database("postgres"), connection.cursor() as cursor:
            cursor.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@contextmanager
def using_database(name):
    """Talk to another database of the same server for a while."""
    usual = connection.settings_dict["NAME"]
    _change_to(name)
    try:
        yield
    finally:
        _change_to(usual)


def _change_to(name):
    connection.close()
    connection.settings_dict["NAME"] = name


@contextmanager
def running(folder: Path, database: str):
    """The web process with its own database role, until the end; yields its address."""
    url, log = f"http://localhost:{free_port()}", folder / "web.log"
    with log.open("wb") as file:
        process = subprocess.Popen(
            [*END_WITH_US, Path(sys.executable).with_name(WEB.command[0]), *WEB.command[1:]],
            cwd=ROOT, env=_environment(folder, database, url), stdout=file, stderr=file,
        )  # fmt: skip
    try:
        assert wait_until(
            lambda: process.poll() is not None or _answers(url), seconds=START_SECONDS
        )
        assert process.poll() is None, log.read_text()
        yield url
    finally:
        process.terminate()
        process.wait(START_SECONDS)


def _environment(folder, database, url):
    with using_database(database):
        web = database_url("ceasefire_web")
    return {
        **os.environ,
        "CEASEFIRE_DATA": str(folder),
        "CEASEFIRE_ROLE": WEB.database_role,
        "DJANGO_SETTINGS_MODULE": "tests.browser.settings",
        "PORT": url.rpartition(":")[2],
        "SITE_URL": url,
        "WEB_DATABASE_URL": web,
    }


def _answers(url):
    try:
        with urlopen(f"{url}/healthz", timeout=5) as answer:  # noqa: S310 -- our own server
            return answer.status == 200
    except OSError:
        return False
