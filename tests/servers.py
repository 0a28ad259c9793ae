"""The suite's own PostgreSQL and Valkey, started before Django's settings are read.

A pytest plugin, because pytest-django reads the settings before any conftest.
"""

import os
import shutil
import tempfile
from pathlib import Path

import pytest

from config.embedded import valkey
from config.embedded.postgres import EmbeddedPostgres

_running: list[EmbeddedPostgres | valkey.EmbeddedValkey] = []
_folders: list[Path] = []


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests() -> None:
    state = Path(tempfile.mkdtemp(prefix="ceasefire-test-"))
    state.chmod(0o755)
    _folders.append(state)
    os.environ["CEASEFIRE_DATA"] = str(state)
    if not os.environ.get("DATABASE_URL"):
        server = EmbeddedPostgres(state, durable=False)
        server.start()
        _running.append(server)
        os.environ["DATABASE_URL"] = server.url
    if not os.environ.get("REDIS_URL"):
        broker = valkey.EmbeddedValkey(state)
        broker.start()
        _running.append(broker)
        os.environ["REDIS_URL"] = valkey.broker_url(state)


def pytest_unconfigure() -> None:
    while _running:
        _running.pop().stop()
    while _folders:
        shutil.rmtree(_folders.pop(), ignore_errors=True)
