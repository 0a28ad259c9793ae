"""Load a backup into the database: in one transaction, counted before it is committed."""

import subprocess
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO

from config.postgres_tools import ToolError, connection_environment, first_error, tool

BEGIN = b"""\\set ON_ERROR_STOP on
BEGIN;
SET LOCAL lock_timeout = '10s';
SET LOCAL client_min_messages = warning;
DROP SCHEMA public CASCADE;
CREATE SCHEMA public;
"""
COPY, END_OF_COPY = b"COPY ", b"\\.\n"


def load_in_one_transaction(file: Path) -> None:
    """Replace everything in the database by what `file` holds, or change nothing.

    Raises ToolError if the file cannot be read to its end, the server refuses a line, or
    a table does not hold the rows that the file has for it.
    """
    # Errors go to files: a full pipe that nobody reads would stop everything.
    with tempfile.TemporaryFile() as reader_says, tempfile.TemporaryFile() as writer_says:
        words = [tool("pg_restore"), "--no-owner", "--no-privileges", "--file=-", str(file)]
        reader = _start(words, reader_says, stdout=subprocess.PIPE)
        writer = _start(
            [tool("psql"), "--quiet", "--no-psqlrc"], writer_says, stdin=subprocess.PIPE
        )
        try:
            _pass_on(reader, writer)
        except BrokenPipeError:
            reader.kill()  # the server has refused a line: it says why
        ended = [_end(writer), _end(reader)]
        if any(ended):
            why = _said(writer_says) or _said(reader_says) or "a program ended early"
            raise ToolError(f"{why}; the database is unchanged.")


def _pass_on(reader: "subprocess.Popen[bytes]", writer: "subprocess.Popen[bytes]") -> None:
    """Give every line to the server; commit only if all were read and all rows are there."""
    if reader.stdout is None or writer.stdin is None:
        raise ToolError("The programs cannot be joined.")
    rows: Counter[bytes] = Counter()
    writer.stdin.write(BEGIN)
    writer.stdin.writelines(_counted(reader.stdout, rows))
    if reader.wait() == 0:
        writer.stdin.write(_refuse_missing_rows(rows) + b"COMMIT;\n")
    writer.stdin.flush()


def _counted(lines: Iterable[bytes], rows: Counter[bytes]) -> Iterator[bytes]:
    """The lines unchanged; `rows` is told how many each table gets."""
    table = b""
    for line in lines:
        if table and line == END_OF_COPY:
            table = b""
        elif table:
            rows[table] += 1
        elif line.startswith(COPY):
            table = line.removeprefix(COPY).partition(b" ")[0]
        yield line


def _refuse_missing_rows(rows: Counter[bytes]) -> bytes:
    """A statement that fails unless every table holds as many rows as it was given."""
    checks = [
        b"IF (SELECT count(*) FROM %b) <> %d THEN RAISE 'rows of %b are missing'; END IF;"
        % (table, count, table.replace(b"'", b""))
        for table, count in rows.items()
    ]
    return b"DO $$ BEGIN %b END $$;\n" % b" ".join(checks)


def _start(
    words: list[str],
    says: IO[bytes],
    *,
    stdin: int = subprocess.DEVNULL,
    stdout: int = subprocess.DEVNULL,
) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(  # noqa: S603
        words, stdin=stdin, stdout=stdout, stderr=says, env=connection_environment()
    )


def _end(program: "subprocess.Popen[bytes]") -> int:
    program.communicate()
    return program.returncode


def _said(file: IO[bytes]) -> str:
    file.seek(0)
    return first_error(file.read())
