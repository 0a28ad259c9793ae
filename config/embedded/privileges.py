"""How PostgreSQL, which refuses to run as root, runs for root all the same.

Each way is a list of words put before a command. The first that this machine
allows is taken: a user namespace in which root is user 1000; the user `nobody`
with the one capability to read past folder permissions; `nobody` alone, in
/var/tmp. PostgreSQL's folder then belongs to root or to nobody.
"""

import hashlib
import os
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from config.state import StartError

NOBODY = 65534
AS_NOBODY = ("setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups")


@dataclass(frozen=True)
class Way:
    """One way of running PostgreSQL: words before its commands, and who owns its files."""

    name: str
    prefix: tuple[str, ...]
    owner: int
    in_var_tmp: bool = False


PLAIN = Way("plain", (), os.getuid())
NAMESPACE = Way("namespace", ("unshare", "--user", "--map-user=1000", "--map-group=1000"), 0)
CAPABILITY = Way(
    "capability",
    (
        *AS_NOBODY,
        "--inh-caps=+dac_read_search",
        "--ambient-caps=+dac_read_search",
        # initdb asks access(2), which forgets the capability of whoever is not root without this.
        "--securebits=+no_setuid_fixup",
    ),
    NOBODY,
)
VAR_TMP = Way("var_tmp", AS_NOBODY, NOBODY, in_var_tmp=True)


def var_tmp_folder(state: Path) -> Path:
    """Where the last resort keeps the database of this state folder."""
    digest = hashlib.sha256(os.fsencode(state)).hexdigest()[:12]
    return Path("/var/tmp") / f"ceasefire-{digest}"  # noqa: S108 -- must belong to root, see below


def choose_way(state: Path, probe: Sequence[str]) -> Way:
    """The way that reaches `state` and runs `probe` (a harmless command of the server).

    A database made earlier keeps the way it was made with: its place and its owner tell.
    """
    if os.getuid() != 0:
        return PLAIN
    made = state / "postgres"
    if not made.exists() and (var_tmp_folder(state) / "postgres").exists():
        return VAR_TMP
    ways: tuple[Way, ...] = (NAMESPACE, CAPABILITY)
    if made.exists():
        ways = tuple(way for way in ways if way.owner == made.stat().st_uid)
    for way in ways:
        # Going in is tried: `test -x` would ask about the user without its capability.
        if _runs([*way.prefix, "ls", "-d", f"{state}/."]) and _runs([*way.prefix, *probe]):
            return way
    if made.exists():
        raise StartError(
            f"The database in {state} was made where more was allowed: this machine lets nobody "
            "read it. Name another folder with --data DIR, or run as the user who made it."
        )
    return VAR_TMP


def own_var_tmp_folder(state: Path) -> Path:
    """Make the folder of the last resort, and see that nobody else put one in its place."""
    folder = var_tmp_folder(state)
    folder.mkdir(mode=0o755, exist_ok=True)
    if folder.is_symlink() or folder.stat().st_uid != 0:
        raise StartError(f"{folder} does not belong to root: remove it and start again.")
    return folder


def copy_for_nobody(folder: Path, binaries: Path) -> Path:
    """The bin folder from which `nobody` can run the server: a copy in `folder` if need be."""
    if _runs([*VAR_TMP.prefix, str(binaries / "postgres"), "--version"]):
        return binaries
    package = binaries.parents[1]
    made = (binaries / "postgres").stat().st_mtime_ns
    copied = folder / f"server-{made}"
    if not copied.exists():
        draft = folder / f"copying-{os.getpid()}"
        # A wheel keeps the libraries of its programs in a folder beside the package.
        for part in (binaries.parent, package.with_name(f"{package.name}.libs")):
            if part.exists():
                beside = draft / part.relative_to(package.parent)
                shutil.copytree(part, beside, symlinks=True)
        draft.rename(copied)
    return copied / binaries.relative_to(package.parent)


def _runs(command: Sequence[str]) -> bool:
    try:
        done = subprocess.run(command, capture_output=True, cwd="/", check=False)  # noqa: S603
    except FileNotFoundError:
        return False
    return done.returncode == 0
