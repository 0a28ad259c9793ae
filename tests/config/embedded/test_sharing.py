"""One server for everybody who uses a folder, for as long as anybody does."""

import json
import os
import signal
import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path

import pytest

from config.embedded import sharing
from config.embedded.postgres import EmbeddedPostgres
from config.embedded.sharing import is_in_use, keeper_is_alive, shared_server
from config.state import ROOT, StartError, log_path
from tests.builders.commands import plain_environment, wait_until

USE = """
import sys
from pathlib import Path
from config.embedded.sharing import shared_server
with shared_server(Path(sys.argv[1])) as server:
    print(server.owner, flush=True)
    sys.stdin.read()
"""


def user_of(state):
    """Another process that uses the server until its input ends."""
    return subprocess.Popen(
        [sys.executable, "-c", USE, str(state)],
        cwd=ROOT, env=plain_environment(), text=True,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    )  # fmt: skip


def is_there(pid):
    return Path(f"/proc/{pid}").exists() and "Z" not in _state_of(pid)


def _state_of(pid):
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return "Z"


def test_server_stops_when_its_last_user_leaves(tmp_path):
    with shared_server(tmp_path) as server:
        assert is_in_use(tmp_path)
        assert is_there(server.owner)

    assert not keeper_is_alive(tmp_path)
    assert not is_in_use(tmp_path)
    assert (tmp_path / "server.lock").read_text() == ""


def test_second_user_joins_the_server_of_the_first(tmp_path):
    with shared_server(tmp_path) as first:
        with shared_server(tmp_path) as second:
            assert second == first
        assert is_there(first.owner)


def test_server_outlives_the_user_who_started_it(tmp_path):
    starter = user_of(tmp_path)
    owner = int(starter.stdout.readline())

    with shared_server(tmp_path) as server:
        starter.communicate("")
        assert server.owner == owner
        assert is_there(owner)

    assert wait_until(lambda: not is_there(owner), seconds=15)


def test_killed_user_holds_nothing_back(tmp_path):
    user = user_of(tmp_path)
    owner = int(user.stdout.readline())

    user.kill()
    user.communicate()

    assert wait_until(lambda: not is_there(owner), seconds=15)


def test_server_of_a_killed_keeper_is_gone_and_begun_again(tmp_path):
    with shared_server(tmp_path) as server:
        postgres = int((tmp_path / "postgres" / "postmaster.pid").read_text().split()[0])
        os.kill(server.owner, signal.SIGKILL)
        assert wait_until(lambda: not is_there(postgres), seconds=15)

    with shared_server(tmp_path) as again:
        assert again.owner != server.owner


def test_lock_file_names_owner_addresses_and_programs(tmp_path):
    with shared_server(tmp_path) as server:
        written = json.loads((tmp_path / "server.lock").read_text())

    assert written["owner"] == server.owner
    assert "ceasefire_web@" in written["web_url"]
    assert "ceasefire_worker@" in written["worker_url"]
    assert Path(written["binaries"], "pg_dump").exists()


def test_server_left_by_a_killed_owner_is_stopped_first(tmp_path):
    left = EmbeddedPostgres(tmp_path)
    left.start()

    with shared_server(tmp_path) as server:
        assert left.process.wait(15) is not None
        assert is_there(server.owner)


def test_start_that_fails_says_why_in_one_line(tmp_path, monkeypatch):
    (tmp_path / "postgres").mkdir(mode=0o700)
    monkeypatch.setattr("sys.stderr", sys.__stderr__)

    with pytest.raises(StartError, match="PostgreSQL did not start"), shared_server(tmp_path):
        pass

    assert log_path(tmp_path, "postgres").stat().st_size > 0


def test_cluster_that_was_cut_short_is_made_anew(tmp_path):
    (tmp_path / "postgres.draft").mkdir()
    (tmp_path / "postgres.draft" / "PG_VERSION").write_text("18\n")

    with shared_server(tmp_path) as server:
        assert is_there(server.owner)

    assert not (tmp_path / "postgres.draft").exists()


def test_start_that_is_stuck_is_given_up(tmp_path, monkeypatch):
    monkeypatch.setattr(sharing, "JOIN_SECONDS", 0.2)
    with ExitStack() as until_done, open(tmp_path / "server.starting", "w") as stuck:
        sharing.fcntl.flock(stuck, sharing.fcntl.LOCK_EX)

        with pytest.raises(StartError, match="is a start stuck"):
            until_done.enter_context(shared_server(tmp_path))
