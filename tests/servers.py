"""The suite's own PostgreSQL and Valkey, started before Django's settings are read.

A pytest plugin, because pytest-django reads the settings before any conftest. Where the
suite is run by several workers each has servers of its own, so that they share nothing.
"""

import os
import shutil
import tempfile
from pathlib import Path

import pytest

from config.embedded import valkey
from config.embedded.postgres import EmbeddedPostgres

OURS = "CEASEFIRE_TEST_SERVERS"  # names what we have put into the environment

_running: list[EmbeddedPostgres | valkey.EmbeddedValkey] = []
_folders: list[Path] = []


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests() -> None:
    state = Path(tempfile.mkdtemp(prefix="ceasefire-test-"))
    state.chmod(0o755)
    _folders.append(state)
    os.environ["CEASEFIRE_DATA"] = str(state)
    if "PYTEST_XDIST_WORKER" in os.environ:
        for name in os.environ.get(OURS, "").split():
            os.environ.pop(name, None)  # the servers of the process that started this worker
    ours = [name for name in ("DATABASE_URL", "REDIS_URL") if not os.environ.get(name)]
    if "DATABASE_URL" in ours:
        server = EmbeddedPostgres(state, durable=False)
        server.start()
        _running.append(server)
        os.environ["DATABASE_URL"] = server.url
    if "REDIS_URL" in ours:
        broker = valkey.EmbeddedValkey(state)
        broker.start()
        _running.append(broker)
        os.environ["REDIS_URL"] = valkey.broker_url(state)
    os.environ[OURS] = " ".join(ours)


def pytest_unconfigure() -> None:
    while _running:
        _running.pop().stop()
    while _folders:
        shutil.rmtree(_folders.pop(), ignore_errors=True)
