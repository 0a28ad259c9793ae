"""Backups of a database of their own: a restore would empty the suite's."""

import os
import stat
from contextlib import closing

import psycopg2
import pytest

from config.embedded.postgres import EmbeddedPostgres
from tests.builders.commands import manage

FILL = """
from tests.builders.accounts import make_user
from tests.builders.agreements import make_agreement
make_agreement()
for _ in range(3): make_user()
"""


class Database:
    """A server that forgets nothing we look at, and the commands that use it."""

    def __init__(self, server):
        self.url = server.url
        self.tools = server.binaries

    def run(self, *words, **added):
        return manage(
            *words,
            SECRET_KEY="x" * 50,
            **{"DATABASE_URL": self.url, "POSTGRES_BINARIES": self.tools, **added},
        )

    def ask(self, statement):
        with (
            closing(psycopg2.connect(self.url)) as connection,
            connection,
            connection.cursor() as c,
        ):
            c.execute(statement)
            return c.fetchall() if c.description else None

    def rows(self):
        """The number of rows of every table."""
        tables = self.ask("SELECT relname FROM pg_stat_user_tables ORDER BY 1")
        return {name: self.ask(f'SELECT count(*) FROM "{name}"')[0][0] for (name,) in tables}


@pytest.fixture(scope="module")
def start(tmp_path_factory):
    """`start()`: one more empty database on a server of its own."""
    servers = []

    def started():
        server = EmbeddedPostgres(tmp_path_factory.mktemp("server"), durable=False)
        server.start()
        servers.append(server)
        return Database(server)

    yield started
    for server in servers:
        server.stop()


@pytest.fixture(scope="module")
def filled(start):
    database = start()
    database.run("migrate", "-v0")
    done = database.run("shell", "-v0", "-c", FILL)
    assert done.returncode == 0, done.stderr
    return database


@pytest.fixture(scope="module")
def backup(filled, tmp_path_factory):
    file = tmp_path_factory.mktemp("backups") / "record.backup"
    done = filled.run("backup", file)
    assert done.returncode == 0, done.stderr
    return file


def test_backup_is_one_file_that_only_its_owner_reads(backup):
    assert stat.S_IMODE(backup.stat().st_mode) == 0o600
    assert os.listdir(backup.parent) == [backup.name]


@pytest.fixture(scope="module")
def restored(start, backup):
    """What was empty, after the backup was restored into it; and what the command said."""
    database = start()
    return database, database.run("restore", backup)


def test_restore_into_an_empty_folder_brings_back_every_row(filled, restored):
    database, done = restored

    ledger = filled.ask("SELECT count(*) FROM ceasefire_ledgerentry")[0][0]
    assert done.stdout == f"Restored: every table is whole, the ledger has {ledger} entries.\n"
    assert ledger > 3
    assert database.rows() == filled.rows()


def test_restore_brings_back_roles_and_their_grants(restored):
    database, _ = restored

    granted = (
        "SELECT has_table_privilege('ceasefire_web', 'ceasefire_ledgerentry', 'INSERT'), "
        "has_table_privilege('ceasefire_web', 'ceasefire_ledgerentry', 'UPDATE')"
    )
    assert database.ask(granted) == [(True, False)]


def test_restored_ledger_still_refuses_to_be_changed(restored):
    database, _ = restored

    with pytest.raises(psycopg2.IntegrityError, match="never changed"):
        database.ask("UPDATE ceasefire_ledgerentry SET reason = 'another'")


def test_restored_database_can_be_backed_up_and_restored_again(start, filled, restored, tmp_path):
    first, second = restored[0], start()

    first.run("backup", tmp_path / "again")
    done = second.run("restore", tmp_path / "again")

    assert done.returncode == 0, done.stderr
    assert second.rows() == filled.rows()


def test_record_is_given_up_only_when_that_is_said(filled, backup):
    filled.ask("INSERT INTO django_session VALUES ('key', 'text', now())")

    refused = filled.run("restore", backup)
    kept = filled.rows()["django_session"]
    replaced = filled.run("restore", "--replace", backup)

    assert (refused.returncode, refused.stderr) == (
        1,
        "CommandError: This database already holds a record: add --replace to give it up.\n",
    )
    assert (kept, replaced.returncode, filled.rows()["django_session"]) == (1, 0, 0)


def shortened(content, size):
    return content[: size // 2]


def emptied_in_the_middle(content, size):
    return content[: size // 2] + bytes(200) + content[size // 2 + 200 :]


def foreign(content, size):
    return b"CREATE TABLE people (name text);\n"


@pytest.mark.parametrize("spoil", [shortened, emptied_in_the_middle, foreign])
def test_spoilt_file_is_refused_in_one_line_and_changes_nothing(filled, backup, tmp_path, spoil):
    before = filled.rows()
    spoilt = tmp_path / "spoilt"
    spoilt.write_bytes(spoil(backup.read_bytes(), backup.stat().st_size))

    done = filled.run("restore", "--replace", spoilt)

    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert done.stderr.startswith(f"CommandError: {spoilt} ")
    assert filled.rows() == before


def test_backup_of_another_service_is_refused(start, filled, tmp_path):
    other = start()
    other.ask("CREATE TABLE django_migrations (id int, app text, name text, applied text)")
    other.ask("INSERT INTO django_migrations VALUES (1, 'blog', '0001_initial', 'now')")
    other.run("backup", tmp_path / "other")

    done = filled.run("restore", "--replace", tmp_path / "other")

    assert done.stderr == f"CommandError: {tmp_path / 'other'} is a backup of another service.\n"


def test_backup_of_a_newer_version_is_refused(filled, restored, tmp_path):
    newer, _ = restored
    newer.ask("INSERT INTO django_migrations VALUES (9999, 'ceasefire', '9999_later', now())")
    newer.run("backup", tmp_path / "newer")
    newer.ask("DELETE FROM django_migrations WHERE id = 9999")

    done = filled.run("restore", "--replace", tmp_path / "newer")

    assert "was made by a newer version" in done.stderr


def test_backup_into_a_folder_that_is_not_there_is_refused_in_one_line(filled, tmp_path):
    done = filled.run("backup", tmp_path / "nowhere" / "file")

    assert done.returncode == 1
    assert done.stderr == (
        f"CommandError: {tmp_path}/nowhere/file was not written: No such file or directory\n"
    )


def test_restore_that_the_server_refuses_changes_nothing(filled, backup, tmp_path):
    """A row that another transaction holds: the restore does not wait for ever."""
    before = filled.rows()
    with closing(psycopg2.connect(filled.url)) as busy, busy.cursor() as cursor:
        cursor.execute("LOCK TABLE ceasefire_agreement")

        done = filled.run("restore", "--replace", backup)

    assert (done.returncode, filled.rows()) == (1, before)
    assert done.stderr == (
        f"CommandError: {backup} was not restored: canceling statement due to lock timeout; "
        "the database is unchanged.\n"
    )


def test_programs_of_another_major_are_refused_in_one_line(filled, tmp_path):
    (tmp_path / "pg_dump").write_text("#!/bin/sh\necho 'pg_dump (PostgreSQL) 9.6.1'\n")
    (tmp_path / "pg_dump").chmod(0o755)

    done = filled.run("backup", tmp_path / "file", POSTGRES_BINARIES=tmp_path)

    assert done.returncode == 1
    assert f"{tmp_path}/pg_dump is of PostgreSQL 9: the server is PostgreSQL" in done.stderr
    assert done.stderr.count("\n") == 1
    assert not (tmp_path / "file").exists()


def test_missing_programs_are_named_in_one_line(filled, tmp_path):
    done = filled.run("backup", tmp_path / "file", POSTGRES_BINARIES=tmp_path)

    assert done.returncode == 1
    assert "pg_dump was not found: the server is PostgreSQL" in done.stderr
