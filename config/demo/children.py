"""The processes that the demo starts. Each ends with the demo, however the demo ends."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from config.lifeline import tied_to_us
from config.state import ROOT, StartError, last_words, log_path

STOP_SECONDS = 3.5  # then what still runs is killed; with PostgreSQL's stop all ends within 5 s
LINES_SHOWN = 15


@dataclass
class Child:
    """A running process of the demo and its log."""

    name: str
    process: "subprocess.Popen[str]"
    log: Path

    def why_it_ended(self) -> str | None:
        """What to tell if it has ended: its name, its code, the last lines of its log."""
        code = self.process.poll()
        if code is None:
            return None
        return (
            f"The {self.name} process ended by itself (code {code}). "
            f"Its last words, from {self.log}:\n{last_words(self.log, LINES_SHOWN)}"
        )


def start_child(
    name: str,
    command: Sequence[str],
    *,
    state: Path,
    environment: Mapping[str, str],
    speaks: bool = False,
) -> Child:
    """Start a command in a session of its own; the kernel ends it when we are gone.

    What it writes goes to its log; with `speaks`, its standard output comes to us.
    """
    log = log_path(state, name)
    with log.open("wb") as file:
        process = subprocess.Popen(  # noqa: S603
            tied_to_us(command),
            cwd=ROOT,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE if speaks else file,
            stderr=file,
            text=True,
            start_new_session=True,
        )
    return Child(name, process, log)


def child_environment(added: Mapping[str, str]) -> dict[str, str]:
    """Our environment with the installed programs first on the path."""
    programs = Path(sys.executable).parent
    path = f"{programs}{os.pathsep}{os.environ.get('PATH', os.defpath)}"
    return {**os.environ, "PATH": path, "PYTHONUNBUFFERED": "1", **added}


def stop_children(children: Sequence[Child]) -> None:
    """Ask all to stop at once; kill those that have not after STOP_SECONDS."""
    for child in children:
        if child.process.poll() is None:
            child.process.terminate()
    deadline = time.monotonic() + STOP_SECONDS
    for child in children:
        try:
            child.process.wait(max(0, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            os.killpg(child.process.pid, signal.SIGKILL)
            child.process.wait()


def raise_if_ended(children: Sequence[Child]) -> None:
    """Raise StartError saying which process has ended, and its last words."""
    for child in children:
        why = child.why_it_ended()
        if why is not None:
            raise StartError(why)
