"""Demos started as a person starts them, and what is left of them in the machine."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

from config.state import ROOT
from tests.builders.commands import plain_environment, wait_until


class RunningDemo:
    """A demo in a process of its own; `text` is what it has said so far."""

    def __init__(self, state, *words):
        self.state = state
        self.port = free_port()
        self.started_at = time.monotonic()
        self.text = ""
        self.process = subprocess.Popen(
            [
                sys.executable, "manage.py", "--data", str(state),
                "demo", "--port", str(self.port), *words,
            ],
            cwd=ROOT, env=plain_environment(CEASEFIRE_NESTED=1), text=True,
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        )  # fmt: skip
        self._listener = threading.Thread(target=self._listen)
        self._listener.start()

    def _listen(self):
        for line in self.process.stdout:
            self.text += line

    def ready_after(self, *, at_most):
        """Seconds until it was ready. Ends it and raises AssertionError if it is not in time."""
        wait_until(lambda: self._is_ready or self.process.poll() is not None, seconds=at_most)
        seconds = time.monotonic() - self.started_at
        if not self._is_ready:
            self.process.kill()
            raise AssertionError(f"Not ready after {seconds:.0f} s:\n{self.text}")
        return seconds

    @property
    def _is_ready(self):
        return "Ctrl-C stops everything" in self.text

    def send(self, number, *, at_most):
        """Send a signal and return the seconds until it had ended."""
        sent_at = time.monotonic()
        self.process.send_signal(number)
        return self.ended_after(at_most=at_most) and time.monotonic() - sent_at

    def ended_after(self, *, at_most):
        try:
            self.process.wait(at_most)
        except subprocess.TimeoutExpired:
            self.process.send_signal(signal.SIGKILL)
            raise AssertionError(f"It had not ended after {at_most} s:\n{self.text}") from None
        self._listener.join(5)
        self.process.stdout.close()
        return True


def free_port():
    """A port on which nobody listens now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def processes_of(state):
    """Processes whose command line or environment names the folder: pid and command line."""
    named, found = os.fsencode(state), {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            command = (folder / "cmdline").read_bytes()
            if named in command or named in (folder / "environ").read_bytes():
                found[int(folder.name)] = command.replace(b"\0", b" ").decode(errors="replace")
        except OSError:
            continue  # it has just ended, or belongs to somebody else
    return {pid: command for pid, command in found.items() if command and pid != os.getpid()}


class FreshCopy:
    """The files of this project, and nothing else, in an empty folder that `user` owns."""

    def __init__(self, user):
        self.user = user
        self.top = Path(tempfile.mkdtemp(prefix="ceasefire-fresh-"))
        self.folder, self.home = self.top / "project", self.top / "home"
        self.home.mkdir()
        for name in listed_files():
            (self.folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, self.folder / name)
        for path in [self.top, *self.top.rglob("*")]:
            os.chown(path, user, user)

    def run(self, *words, deadline):
        """Run `python3 manage.py` of the distribution with a bare path."""
        pip = {name: text for name, text in os.environ.items() if name.startswith(("PIP_", "SSL_"))}
        bare = {"PATH": "/usr/bin:/bin", "HOME": str(self.home), "CEASEFIRE_NESTED": "1"}
        return subprocess.run(
            ["/usr/bin/python3", "manage.py", *map(str, words)],
            cwd=self.folder, env={**pip, **bare, "PIP_CACHE_DIR": str(pip_cache(self.user))},
            stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=deadline,
            check=False, user=self.user, group=self.user, extra_groups=[],
        )  # fmt: skip

    def remove(self):
        shutil.rmtree(self.top)


def listed_files():
    """What git has, or would take: no folder that was made by running."""
    words = ["git", "-c", "safe.directory=*", "ls-files", "-co", "--exclude-standard", "-z"]
    listed = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return [name for name in listed.split("\0") if name and (ROOT / name).is_file()]


def pip_cache(user):
    """One folder for what pip fetches, kept between runs: the network is shared."""
    folder = Path(tempfile.gettempdir()) / f"ceasefire-tests-pip-{user}"
    folder.mkdir(mode=0o700, exist_ok=True)
    if folder.stat().st_uid == os.getuid() != user:
        os.chown(folder, user, user)
    if folder.is_symlink() or folder.stat().st_uid != user:
        raise AssertionError(f"{folder} belongs to somebody else: remove it.")
    return folder
