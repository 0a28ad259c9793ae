"""What every test may ask for, and what keeps the suite honest."""

import os

import pytest
from django.db import connections
from django.test import TransactionTestCase
from django.utils import translation
from hypothesis import settings

from tests.browser.windows import chromium, read, service, visit  # noqa: F401 -- fixtures
from tests.builders.accounts import make_system_account


def pytest_addoption(parser):
    parser.addoption("--full", action="store_true", help="run at the sizes the issues state")


def pytest_configure(config):
    """Invented examples: no clock decides about them, and more are tried at full size."""
    examples = 2000 if config.getoption("--full") else 100
    settings.register_profile("suite", deadline=None, max_examples=examples)
    settings.load_profile("suite")


@pytest.fixture(scope="session")
def size(request):
    """`size(short, full)`: how much of something to do."""
    full = request.config.getoption("--full")
    return lambda short, large: large if full else short


@pytest.fixture(autouse=True)
def _real_outbox(settings):
    """Letters become rows, as in the service; what is delivered lands in `mail.outbox`."""
    settings.EMAIL_BACKEND = "ceasefire.outbox.backend.OutboxBackend"


@pytest.fixture(autouse=True)
def _own_language():
    """The language of a page asked for stays with the thread; the next test begins anew."""
    yield
    translation.deactivate()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    """On CI nothing may be skipped: what is not run is not shown."""
    report = yield
    if report.skipped and os.environ.get("CI") and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"skipped on CI: {report.longrepr}"
    return report


_flush = TransactionTestCase._fixture_teardown


def _flush_without_triggers(self):
    """Flushing empties tables that refuse to be changed: their triggers sleep meanwhile."""
    with connections["default"].cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
    try:
        _flush(self)
    finally:
        with connections["default"].cursor() as cursor:
            cursor.execute("SET session_replication_role = DEFAULT")
    make_system_account()


TransactionTestCase._fixture_teardown = _flush_without_triggers
