import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from config.demo import children
from config.demo.children import (
    child_environment,
    raise_if_ended,
    start_child,
    stop_children,
)
from config.lifeline import tied_to_us
from config.state import ROOT, StartError, make_state_folder
from tests.builders.commands import plain_environment, wait_until

STUBBORN = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('up', flush=True); time.sleep(60)"
PARENT = """
import sys, time
from pathlib import Path
from config.demo.children import start_child
child = start_child("sleeper", ["sleep", "60"], state=Path(sys.argv[1]), environment={"PATH": "/usr/bin:/bin"})
print(child.process.pid, flush=True)
time.sleep(60)
"""


def command_of(pid):
    """The command line of a process; nothing once it has ended."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return b""


@pytest.fixture
def start(tmp_path):
    make_state_folder(tmp_path)
    started = []

    def start_python(code, **options):
        child = start_child(
            "example", [sys.executable, "-c", code],
            state=tmp_path, environment=dict(os.environ), **options,
        )  # fmt: skip
        started.append(child)
        return child

    yield start_python
    stop_children(started)
    for child in started:
        if child.process.stdout:
            child.process.stdout.close()


def test_child_that_ended_is_named_with_its_last_words(start):
    child = start("print('one'); print('two'); raise SystemExit(3)")
    child.process.wait(20)

    with pytest.raises(StartError) as told:
        raise_if_ended([child])

    assert str(told.value).startswith("The example process ended by itself (code 3).")
    assert str(told.value).endswith("one\ntwo")


def test_child_that_runs_is_not_told(start):
    raise_if_ended([start("import time; time.sleep(60)")])


def test_child_that_speaks_is_heard(start):
    child = start("print('step one')", speaks=True)

    assert child.process.stdout.read() == "step one\n"


def test_child_that_does_not_stop_is_killed_with_its_group(start, monkeypatch):
    monkeypatch.setattr(children, "STOP_SECONDS", 0.2)
    child = start(STUBBORN, speaks=True)
    child.process.stdout.readline()

    stop_children([child])

    assert child.process.returncode == -signal.SIGKILL


def test_child_ends_when_its_parent_is_killed(tmp_path):
    make_state_folder(tmp_path)
    parent = subprocess.Popen(
        [sys.executable, "-c", PARENT, str(tmp_path)],
        cwd=ROOT, env=plain_environment(), stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    child = int(parent.stdout.readline())
    assert wait_until(lambda: command_of(child).startswith(b"sleep"), seconds=10)

    parent.kill()
    parent.communicate()

    assert wait_until(lambda: not command_of(child), seconds=10)


def test_child_of_a_parent_that_has_died_does_not_begin(tmp_path):
    words = tied_to_us(["touch", str(tmp_path / "begun")])
    words[words.index(str(os.getpid()))] = "1"  # as if it had another parent by now

    done = subprocess.run(words, check=False)

    assert done.returncode == 1
    assert not (tmp_path / "begun").exists()


def test_environment_of_a_child_finds_the_installed_programs_first():
    environment = child_environment({"PORT": "8123"})

    assert environment["PATH"].split(os.pathsep)[0] == str(Path(sys.executable).parent)
    assert environment["PORT"] == "8123"
