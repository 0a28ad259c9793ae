"""The environment, made in a folder of the test's own and without the network."""

import fcntl
import os
import shutil
import sys
import threading
from functools import partial
from venv import EnvBuilder

import pytest

from config import venv
from config.state import StartError
from config.venv import enter_environment, install_seconds, make_environment
from tests.builders.commands import wait_until

UNKNOWN = f"nothing-of-ours==1.0 --hash=sha256:{'0' * 64}\n"


@pytest.fixture
def project(tmp_path, monkeypatch):
    """A project that needs no package."""
    folder = tmp_path / ".venv"
    monkeypatch.setattr(venv, "ROOT", tmp_path)
    monkeypatch.setattr(venv, "FOLDER", folder)
    monkeypatch.setattr(venv, "STAMP", folder / "ceasefire-installed.json")
    monkeypatch.setattr(venv, "PYTHON", folder / "bin" / "python")
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("CEASEFIRE_INSTALL_SECONDS", "0")
    monkeypatch.delenv("PIP_FIND_LINKS", raising=False)
    (tmp_path / "requirements.lock").write_text("# nothing\n")
    (tmp_path / "requirements-test.lock").write_text("# nothing more\n")
    return tmp_path


@pytest.fixture(scope="module")
def made_before(tmp_path_factory):
    """An environment with nothing but pip; making one takes seconds."""
    folder = tmp_path_factory.mktemp("made") / "venv"
    EnvBuilder(with_pip=True, symlinks=True).create(folder)
    return folder


@pytest.fixture
def quick(project, made_before, monkeypatch):
    """The same project, whose environment is copied instead of made."""
    copy = partial(shutil.copytree, made_before, project / ".venv", symlinks=True)
    monkeypatch.setattr(venv, "_make_folder", copy)
    return project


def test_environment_is_made_once(project):
    make_environment(tests=False)
    made = (project / ".venv" / "pyvenv.cfg").stat().st_mtime_ns
    seconds = install_seconds()
    make_environment(tests=False)

    assert seconds > 0
    assert venv.is_installed()
    assert (project / ".venv" / "pyvenv.cfg").stat().st_mtime_ns == made


def test_environment_follows_its_lock(quick):
    make_environment(tests=False)
    (quick / "requirements.lock").write_text("# something else\n")
    before = venv.is_installed()

    make_environment(tests=False)

    assert (before, venv.is_installed()) == (False, True)


def test_environment_of_the_tests_serves_the_service_too(quick):
    make_environment(tests=True)

    assert venv.is_installed("requirements-test.lock")
    assert venv.is_installed("requirements.lock")


def test_requirement_that_cannot_be_fetched_is_said_in_one_line(quick):
    (quick / "requirements.lock").write_text(UNKNOWN)

    with pytest.raises(StartError, match=r"could not be installed .* start again") as told:
        make_environment(tests=False)

    assert "nothing-of-ours" in str(told.value)
    assert "\n" not in str(told.value)


def test_installation_that_was_cut_short_is_not_taken_for_whole(quick):
    (quick / "requirements.lock").write_text(UNKNOWN)
    with pytest.raises(StartError):
        make_environment(tests=False)

    with pytest.raises(StartError, match="half-made"):
        make_environment(tests=False)


def test_second_start_waits_for_the_first_to_install(project):
    (project / ".venv").mkdir()
    folder = os.open(project, os.O_RDONLY)
    fcntl.flock(folder, fcntl.LOCK_EX)
    outcome = []

    def start():
        try:
            make_environment(tests=False)
        except StartError as error:
            outcome.append(str(error))

    second = threading.Thread(target=start)
    second.start()
    waited = not wait_until(lambda: outcome, seconds=0.3)
    os.close(folder)
    second.join(20)

    assert waited
    assert "half-made" in outcome[0]


def test_folder_that_cannot_be_written_is_said(project, monkeypatch):
    monkeypatch.setattr(os, "access", lambda *_: False)

    with pytest.raises(StartError, match=r"cannot be written: \.venv must be made there"):
        make_environment(tests=False)


def test_old_python_is_said(monkeypatch):
    monkeypatch.setattr(venv, "OLDEST", (99, 0))

    with pytest.raises(StartError, match=r"Python 3\.11 or newer is needed"):
        make_environment(tests=False)


def test_command_goes_on_in_the_environment(quick, monkeypatch):
    make_environment(tests=False)
    handed_over = []
    monkeypatch.setattr(os, "execv", lambda *words: handed_over.append(words))

    enter_environment(tests=False)

    [(program, words)] = handed_over
    assert program == venv.PYTHON
    assert words == [str(venv.PYTHON), *sys.orig_argv[1:]]
