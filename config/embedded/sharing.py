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
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from config.embedded.postgres import EmbeddedPostgres
from config.state import ROOT, StartError, log_path, make_state_folder

READY = "ready"
KEEPER_LOOKS_EVERY = 0.1  # seconds between looks for remaining users
JOIN_SECONDS = 90
LEAVE_SECONDS = 5  # how long the last user waits to see the server stop


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
    """Use the folder's server, starting it if nobody has, until the block ends.

    The last user to leave sees the server stop before going on.
    """
    make_state_folder(state)
    with _opened(state / "server.lock") as users:
        with _opened(state / "server.starting") as starting:
            deadline = time.monotonic() + JOIN_SECONDS
            _wait_for_lock(users, fcntl.LOCK_SH, deadline)
            _wait_for_lock(starting, fcntl.LOCK_EX, deadline)
            running = _read(users) if keeper_is_alive(state) else None
            server = running or _start_keeper(state)
        try:
            yield server
        finally:
            fcntl.flock(users, fcntl.LOCK_UN)
            _see_it_stop(state, users)


def keeper_is_alive(state: Path) -> bool:
    """Whether the process that owns the server of this folder is there."""
    with _opened(state / "server.keeper") as alive:
        return not _try_lock(alive, fcntl.LOCK_SH)


def is_in_use(state: Path) -> bool:
    """Whether anybody uses, or is starting or stopping, the server of this folder."""
    if not (state / "server.lock").exists():
        return False
    with _opened(state / "server.lock") as users:
        return not _try_lock(users, fcntl.LOCK_EX)


def keep(state: Path) -> int:
    """Own the server until its last user has left. Runs in a process of its own."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the users; we follow them
    with _opened(state / "server.keeper") as alive, _opened(state / "server.lock") as users:
        fcntl.flock(alive, fcntl.LOCK_EX)
        try:
            server = EmbeddedPostgres(state, say=lambda line: print(line, flush=True))
            with _stopped_afterwards(server, users):
                server.start()
                _announce(users, server)
                print(READY, flush=True)
                _wait_until_last(users, server)
        except StartError as error:
            print(error, flush=True)
            return 1
    return 0


@contextmanager
def _stopped_afterwards(server: EmbeddedPostgres, users: IO[str]) -> Iterator[None]:
    try:
        yield
    finally:
        server.stop()
        users.truncate(0)


def _start_keeper(state: Path) -> SharedServer:
    with log_path(state, "keeper").open("ab") as log:
        # `setsid --fork`: the keeper is nobody's child, for it may outlive whoever started it.
        starter = subprocess.Popen(  # noqa: S603
            ["setsid", "--fork", sys.executable, "-m", "config.embedded.keeper", str(state)],  # noqa: S607
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
        )
    with starter:
        _listen(starter.stdout or (), state)
    with _opened(state / "server.lock") as users:
        server = _read(users)
    if server is None:
        raise StartError(f"PostgreSQL stopped as soon as it had started; see {state}/logs.")
    return server


def _listen(lines: Iterable[str], state: Path) -> None:
    """Pass on what the keeper says until it is ready; its last words are why it is not."""
    said = ""
    for line in lines:
        if said:
            print(said, file=sys.stderr)
        said = line.strip()
        if said == READY:
            return
    raise StartError(said or f"The keeper of PostgreSQL ended at once; see {state}/logs.")


def _see_it_stop(state: Path, users: IO[str]) -> None:
    """Wait until the keeper has gone, unless somebody else uses the server."""
    deadline = time.monotonic() + LEAVE_SECONDS
    while keeper_is_alive(state) and time.monotonic() < deadline:
        if _try_lock(users, fcntl.LOCK_EX):
            fcntl.flock(users, fcntl.LOCK_UN)  # nobody else is left: the keeper will see it
        elif _try_lock(users, fcntl.LOCK_SH):
            fcntl.flock(users, fcntl.LOCK_UN)
            return  # shared with another user, who leaves later
        time.sleep(0.05)


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
