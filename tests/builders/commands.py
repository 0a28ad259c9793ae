"""Commands of the service run as a person runs them, with servers of their own."""

import os
import subprocess
import sys
import time

from config.state import ROOT

# What the suite's own servers put into the environment.
OURS = {
    "ALLOWED_HOSTS",
    "CEASEFIRE_DATA",
    "CEASEFIRE_ROLE",
    "DATABASE_URL",
    "CEASEFIRE_TEST_SERVERS",
    "DJANGO_SETTINGS_MODULE",
    "POSTGRES_BINARIES",
    "PYTEST_XDIST_WORKER",
    "REDIS_URL",
    "SECRET_KEY",
}
PRODUCTION = {
    "DJANGO_SETTINGS_MODULE": "config.settings.production",
    "SECRET_KEY": "".join(chr(65 + number % 58) for number in range(64)),
    "ALLOWED_HOSTS": "record.example.invalid",
    "SITE_URL": "https://record.example.invalid",
    "DATABASE_URL": "postgresql://ceasefire:x@127.0.0.1:1/ceasefire",
    "WEB_DATABASE_URL": "postgresql://ceasefire_web:x@127.0.0.1:1/ceasefire",
    "WORKER_DATABASE_URL": "postgresql://ceasefire_worker:x@127.0.0.1:1/ceasefire",
    "REDIS_URL": "redis://:x@127.0.0.1:1/0",
}


def plain_environment(**added):
    """Our environment without the suite's servers."""
    kept = {name: text for name, text in os.environ.items() if name not in OURS}
    return {**kept, **{name: str(text) for name, text in added.items()}}


def manage(*words, deadline=120, **added):
    """Run one `manage.py` command to its end; what it said and its code."""
    return subprocess.run(
        [sys.executable, "manage.py", *map(str, words)],
        cwd=ROOT,
        env=plain_environment(**added),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=deadline,
        check=False,
    )


def wait_until(question, *, seconds):
    """Ask until the answer is true; the last answer once the time is over."""
    deadline = time.monotonic() + seconds
    while not (answer := question()) and time.monotonic() < deadline:
        time.sleep(0.05)
    return answer
