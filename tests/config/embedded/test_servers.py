import pytest

from config.embedded import postgres, valkey
from config.embedded.postgres import find_binaries
from config.embedded.valkey import EmbeddedValkey, answers, broker_url, find_binary
from config.state import StartError, socket_folder


def test_valkey_answers_until_it_is_stopped(tmp_path):
    broker = EmbeddedValkey(tmp_path)
    before = answers(tmp_path)

    broker.start()
    during = answers(tmp_path)
    broker.stop()

    assert [before, during, answers(tmp_path)] == [False, True, False]
    assert broker_url(tmp_path) == f"unix://{socket_folder(tmp_path, 'valkey')}/valkey.sock"


def test_valkey_that_does_not_stop_is_ended(tmp_path, monkeypatch):
    monkeypatch.setattr(valkey, "STOP_SECONDS", 0.1)
    broker = EmbeddedValkey(tmp_path)
    broker.start()
    broker.process.terminate = lambda: None

    broker.stop()

    assert not answers(tmp_path)


def test_valkey_that_does_not_start_says_why(tmp_path, monkeypatch):
    monkeypatch.setattr(valkey, "find_binary", lambda: "false")

    with pytest.raises(StartError, match="Valkey did not start"):
        EmbeddedValkey(tmp_path).start()


def test_stopping_what_never_started_does_nothing(tmp_path):
    EmbeddedValkey(tmp_path).stop()
    postgres.EmbeddedPostgres(tmp_path).stop()


def test_server_on_the_machine_is_used_where_no_wheel_is_installed(tmp_path, monkeypatch):
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    monkeypatch.setenv("PATH", str(tmp_path))
    (tmp_path / "redis-server").write_text("#!/bin/sh\n")
    (tmp_path / "redis-server").chmod(0o755)

    assert find_binary() == str(tmp_path / "redis-server")


def test_missing_servers_are_named_with_what_to_do(tmp_path, monkeypatch):
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    monkeypatch.setattr(postgres, "MACHINE", tmp_path)
    monkeypatch.setenv("PATH", str(tmp_path))

    with pytest.raises(StartError, match="set REDIS_URL"):
        find_binary()
    with pytest.raises(StartError, match="set DATABASE_URL"):
        find_binaries()


def test_newest_server_of_the_machine_is_taken_and_too_old_ones_are_not(tmp_path, monkeypatch):
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    monkeypatch.setattr(postgres, "MACHINE", tmp_path)
    for major in ("9.6", "13", "15", "17"):
        (tmp_path / major / "bin").mkdir(parents=True)
        (tmp_path / major / "bin" / "initdb").touch()

    assert find_binaries() == tmp_path / "17" / "bin"
