"""Each way of running PostgreSQL, for real. Root has three; anybody else needs none."""

import os
import shutil
import subprocess
from contextlib import closing
from pathlib import Path

import psycopg2
import pytest

from config.embedded import privileges
from config.embedded.postgres import EmbeddedPostgres, find_binaries
from config.embedded.privileges import (
    CAPABILITY,
    NAMESPACE,
    NOBODY,
    PLAIN,
    VAR_TMP,
    choose_way,
    var_tmp_folder,
)
from config.state import StartError

IS_ROOT = os.getuid() == 0
# Each that this machine has: the last one needs nothing special.
ROOTS_WAYS = [
    way for way in (NAMESPACE, CAPABILITY, VAR_TMP) if privileges._runs([*way.prefix, "true"])
]
WAYS = ROOTS_WAYS if IS_ROOT else [PLAIN]
PROBE = ["true"]


def only(*ways):
    """A machine that allows these ways and no other."""
    prefixes = [way.prefix for way in ways]
    return lambda command: any(tuple(command[: len(prefix)]) == prefix for prefix in prefixes)


@pytest.fixture
def state(tmp_path):
    """A folder that nobody but its owner can enter."""
    folder = tmp_path / "closed"
    folder.mkdir(mode=0o700)
    yield folder
    shutil.rmtree(var_tmp_folder(folder), ignore_errors=True)


def kept(server, statement):
    with closing(psycopg2.connect(server.url)) as connection, connection, connection.cursor() as c:
        c.execute(statement)
        return c.fetchall() if c.description else []


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.name)
def test_server_runs_in_a_closed_folder_and_keeps_what_it_holds(way, state, monkeypatch):
    monkeypatch.setattr("config.embedded.postgres.choose_way", lambda *_: way)
    first = EmbeddedPostgres(state, say=lambda _: None)
    first.start()
    kept(first, "CREATE TABLE kept AS SELECT 7 AS number")
    first.stop()

    second = EmbeddedPostgres(state, say=lambda _: None)
    second.start()
    found = kept(second, "SELECT number FROM kept")
    owner = (second.folder / "PG_VERSION").stat().st_uid
    second.stop()

    assert found == [(7,)]
    assert owner == way.owner
    assert state.joinpath("postgres").exists() != way.in_var_tmp


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.name)
def test_server_runs_as_the_user_of_its_way(way, state, monkeypatch):
    monkeypatch.setattr("config.embedded.postgres.choose_way", lambda *_: way)
    server = EmbeddedPostgres(state, say=lambda _: None)
    server.start()

    reached = kept(server, "SELECT current_user")
    status = Path(f"/proc/{server.process.pid}/status")
    [uid] = [line.split()[1] for line in status.read_text().splitlines() if line[:4] == "Uid:"]
    server.stop()

    assert reached == [("ceasefire",)]
    assert int(uid) == (NOBODY if way.owner == NOBODY else os.getuid())
    assert not status.exists()


def test_nobody_but_root_needs_a_way(monkeypatch, tmp_path):
    monkeypatch.setattr(os, "getuid", lambda: 1000)

    assert choose_way(tmp_path, PROBE) is PLAIN


@pytest.mark.parametrize(
    ("allowed", "chosen"),
    [
        ([NAMESPACE, CAPABILITY], NAMESPACE),
        ([CAPABILITY], CAPABILITY),
        ([], VAR_TMP),
    ],
)
def test_first_way_that_is_allowed_is_taken(monkeypatch, tmp_path, allowed, chosen):
    monkeypatch.setattr(os, "getuid", lambda: 0)
    monkeypatch.setattr(privileges, "_runs", only(*allowed))

    assert choose_way(tmp_path, PROBE) is chosen


def test_database_made_in_var_tmp_is_found_there_again(monkeypatch, state):
    monkeypatch.setattr(os, "getuid", lambda: 0)
    monkeypatch.setattr(privileges, "_runs", only(NAMESPACE, CAPABILITY))
    (var_tmp_folder(state) / "postgres").mkdir(parents=True)

    assert choose_way(state, PROBE) is VAR_TMP


def test_database_that_no_allowed_way_reads_is_not_begun_anew(monkeypatch, state):
    monkeypatch.setattr(os, "getuid", lambda: 0)
    monkeypatch.setattr(privileges, "_runs", only())
    (state / "postgres").mkdir()

    with pytest.raises(StartError, match="lets nobody read it"):
        choose_way(state, PROBE)


def test_folder_that_somebody_put_in_place_of_ours_is_refused(state):
    (state / "other").mkdir()
    var_tmp_folder(state).symlink_to(state / "other")

    with pytest.raises(StartError, match="does not belong to root"):
        privileges.own_var_tmp_folder(state)

    var_tmp_folder(state).unlink()


def test_copied_server_is_whole(tmp_path, monkeypatch):
    monkeypatch.setattr(privileges, "_runs", lambda _: False)

    binaries = privileges.copy_for_nobody(tmp_path, find_binaries())

    told = subprocess.run([binaries / "initdb", "--version"], capture_output=True, check=True)
    assert told.stdout.startswith(b"initdb (PostgreSQL)")
    assert binaries == privileges.copy_for_nobody(tmp_path, find_binaries())
    assert len(list(tmp_path.iterdir())) == 1


def test_server_that_nobody_can_run_in_its_place_is_not_copied(tmp_path, monkeypatch):
    monkeypatch.setattr(privileges, "_runs", lambda _: True)

    assert privileges.copy_for_nobody(tmp_path, find_binaries()) == find_binaries()


def test_program_that_is_not_there_does_not_run():
    assert privileges._runs(["no-such-program"]) is False
