"""The one folder in which the demo and the commands keep what they make.

Standard library only: this is read before anything is installed.
"""

import hashlib
import os
import secrets
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LONGEST_SOCKET_FOLDER = 80  # a unix socket's path must stay under 108 bytes


class StartError(Exception):
    """What stands in the way of starting, in one line that says what to do."""


def state_folder() -> Path:
    """The folder named by CEASEFIRE_DATA, or `var/` beside manage.py."""
    return Path(os.environ.get("CEASEFIRE_DATA") or ROOT / "var").absolute()


def make_state_folder(state: Path) -> None:
    """Make the folder and see that it can be written, or raise StartError."""
    try:
        state.mkdir(parents=True, exist_ok=True)
        probe = state / f".write-{os.getpid()}"
        probe.touch()
        probe.unlink()
    except OSError as error:
        raise StartError(
            f"The folder {state} cannot be written ({error.strerror}): "
            "name another with --data DIR, or make it writable."
        ) from None


def socket_folder(state: Path, name: str) -> Path:
    """A private folder for the sockets of one server, short enough for the kernel."""
    folder = state / "run" / name
    if len(os.fsencode(folder)) > LONGEST_SOCKET_FOLDER:
        digest = hashlib.sha256(os.fsencode(folder)).hexdigest()[:12]
        folder = Path("/tmp") / f"ceasefire-{os.getuid()}-{digest}"  # noqa: S108 -- checked below
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if folder.is_symlink() or folder.stat().st_uid not in {0, os.getuid()}:
        raise StartError(f"{folder} belongs to somebody else: remove it, or use --data DIR.")
    return folder


def secret_file(state: Path, name: str) -> Path:
    """A file holding a random secret of this state folder, made on first use."""
    path = state / name
    if not path.exists():
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_urlsafe(48))
    return path
