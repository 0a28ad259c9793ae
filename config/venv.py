"""The environment beside manage.py, made from the hash-locked requirements.

Standard library only. A stamp written last tells a whole environment from one
whose installation was cut short.
"""

import fcntl
import hashlib
import json
import os
import subprocess
import sys
import time
import venv
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from config.lifeline import tied_to_us
from config.state import ROOT, StartError

FOLDER = ROOT / ".venv"
STAMP = FOLDER / "ceasefire-installed.json"
PYTHON = FOLDER / "bin" / "python"
LOCK, TEST_LOCK = "requirements.lock", "requirements-test.lock"
OLDEST = (3, 11)


def enter_environment(*, tests: bool) -> None:
    """Make sure the environment holds what is locked, and run in it.

    Does not return if another interpreter had to take over.
    """
    make_environment(tests=tests)
    if Path(sys.prefix).resolve() != FOLDER.resolve():
        os.execv(PYTHON, [str(PYTHON), *sys.orig_argv[1:]])  # noqa: S606 -- our own interpreter


def make_environment(*, tests: bool) -> None:
    """Install what is locked, unless that has been done."""
    if sys.version_info < OLDEST:
        raise StartError("Python 3.11 or newer is needed: install it and use it to start.")
    lock = TEST_LOCK if tests else LOCK
    with _alone():
        if not is_installed(lock):
            _install(lock)


def install_seconds() -> float:
    """How long the installation took that this start had to make; 0 if none was needed."""
    return float(os.environ.get("CEASEFIRE_INSTALL_SECONDS", "0"))


def is_installed(lock: str = LOCK) -> bool:
    """Whether the environment holds what this lock file says. Raises StartError if half-made."""
    if not FOLDER.exists():
        return False
    try:
        installed = json.loads(STAMP.read_text())
    except (OSError, ValueError):
        raise StartError(
            f"{FOLDER} is half-made (its installation was cut short, or it is not ours): "
            "remove it and run the command again."
        ) from None
    return lock in installed and installed[lock] == _digest(lock)


def _install(lock: str) -> None:
    started = time.monotonic()
    if not FOLDER.exists():
        _make_folder()
    installed = json.loads(STAMP.read_text()) if STAMP.exists() else {}
    STAMP.unlink(missing_ok=True)
    _pip_install(lock)
    # The test lock holds everything of the other at the same versions.
    installed |= {name: _digest(name) for name in {lock, LOCK}}
    STAMP.write_text(json.dumps(installed))
    os.environ["CEASEFIRE_INSTALL_SECONDS"] = f"{time.monotonic() - started:.1f}"


@contextmanager
def _alone() -> Iterator[None]:
    """Two starts at once: the second waits until the first has made the environment."""
    folder = os.open(ROOT, os.O_RDONLY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX)
        yield
    finally:
        os.close(folder)


def _make_folder() -> None:
    if not os.access(ROOT, os.W_OK):
        raise StartError(f"{ROOT} cannot be written: .venv must be made there. Make it writable.")
    try:
        import ensurepip  # noqa: F401, PLC0415 -- Debian ships it in a package of its own
    except ImportError:
        raise StartError(
            "Python's venv is incomplete here: run `apt install python3-venv`, then start again."
        ) from None
    _say("Making .venv …")
    venv.EnvBuilder(with_pip=True, symlinks=True).create(FOLDER)


def _pip_install(lock: str) -> None:
    total = sum(1 for line in (ROOT / lock).read_text().splitlines() if "==" in line)
    command = [str(PYTHON), "-m", "pip", "install", "--disable-pip-version-check", "--no-input"]
    command += ["--progress-bar=off", "--no-deps", "--only-binary=:all:", "--require-hashes"]
    with subprocess.Popen(  # noqa: S603
        tied_to_us([*command, "-r", str(ROOT / lock)], "KILL"),  # a pip alone would go on
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        env={**os.environ, "PIP_ROOT_USER_ACTION": "ignore"},
    ) as pip:
        errors = _follow(pip.stdout or (), total)
    if pip.returncode:
        raise StartError(
            f"The requirements could not be installed ({' '.join(errors[:1]) or 'see above'}): "
            f"check the connection to the package index, remove {FOLDER} and start again."
        )


def _follow(lines: Iterable[str], total: int) -> list[str]:
    """Show how far pip has come; return the errors it printed."""
    collected, errors = 0, []
    for line in lines:
        if line.startswith("Collecting"):
            collected += 1
            if collected % 10 == 0:
                _say(f"Fetching requirements: {collected} of {total} …")
        elif line.startswith("Installing collected"):
            _say("Installing them …")
        elif line.startswith("ERROR"):
            errors.append(line.strip())
    return errors


def _digest(lock: str) -> str:
    return hashlib.sha256((ROOT / lock).read_bytes()).hexdigest()


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)  # noqa: T201 -- progress for a person at a terminal


if __name__ == "__main__":
    make_environment(tests=False)
