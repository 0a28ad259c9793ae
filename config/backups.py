"""One file that holds the whole database, and the way back from it."""

import os
from pathlib import Path

from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from config.loading import load_in_one_transaction
from config.postgres_tools import ToolError, run_tool

MAGIC = b"PGDMP"
LEDGER = "ceasefire_ledgerentry"
MIGRATIONS = "django_migrations"


class BackupError(Exception):
    """Why a backup was not made or a file not restored, in one line; nothing was changed."""


def back_up(file: Path) -> int:
    """Write the whole database to `file`, read it back once, and return its size in bytes.

    The file appears under its name only when it is whole. Raises BackupError.
    """
    draft = file.with_name(f".{file.name}.{os.getpid()}")
    try:
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "wb") as target:
            run_tool("pg_dump", "--format=custom", "--no-owner", "--no-privileges", stdout=target)
            os.fsync(target.fileno())
        run_tool("pg_restore", f"--file={os.devnull}", str(draft))
        draft.rename(file)
    except (ToolError, OSError) as error:
        why = error.strerror if isinstance(error, OSError) else error
        raise BackupError(f"{file} was not written: {why}") from None
    finally:
        draft.unlink(missing_ok=True)
    return file.stat().st_size


def restore(file: Path, *, replace: bool = False) -> int:
    """Put what `file` holds in the place of the database; return the length of the ledger.

    All of it or nothing: it is one transaction, which counts every table before it ends.
    A database that already holds a record is refused unless `replace`. Raises BackupError.
    """
    _refuse_foreign_file(file)
    if not replace and _rows_in(LEDGER):
        raise BackupError("This database already holds a record: add --replace to give it up.")
    try:
        load_in_one_transaction(file)
    except ToolError as error:
        raise BackupError(f"{file} was not restored: {error}") from None
    connection.close()
    call_command("migrate", verbosity=0)  # also makes the service's roles and their grants
    return _rows_in(LEDGER)


def _refuse_foreign_file(file: Path) -> None:
    """Raise BackupError unless this is a whole backup of this service that our code can read."""
    try:
        with file.open("rb") as content:
            begins = content.read(len(MAGIC))
    except OSError as error:
        raise BackupError(f"{file} cannot be read: {error.strerror}") from None
    if begins != MAGIC:
        raise BackupError(f"{file} is not a backup made by `manage.py backup`.")
    try:
        applied = _applied_migrations(file)
        run_tool("pg_restore", f"--file={os.devnull}", str(file))  # it may be cut short
    except ToolError as error:
        raise BackupError(f"{file} is damaged: {error}") from None
    if not any(app == "ceasefire" for app, _ in applied):
        raise BackupError(f"{file} is a backup of another service.")
    if applied - set(MigrationLoader(None).disk_migrations):
        raise BackupError(f"{file} was made by a newer version: install that one first.")


def _applied_migrations(file: Path) -> set[tuple[str, str]]:
    """The migrations that the backup had seen, by app and name."""
    told = run_tool("pg_restore", "--data-only", f"--table={MIGRATIONS}", "--file=-", str(file))
    lines = told.decode().splitlines()
    header = next((line for line in lines if line.startswith("COPY ")), "")
    columns = header.partition("(")[2].partition(")")[0].split(", ")
    rows = [dict(zip(columns, line.split("\t"), strict=True)) for line in lines if "\t" in line]
    return {(row["app"], row["name"]) for row in rows}


def _rows_in(table: str) -> int:
    with connection.cursor() as cursor:
        if table not in connection.introspection.table_names(cursor):
            return 0
        cursor.execute(f"SELECT count(*) FROM {connection.ops.quote_name(table)}")  # noqa: S608
        [count] = cursor.fetchone() or [0]
    return int(count)
