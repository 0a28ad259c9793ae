"""A real browser against a real server of the suite's own."""

import os
import shutil

import pytest
from playwright.sync_api import sync_playwright

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


@pytest.fixture(scope="session")
def chromium():
    """The browser of this machine; nothing is downloaded."""
    if CHROMIUM is None:
        pytest.skip("no chromium on this machine")
    # Playwright runs an event loop in this thread; our queries are made between its steps.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def visit(chromium, live_server):
    """`visit()`: another reader's window. Whatever the browser complains of fails the test."""
    complaints, windows = [], []

    def open_window(**options):
        window = chromium.new_context(base_url=_named_host(live_server.url), **options)
        windows.append(window)
        page = window.new_page()
        page.on("console", lambda said: said.type == "error" and complaints.append(said.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("request", lambda asked: _note_stranger(asked.url, complaints))
        return page

    yield open_window
    for window in windows:
        window.close()
    assert [each for each in complaints if not each.startswith(EXPECTED)] == []


# What the browser says of answers such as 404, which tests ask for on purpose.
EXPECTED = "Failed to load resource: the server responded with a status of 4"


def _named_host(url):
    """Passkeys belong to a name, not to an address."""
    return url.replace("127.0.0.1", "localhost")


def _note_stranger(url, complaints):
    if not url.startswith(("http://localhost:", "data:")):
        complaints.append(f"asked another origin: {url}")
