import os
import stat

import pytest

from config.state import (
    LONGEST_SOCKET_FOLDER,
    StartError,
    last_words,
    log_path,
    make_state_folder,
    secret_file,
    socket_folder,
    state_folder,
)


def mode_of(path):
    return stat.S_IMODE(path.stat().st_mode)


def test_state_folder_is_the_named_one(monkeypatch, tmp_path):
    monkeypatch.setenv("CEASEFIRE_DATA", str(tmp_path))

    assert state_folder() == tmp_path


def test_state_folder_is_beside_manage_py_if_none_is_named(monkeypatch):
    monkeypatch.delenv("CEASEFIRE_DATA")

    assert state_folder().name == "var"
    assert (state_folder().parent / "manage.py").exists()


def test_state_folder_is_made_for_its_owner_only(tmp_path):
    make_state_folder(tmp_path / "one" / "two")

    assert mode_of(tmp_path / "one" / "two") == 0o700
    assert mode_of(tmp_path / "one" / "two" / "logs") == 0o700


def test_folder_that_cannot_be_made_is_refused_with_what_to_do(tmp_path):
    (tmp_path / "file").touch()

    with pytest.raises(StartError, match=r"cannot be written .* --data DIR"):
        make_state_folder(tmp_path / "file" / "state")


def test_secret_is_made_once_and_read_by_its_owner_only(tmp_path):
    first = secret_file(tmp_path, "secret_key").read_text()
    second = secret_file(tmp_path, "secret_key").read_text()

    assert first == second
    assert len(first) == 64
    assert mode_of(tmp_path / "secret_key") == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["secret_key"]


def test_secrets_of_two_folders_differ(tmp_path):
    (tmp_path / "other").mkdir()

    one, other = (secret_file(folder, "key") for folder in (tmp_path, tmp_path / "other"))

    assert one.read_text() != other.read_text()


def test_long_path_gets_a_short_folder_for_its_sockets(tmp_path):
    state = tmp_path / ("x" * LONGEST_SOCKET_FOLDER)

    folder = socket_folder(state, "pg")

    assert len(os.fsencode(folder)) < LONGEST_SOCKET_FOLDER
    assert mode_of(folder) == 0o700
    folder.rmdir()


def test_socket_folder_of_somebody_else_is_refused(tmp_path):
    (tmp_path / "run").mkdir()
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "run" / "pg").symlink_to(tmp_path / "elsewhere")

    with pytest.raises(StartError, match="belongs to somebody else"):
        socket_folder(tmp_path, "pg")


def test_last_words_are_the_last_lines_that_say_anything(tmp_path):
    make_state_folder(tmp_path)
    log_path(tmp_path, "web").write_text("one\ntwo\n\nthree\n\n")

    assert last_words(log_path(tmp_path, "web"), 2) == "two\nthree"
    assert last_words(log_path(tmp_path, "never-started")) == ""
