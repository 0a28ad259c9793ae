"""What `demo` was asked to do, and whether it can be done here at all."""

import argparse
import fcntl
import os
import socket
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

from config.state import StartError, make_state_folder, state_folder

USAGE = "python3 manage.py demo [--check] [--reset] [--port N] [--data DIR]"
FIRST_PORT = 8000
HOST = "127.0.0.1"


@dataclass(frozen=True)
class Options:
    """One start of the demo."""

    check: bool
    reset: bool
    port: int
    state: Path

    @property
    def address(self) -> str:
        return f"http://localhost:{self.port}/"


class _Words(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise StartError(f"{message[0].upper()}{message[1:]}. Use: {USAGE}")


def read_options(words: Sequence[str]) -> Options:
    """Understand the words after `demo`, and refuse at once what cannot work.

    Raises StartError for an unknown option, a folder that cannot be written, a folder
    that another demo uses, and a taken port.
    """
    parser = _Words(prog="manage.py demo", usage=USAGE, allow_abbrev=False)
    parser.add_argument("--check", action="store_true", help="start, see that it works, stop")
    parser.add_argument("--reset", action="store_true", help="begin with nothing kept")
    parser.add_argument("--port", type=int, default=FIRST_PORT, help="of the pages")
    answer = parser.parse_args(words)
    options = Options(answer.check, answer.reset, answer.port, state_folder())
    make_state_folder(options.state)
    with only_demo(options):
        _see_that_port_is_free(options.port)
    return options


@contextmanager
def only_demo(options: Options) -> Iterator[None]:
    """Be the one demo of this state folder, or raise StartError naming the other."""
    descriptor = os.open(options.state / "demo.lock", os.O_RDWR | os.O_CREAT, 0o600)
    with os.fdopen(descriptor, "r+") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise StartError(
                f"A demo already runs on {options.state}, at {file.read().strip()}: "
                "open that, stop it, or name another folder with --data DIR."
            ) from None
        file.truncate()
        file.write(options.address)
        file.flush()
        yield


def _see_that_port_is_free(port: int) -> None:
    with socket.socket(socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except (OSError, OverflowError) as error:
            reason = getattr(error, "strerror", None) or "there is no such port"
            raise StartError(
                f"Port {port} cannot be used ({reason}): choose another with --port N."
            ) from None
