"""The service starts from nothing with one command, stops, dies and comes back whole."""

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from config.demo.people import PEOPLE, demo_password
from config.demo.visitor import Visitor
from config.embedded.postgres import EmbeddedPostgres
from config.embedded.valkey import EmbeddedValkey, broker_url
from config.state import ROOT
from tests.builders.commands import manage, plain_environment, wait_until
from tests.builders.demos import FreshCopy, RunningDemo, free_port, processes_of

# Three times what is promised: the machine of the tests has other work, too.
FIRST_READY, SECOND_READY, STOPPED, GONE = 120, 45, 15, 15
NOBODY = 65534
USERS = [NOBODY, 0] if os.getuid() == 0 else [os.getuid()]
TIMES = re.compile(
    r"It works\. Installing took (?P<install>[\d.]+) s, starting (?P<start>[\d.]+) s, "
    r"readiness (?P<ready>[\d.]+) s"
)
SWEPT = 45
LEDGER, OWED = "ceasefire_ledgerentry", "reports_dirtyday"
ADD_PERSON = """
from ceasefire.accounts.models import User
from ceasefire.accounts.services import create_person
create_person(email='kept@demo.invalid', name='Kept', role='auditor', password=None, by=User.objects.system())
"""
COUNT_ROWS = """
import json
from django.db import connection
cursor = connection.cursor()
def count(table):
    cursor.execute(f'SELECT count(*) FROM "{table}"')
    return cursor.fetchone()[0]
print(json.dumps({table: count(table) for table in sorted(connection.introspection.table_names())}))
"""


def pytest_generate_tests(metafunc):
    """Whose fresh copy: one user's, or both users' at full size."""
    if "fresh_copy" in metafunc.fixturenames:
        users = USERS if metafunc.config.getoption("--full") else USERS[:1]
        metafunc.parametrize("fresh_copy", users, indirect=True, ids=lambda user: f"user-{user}")


@pytest.fixture
def fresh_copy(request):
    copy = FreshCopy(request.param)
    yield copy
    copy.remove()


def test_fresh_copy_is_a_running_service_and_a_passing_suite(fresh_copy):
    demo = fresh_copy.run("demo", "--check", "--port", free_port(), deadline=600)
    tests = fresh_copy.run("test", "-q", "tests/ceasefire/common", deadline=600)

    took = TIMES.search(demo.stdout)
    assert (demo.returncode, bool(took)) == (0, True), demo.stdout + demo.stderr
    assert tests.returncode == 0, tests.stdout + tests.stderr
    assert re.search(r"\d+ passed", tests.stdout)
    assert gone(fresh_copy.folder) == {}
    assert float(took["install"]) > 0
    assert float(took["start"]) <= float(took["ready"]) < FIRST_READY


@dataclass
class Life:
    """What was seen of one state folder: started, killed, started, stopped, started, broken."""

    state: Path
    owed_without_broker: int = 0
    owed_after_sweep: int = -1
    said_first: str = ""
    said_to_second_demo: str = ""
    let_in: dict[str, bool] = None
    left_after_kill: dict[int, str] = None
    ready_again_after: float = 0
    rows_before_kill: dict[str, int] = None
    rows_after_kill: dict[str, int] = None
    backed_up: str = ""
    examined: subprocess.CompletedProcess = None
    stopped_after: float = 0
    left_after_stop: dict[int, str] = None
    logged: dict[str, list[str]] = None
    code_after_stop: int = -1
    said_after_worker_died: str = ""
    code_after_worker_died: int = -1
    left_after_worker_died: dict[int, str] = None
    people_after_reset: int = 0


def rows_of(state):
    done = manage("--data", state, "shell", "-v0", "-c", COUNT_ROWS)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def settled(rows):
    """Counts without the tables to which beat adds summaries and their entries while we look."""
    return {
        name: count
        for name, count in rows.items()
        if name != LEDGER and not name.startswith("reports_")
    }


def can_sign_in(person, demo):
    visitor = Visitor(f"http://localhost:{demo.port}/")
    return visitor.sign_in(person.email, demo_password(demo.state))


def gone(state):
    wait_until(lambda: not processes_of(state), seconds=GONE)
    return processes_of(state)


@pytest.fixture(scope="module")
def life(tmp_path_factory):
    seen = Life(tmp_path_factory.mktemp("life"))
    start_and_kill(seen)
    start_and_stop(seen)
    start_and_break(seen)
    return seen


def start_and_kill(seen):
    manage("--data", seen.state, "load_reference", "demo")
    seen.owed_without_broker = rows_of(seen.state)[OWED]
    demo = RunningDemo(seen.state)
    demo.ready_after(at_most=FIRST_READY)
    seen.said_first = demo.text
    seen.let_in = {person.email: can_sign_in(person, demo) for person in PEOPLE}
    seen.said_to_second_demo = manage("--data", seen.state, "demo", "--reset").stderr
    manage("--data", seen.state, "shell", "-v0", "-c", ADD_PERSON)
    seen.rows_before_kill = rows_of(seen.state)
    demo.send(signal.SIGKILL, at_most=STOPPED)
    seen.left_after_kill = gone(seen.state)


def start_and_stop(seen):
    demo = RunningDemo(seen.state)
    seen.ready_again_after = demo.ready_after(at_most=FIRST_READY)
    Visitor(f"http://localhost:{demo.port}/").read("no/such/page/kept@demo.invalid")
    wait_until(lambda: rows_of(seen.state)[OWED] == 0, seconds=SWEPT)
    seen.owed_after_sweep = rows_of(seen.state)[OWED]
    seen.examined = manage("--data", seen.state, "doctor")
    seen.rows_after_kill = rows_of(seen.state)
    seen.backed_up = manage("--data", seen.state, "backup", seen.state / "backup").stdout
    seen.stopped_after = demo.send(signal.SIGINT, at_most=60)
    seen.code_after_stop = demo.process.returncode
    seen.left_after_stop = gone(seen.state)
    seen.logged = {
        name: (seen.state / "logs" / f"{name}.log").read_text().splitlines()
        for name in ("web", "worker", "beat")
    }


def start_and_break(seen):
    demo = RunningDemo(seen.state, "--reset")
    demo.ready_after(at_most=FIRST_READY)
    seen.people_after_reset = rows_of(seen.state)["ceasefire_user"]
    found = processes_of(seen.state)
    worker = min(
        pid for pid, command in found.items() if "celery" in command and " worker " in command
    )
    os.kill(worker, signal.SIGKILL)
    demo.ended_after(at_most=60)
    seen.said_after_worker_died = demo.text
    seen.code_after_worker_died = demo.process.returncode
    seen.left_after_worker_died = gone(seen.state)


def test_demo_says_where_it_is_and_who_may_sign_in(life):
    assert re.search(r"^  http://localhost:\d+/$", life.said_first, re.MULTILINE)
    for person in PEOPLE:
        line = rf"^  {re.escape(person.name)} +{re.escape(person.email)} +[\w-]{{16}}$"
        assert re.search(line, life.said_first, re.MULTILINE), person
    assert life.let_in == dict.fromkeys([person.email for person in PEOPLE], True)


def test_second_demo_of_a_folder_says_that_one_is_running(life):
    assert life.said_to_second_demo.startswith(f"A demo already runs on {life.state}, at http://")
    assert life.said_to_second_demo.count("\n") == 1


def test_killed_demo_leaves_no_process(life):
    assert life.left_after_kill == {}


def test_second_start_has_the_data_of_the_killed_one(life):
    assert life.rows_before_kill["ceasefire_user"] == len(PEOPLE) + 2
    assert life.rows_before_kill["ceasefire_bulletin"] > 127
    assert settled(life.rows_after_kill) == settled(life.rows_before_kill)
    assert life.rows_after_kill[LEDGER] >= life.rows_before_kill[LEDGER]


def test_second_start_is_ready_in_time(life):
    assert life.ready_again_after < SECOND_READY


def test_interrupted_demo_stops_everything_in_time(life):
    assert life.stopped_after < STOPPED
    assert life.left_after_stop == {}
    assert life.code_after_stop == 0


def test_logs_are_objects_that_name_nobody(life):
    lines = [json.loads(line) for line in life.logged["web"]]

    assert {"event": "a request failed", "status": 404, "route": "none"}.items() <= lines[
        -1
    ].items()
    for name, text in life.logged.items():
        assert "127.0.0.1" not in "".join(text), name
        assert "@demo.invalid" not in "".join(text), name


def test_work_owed_without_a_broker_is_done_by_the_sweep_of_a_later_demo(life):
    assert life.owed_without_broker > 0
    assert life.owed_after_sweep == 0


def test_doctor_finds_a_running_demo_well(life):
    assert life.examined.returncode == 0, life.examined.stdout
    assert "ok      broker: it answers" in life.examined.stdout


def test_reset_begins_with_nothing_kept(life):
    assert life.people_after_reset == len(PEOPLE) + 1


def test_demo_names_the_process_that_died_and_stops(life):
    assert "The worker process ended by itself" in life.said_after_worker_died
    assert life.code_after_worker_died == 1
    assert life.left_after_worker_died == {}


def test_backup_of_a_running_demo_restores_into_an_empty_folder(life, tmp_path):
    restored = manage("--data", tmp_path, "restore", life.state / "backup")

    assert restored.returncode == 0, restored.stderr
    assert "read back without an error" in life.backed_up
    assert settled(rows_of(tmp_path)) == settled(life.rows_after_kill)
    assert rows_of(tmp_path)[LEDGER] >= life.rows_after_kill[LEDGER]


@pytest.fixture
def named_servers(tmp_path):
    """A database and a broker that somebody else runs, as the environment names them."""
    servers = EmbeddedPostgres(tmp_path / "theirs", durable=False), EmbeddedValkey(tmp_path)
    for server in servers:
        server.start()
    yield {"DATABASE_URL": servers[0].url, "REDIS_URL": broker_url(tmp_path)}
    for server in servers:
        server.stop()


def test_database_and_broker_that_are_named_are_used_instead(named_servers, tmp_path):
    words = ("--data", tmp_path / "ours", "demo", "--check", "--port", free_port())

    done = manage(*words, deadline=FIRST_READY, CEASEFIRE_NESTED=1, **named_servers)

    assert (done.returncode, bool(TIMES.search(done.stdout))) == (0, True), done.stderr
    assert "PostgreSQL is up" not in done.stdout
    assert not (tmp_path / "ours" / "postgres").exists()
    assert not (tmp_path / "ours" / "run").exists()


@pytest.fixture
def bare_start(tmp_path):
    """`bare_start(*words)`: what the files that start the service say, copied without .venv."""
    for name in ("manage.py", "requirements.lock"):
        shutil.copy(ROOT / name, tmp_path)
    shutil.copytree(ROOT / "config", tmp_path / "config")

    def start(*words, before="import os"):
        code = f"{before}; import sys; from config.bootstrap import main; sys.exit(main(sys.argv))"
        return subprocess.run(
            [sys.executable, "-c", code, *words],
            cwd=tmp_path, env=plain_environment(), capture_output=True, text=True, check=False,
        )  # fmt: skip

    return start


def refusal(done):
    """The one line of a command that refused to start."""
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.count("\n") == 1
    return done.stderr


def test_taken_port_is_said_in_one_line(bare_start):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])

        said = refusal(bare_start("demo", "--port", port))

    assert said.startswith(f"Port {port} cannot be used (Address already in use)")
    assert "--port N" in said


def test_folder_that_cannot_be_written_is_said_in_one_line(bare_start):
    said = refusal(bare_start("--data", "/proc/ceasefire", "demo", "--port", str(free_port())))

    assert said.startswith("The folder /proc/ceasefire cannot be written")
    assert "--data DIR" in said


def test_half_made_environment_is_said_in_one_line(bare_start, tmp_path):
    (tmp_path / ".venv" / "bin").mkdir(parents=True)

    said = refusal(bare_start("demo", "--port", str(free_port())))

    assert said.startswith(f"{tmp_path}/.venv is half-made")
    assert "remove it and run the command again" in said


def test_missing_venv_of_the_distribution_is_said_in_one_line(bare_start):
    without = "import sys; sys.modules['ensurepip'] = None"

    said = refusal(bare_start("demo", "--port", str(free_port()), before=without))

    assert "apt install python3-venv" in said


def test_nested_suite_starts_no_other():
    done = subprocess.run(
        [sys.executable, "manage.py", "test", "-q", "--collect-only", __file__],
        cwd=ROOT, env=plain_environment(CEASEFIRE_NESTED=1),
        capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert "no tests collected (" in done.stdout
    assert "skipped" not in done.stdout
