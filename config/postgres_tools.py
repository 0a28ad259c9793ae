"""PostgreSQL's own programs (pg_dump, pg_restore, psql), of the same major as the server."""

import os
import shutil
import subprocess
from typing import IO

from django.conf import settings
from django.db import connection

# Options of a connection that the programs read under another name than PG + NAME.
NAMES = {"application_name": "PGAPPNAME"}


class ToolError(Exception):
    """Why a program of PostgreSQL cannot be used or did not do its work, in one line."""


def run_tool(name: str, *words: str, stdout: int | IO[bytes] = subprocess.PIPE) -> bytes:
    """Run a program on our database to its end and return what it wrote. Raises ToolError."""
    done = subprocess.run(  # noqa: S603
        [tool(name), *words],
        stdin=subprocess.DEVNULL,
        stdout=stdout,
        stderr=subprocess.PIPE,
        env=connection_environment(),
        check=False,
    )
    if done.returncode:
        raise ToolError(first_error(done.stderr) or f"{name} ended with code {done.returncode}")
    return done.stdout or b""


def tool(name: str) -> str:
    """The path of the program. Raises ToolError if it is missing or of another major."""
    path = shutil.which(name, path=settings.POSTGRES_BINARIES or None)
    if path is None:
        raise ToolError(f"{name} was not found: {_what_to_do()}")
    told = subprocess.run([path, "--version"], capture_output=True, text=True, check=True)  # noqa: S603
    major = int(told.stdout.split()[2].partition(".")[0])
    if major != server_major():
        raise ToolError(f"{path} is of PostgreSQL {major}: {_what_to_do()}")
    return path


def server_major() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version_num")
        [number] = cursor.fetchone() or ["0"]
    return int(number) // 10_000


def connection_environment() -> dict[str, str]:
    """How the programs reach our database. By the environment: a command line can be read."""
    ours = connection.settings_dict
    named = {
        "PGHOST": ours["HOST"],
        "PGPORT": ours["PORT"],
        "PGUSER": ours["USER"],
        "PGPASSWORD": ours["PASSWORD"],
        "PGDATABASE": ours["NAME"],
    }
    for option, value in ours["OPTIONS"].items():
        if isinstance(value, str):
            named[NAMES.get(option, f"PG{option.upper()}")] = value
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
    return {**inherited, **{name: value for name, value in named.items() if value}}


def first_error(said: bytes) -> str:
    """The first line with which a program says what is wrong, without the program's name."""
    for line in said.decode(errors="replace").splitlines():
        for mark in ("error: ", "ERROR:  ", "FATAL:  "):
            if mark in line:
                return line.partition(mark)[2]
    return ""


def _what_to_do() -> str:
    return (
        f"the server is PostgreSQL {server_major()}, so install its client programs of that "
        "version, or name their folder in POSTGRES_BINARIES."
    )
