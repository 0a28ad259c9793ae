"""A real browser, and what it complains of: fixtures that `tests/conftest.py` takes in."""

import os
import shutil
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from django.db import connections
from playwright.sync_api import Browser, BrowserContext, Page, Request, Response, sync_playwright

from tests.browser.service import Service, own_database, running, using_database
from tests.browser.world import make_world

CHROMIUM = shutil.which("chromium")
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
HOST = "localhost"  # passkeys belong to a name, not to an address
# What the console says of each answer such as 404; we look at the answers themselves.
TOLD_TWICE = "Failed to load resource: the server responded with a status of"
TELL_OF_REFUSALS = """
document.addEventListener("securitypolicyviolation", refused =>
  console.error(`refused by the policy: ${refused.violatedDirective} ${refused.blockedURI}`));
"""


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """The browser of this machine; nothing is downloaded.

    Started anew for each module: while it is open, Playwright's event loop stays in this thread,
    and Django takes whoever asks it here for asynchronous. It then refuses queries, which ours,
    made between the loop's steps, need not fear; and it opens other connections.
    """
    if CHROMIUM is None:
        pytest.skip("no chromium on this machine")
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        patch.setitem(os.environ, "DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()
        connections.close_all()


@pytest.fixture(scope="session")
def service(django_db_setup, django_db_blocker, tmp_path_factory) -> Iterator[Service]:
    """The running service. Its world is loaded once; what a test writes there stays."""
    if CHROMIUM is None:
        pytest.skip("no chromium on this machine")
    name, folder = "in_the_browser", tmp_path_factory.mktemp("service")
    (folder / "mail").mkdir()
    with django_db_blocker.unblock(), own_database(name):
        with using_database(name):
            world = make_world(folder / "mail")
        with django_db_blocker.block(), running(folder, name) as url:
            yield Service(url, world)


class Windows:
    """The windows of one test and what they complained of."""

    def __init__(self, browser: Browser, url: str) -> None:
        self.browser = browser
        self.url = url
        self.complaints: list[str] = []
        self.opened: list[BrowserContext] = []

    def __call__(self, **options: object) -> Page:
        """Another reader's window."""
        window = self.browser.new_context(base_url=self.url, **options)
        window.add_init_script(TELL_OF_REFUSALS)
        self.opened.append(window)
        page = window.new_page()
        page.on("console", lambda said: said.type in {"error", "warning"} and self._note(said.text))
        page.on("pageerror", lambda error: self._note(str(error)))
        page.on("request", self._note_stranger)
        page.on("response", self._note_missing)
        return page

    def _note_stranger(self, request: Request) -> None:
        if not request.url.startswith((f"{self.url}/", "data:")):
            self._note(f"asked another origin: {request.url}")

    def _note_missing(self, response: Response) -> None:
        """Pages may be refused on purpose; what they are made of may not."""
        if response.status >= 400 and response.request.resource_type != "document":
            self._note(f"answered {response.status}: {response.url}")

    def _note(self, complaint: str) -> None:
        if not complaint.startswith(TOLD_TWICE):
            self.complaints.append(complaint)

    def close(self) -> None:
        for window in self.opened:
            window.close()


@pytest.fixture
def visit(chromium, live_server) -> Iterator[Windows]:
    """`visit()`: another reader's window on the empty service.

    Whatever a window complains of fails the test: errors and warnings in the console, scripts
    that break, what the security policy refuses, requests to another origin.
    """
    yield from _open(chromium, live_server.url.replace(urlsplit(live_server.url).hostname, HOST))


@pytest.fixture
def read(chromium, service) -> Iterator[Windows]:
    """`read()`: the same on the loaded service, as the demo runs it."""
    yield from _open(chromium, service.url)


def _open(browser, url):
    windows = Windows(browser, url)
    yield windows
    windows.close()
    assert windows.complaints == [], "\n".join(windows.complaints)
