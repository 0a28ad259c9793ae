from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from ceasefire.outbox.models import Letter
from config import doctor, venv
from config.tasks import tick_task
from tests.builders.agreements import make_agreement
from tests.builders.places import make_area

pytestmark = pytest.mark.django_db


@pytest.fixture
def healthy(settings):
    """A service in which every check holds."""
    settings.SECRET_KEY = "".join(chr(65 + number) for number in range(60))
    make_agreement()
    make_area()
    tick_task()
    return settings


def examine():
    """Code and lines of the command."""
    said = StringIO()
    try:
        call_command("doctor", stdout=said)
    except SystemExit as left:
        return left.code, said.getvalue().splitlines()
    return 0, said.getvalue().splitlines()


def failing():
    return [line for line in examine()[1] if line.startswith("NOT OK")]


def test_healthy_service_has_nothing_to_do(healthy):
    code, lines = examine()

    assert [line for line in lines if not line.startswith("ok ")] == []
    assert code == 0
    assert len(lines) == 14


def test_anything_amiss_fails_and_says_what_to_do(healthy):
    healthy.ALLOWED_HOSTS = []

    code, _ = examine()

    assert code == 1
    assert failing() == [
        "NOT OK  allowed hosts: name the hosts of this service in ALLOWED_HOSTS",
    ]


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("SECRET_KEY", "x" * 60, "secret key: weak"),
        ("SECRET_KEY", "short", "secret key: weak"),
        ("ALLOWED_HOSTS", ["*"], "allowed hosts: name"),
        ("DEBUG", True, "debug: on"),
        ("REDIS_URL", "", "broker: none is named"),
    ],
)
def test_setting_that_is_amiss_is_named(healthy, name, value, says):
    setattr(healthy, name, value)

    [line] = failing()

    assert line.startswith(f"NOT OK  {says}")


def test_grant_that_differs_from_the_file_is_named(healthy):
    with connection.cursor() as cursor:
        cursor.execute("GRANT DELETE ON ceasefire_ledgerentry TO ceasefire_web")
        cursor.execute("REVOKE SELECT ON ceasefire_agreement FROM ceasefire_worker")

    [line] = failing()

    assert line.startswith("NOT OK  roles and grants: 2 differ")
    assert "worker: SELECT on ceasefire_agreement is missing" in line


def test_letter_that_waits_too_long_is_told(healthy):
    for minutes in (14, 31):
        posted = timezone.now() - timedelta(minutes=minutes)
        Letter.objects.create(to_address="a@b.invalid", posted_at=posted, next_attempt_at=posted)

    [line] = failing()

    assert line == "NOT OK  letters: one has waited 31 min: see the worker, and EMAIL_HOST"


def test_unknown_time_zone_is_told(healthy):
    with connection.cursor() as cursor:
        cursor.execute("UPDATE ceasefire_agreement SET time_zone = 'Valley/Weir_Bridge'")

    [line] = failing()

    assert "time zones: 'No time zone found with key Valley/Weir_Bridge'" in line


def test_full_disk_is_told(healthy, monkeypatch):
    monkeypatch.setattr(doctor, "FREE_GIB", 2**20)

    [line] = failing()

    assert "GiB free at" in line
    assert line.endswith("make room")


def test_old_server_and_old_python_are_told(healthy, monkeypatch):
    monkeypatch.setattr(doctor, "OLDEST", (99, 0))
    monkeypatch.setattr(doctor, "OLDEST_SERVER", 99)

    assert [line.split(":")[0] for line in failing()] == ["NOT OK  python", "NOT OK  database"]


@pytest.mark.parametrize(
    ("stamp", "says"), [("{}", "not what requirements.lock says"), ("", "is half-made")]
)
def test_environment_of_another_lock_is_told(healthy, monkeypatch, tmp_path, stamp, says):
    (tmp_path / "stamp").write_text(stamp)
    monkeypatch.setattr(venv, "STAMP", tmp_path / "stamp")

    [line] = failing()

    assert says in line


def test_table_that_is_missing_does_not_stop_the_examination(healthy):
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE ceasefire_letter CASCADE")

    code, lines = examine()

    assert (code, len(lines)) == (1, 14)
    assert "NOT OK  letters: the database did not answer this (ProgrammingError)" in lines
