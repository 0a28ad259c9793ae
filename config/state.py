"""The one folder in which the demo and the commands keep what they make.

Standard library only: this is read before anything is installed.
"""

import hashlib
import os
import secrets
from contextlib import suppress
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
        state.mkdir(mode=0o700, parents=True, exist_ok=True)
        probe = state / f".write-{os.getpid()}"
        probe.touch()
        probe.unlink()
        (state / "logs").mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        raise StartError(
            f"The folder {state} cannot be written ({error.strerror}): "
            "name another with --data DIR, or make it writable."
        ) from None


def log_path(state: Path, name: str) -> Path:
    """Where a process of this state folder writes its log."""
    return state / "logs" / f"{name}.log"


def last_words(log: Path, count: int = 1) -> str:
    """The last lines of a log that say anything."""
    try:
        lines = log.read_text(errors="replace").splitlines()
    except OSError:
        return ""
    return "\n".join([line for line in lines if line.strip()][-count:])


def short_socket_folder(folder: Path) -> Path:
    """The folder itself, or one in /tmp if its path is too long for the kernel."""
    if len(os.fsencode(folder)) <= LONGEST_SOCKET_FOLDER:
        return folder
    digest = hashlib.sha256(os.fsencode(folder)).hexdigest()[:12]
    return Path("/tmp") / f"ceasefire-{os.getuid()}-{digest}"  # noqa: S108 -- ownership is checked


def socket_folder(state: Path, name: str, owner: int | None = None) -> Path:
    """A private folder for the sockets of one server. `owner` may hold it beside root and us."""
    folder = short_socket_folder(state / "run" / name)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if folder.is_symlink() or folder.stat().st_uid not in {0, os.getuid(), owner}:
        raise StartError(f"{folder} belongs to somebody else: remove it, or use --data DIR.")
    return folder


def secret_file(state: Path, name: str, *, length: int = 48) -> Path:
    """A file holding a random secret of this state folder, made on first use, read by its owner."""
    path = state / name
    if not path.exists():
        draft = state / f".{name}-{os.getpid()}"
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_urlsafe(length))
        with suppress(FileExistsError):  # another start was faster: its secret holds
            os.link(draft, path)
        draft.unlink()
    return path
