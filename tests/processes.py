"""The service's own processes, started for a test beside it: broker, worker and beat."""

import os
import signal
import subprocess
import sys
import threading
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from django.conf import settings

from config.embedded.valkey import EmbeddedValkey, broker_url
from config.processes import BEAT, WORKER
from config.state import ROOT

SWEEP_SECONDS = "1"
PATIENCE_SECONDS = 60


class Processes:
    """A broker, a worker and beat of the test's own, on the test's database."""

    def __init__(self, folder: Path, settings_module: str = "config.settings.test") -> None:
        self.folder = folder
        self.settings_module = settings_module
        self.broker = EmbeddedValkey(folder)
        self.running: list[subprocess.Popen[bytes]] = []

    @property
    def environment(self) -> dict[str, str]:
        return {
            **os.environ,
            "CEASEFIRE_DATA": str(self.folder),
            "DATABASE_URL": database_url(),
            "WORKER_DATABASE_URL": database_url("ceasefire_worker"),
            "DJANGO_SETTINGS_MODULE": self.settings_module,
            "REDIS_URL": broker_url(self.folder),
            "SWEEP_SECONDS": SWEEP_SECONDS,
        }

    def start(self) -> None:
        """Start worker and beat as their commands are, and the broker unless it runs."""
        if self.broker.process is None:
            self.broker.start()
        for service in (WORKER, BEAT):
            program, *words = service.command
            with (self.folder / f"{service.name}.log").open("ab") as log:
                started = subprocess.Popen(
                    [Path(sys.executable).with_name(program), *words],
                    cwd=ROOT,
                    env={**self.environment, "CEASEFIRE_ROLE": service.database_role},
                    stdout=log,
                    stderr=log,
                    start_new_session=True,
                )
            self.running.append(started)

    def kill_workers(self) -> None:
        """End worker and beat at once, in the middle of whatever they do."""
        for each in self.running:
            os.killpg(each.pid, signal.SIGKILL)
            each.wait()
        self.running.clear()

    def kill_broker(self) -> None:
        """End the broker at once: whatever was sent and not yet taken is lost."""
        if self.broker.process:
            self.broker.process.kill()
            self.broker.process.wait()
            self.broker.process = None

    def change(self, code: str, *, seconds: int = PATIENCE_SECONDS) -> None:
        """Run Python in a process of its own, which wakes this worker as the service does."""
        subprocess.run(
            [sys.executable, "-c", f"import django; django.setup(); {code}"],
            cwd=ROOT,
            env=self.environment,
            check=True,
            timeout=seconds,
        )


@contextmanager
def own_processes(folder, **options):
    """Processes that are gone at the end, however it comes."""
    processes = Processes(folder, **options)
    try:
        yield processes
    finally:
        processes.kill_workers()
        processes.kill_broker()


def database_url(user=None):
    """The test's database, as DATABASE_URL writes it."""
    wanted = settings.DATABASES["default"]
    host = wanted["HOST"] or wanted["OPTIONS"].get("host", "")
    return f"postgresql://{user or wanted['USER']}@/{wanted['NAME']}?host={quote(host)}"


def wait_until(condition, *, seconds=PATIENCE_SECONDS):
    """Look again and again until `condition()` holds. Returns whether it came to hold in time."""
    looks = threading.Event()
    for _ in range(seconds * 20):
        if condition():
            return True
        looks.wait(0.05)
    return False
