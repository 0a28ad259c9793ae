"""One embedded PostgreSQL for everybody who uses the same state folder.

Every user holds a shared lock on `server.lock`; a *keeper* process owns the
server and is named in that file. When the keeper can take the lock alone, the
last user has left (or was killed: the kernel lets go of its lock), and it stops
the server and ends. Nothing is counted, so nothing can be counted wrongly.
"""

import fcntl
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from config.embedded.postgres import EmbeddedPostgres
from config.state import ROOT, StartError

KEEPER_LOOKS_EVERY = 0.2  # seconds between looks for remaining users
JOIN_SECONDS = 90


@dataclass(frozen=True)
class SharedServer:
    """A running server: its owner process, its addresses, and the programs that belong to it."""

    owner: int
    url: str
    web_url: str
    worker_url: str
    binaries: str


@contextmanager
def shared_server(state: Path) -> Iterator[SharedServer]:
    """Use the folder's server, starting it if nobody has, until the block ends."""
    with _opened(state / "server.lock") as users, _opened(state / "server.starting") as starting:
        deadline = time.monotonic() + JOIN_SECONDS
        _wait_for_lock(users, fcntl.LOCK_SH, deadline)
        _wait_for_lock(starting, fcntl.LOCK_EX, deadline)
        running = _read(users) if _keeper_is_alive(state) else None
        server = running or _start_keeper(state)
        fcntl.flock(starting, fcntl.LOCK_UN)
        yield server


def keep(state: Path) -> int:
    """Own the server until its last user has left. Runs in a process of its own."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the users; we follow them
    with _opened(state / "server.keeper") as alive, _opened(state / "server.lock") as users:
        fcntl.flock(alive, fcntl.LOCK_EX)
        server = EmbeddedPostgres(state, say=lambda line: print(line, file=sys.stderr))
        try:
            server.start()
            _announce(users, server)
            print("ready", flush=True)
            _wait_until_last(users, server)
        except StartError as error:
            print(error, flush=True)
            return 1
        finally:
            server.stop()
            users.truncate(0)
    return 0


def _start_keeper(state: Path) -> SharedServer:
    keeper = subprocess.Popen(  # noqa: S603
        [sys.executable, "-m", "config.embedded.keeper", str(state)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    said = keeper.stdout.readline().strip() if keeper.stdout else ""
    if said != "ready":
        raise StartError(said or f"The keeper of PostgreSQL ended at once; see {state}.")
    with _opened(state / "server.lock") as users:
        server = _read(users)
    if server is None:
        raise StartError(f"PostgreSQL stopped as soon as it had started; see {state}/postgres.log.")
    return server


def _wait_until_last(users: IO[str], server: EmbeddedPostgres) -> None:
    while server.process is not None and server.process.poll() is None:
        if _try_lock(users, fcntl.LOCK_EX):
            return
        time.sleep(KEEPER_LOOKS_EVERY)


def _announce(users: IO[str], server: EmbeddedPostgres) -> None:
    users.truncate(0)
    users.seek(0)
    written = {
        "owner": os.getpid(),
        "url": server.url,
        "web_url": server.url_of("ceasefire_web"),
        "worker_url": server.url_of("ceasefire_worker"),
        "binaries": str(server.binaries),
    }
    users.write(json.dumps(written))
    users.flush()


def _read(users: IO[str]) -> SharedServer | None:
    users.seek(0)
    text = users.read()
    return SharedServer(**json.loads(text)) if text else None


def _keeper_is_alive(state: Path) -> bool:
    with _opened(state / "server.keeper") as alive:
        return not _try_lock(alive, fcntl.LOCK_SH)


def _wait_for_lock(file: IO[str], kind: int, deadline: float) -> None:
    while not _try_lock(file, kind):
        if time.monotonic() > deadline:
            raise StartError(f"{file.name} has been held for {JOIN_SECONDS} s: is a start stuck?")
        time.sleep(0.05)


def _try_lock(file: IO[str], kind: int) -> bool:
    try:
        fcntl.flock(file, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


@contextmanager
def _opened(path: Path) -> Iterator[IO[str]]:
    with os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT, 0o600), "r+") as file:
        yield file
