from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import OperationalError, ProgrammingError, connection
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from config import readiness
from config.tasks import LAST_TICK, tick_task
from tests.builders.agreements import make_agreement
from tests.builders.places import make_area

NOWHERE = "unix:///nowhere/broker.sock"


@pytest.fixture
def service(db):
    """A service with everything it needs, a moment after a task of beat."""
    make_agreement()
    make_area()
    tick_task()


def failing(client):
    answer = client.get("/readyz", headers={"accept": "application/json"})
    return answer.status_code, [
        check["name"] for check in answer.json()["checks"] if not check["ok"]
    ]


def test_healthz_asks_nothing_but_the_process(client):
    answer = client.get("/healthz")

    assert (answer.status_code, answer.content) == (200, b"ok\n")
    assert "no-store" in answer.headers["Cache-Control"]


def test_readyz_is_200_when_everything_is_there(client, service):
    answer = client.get("/readyz")

    assert (answer.status_code, answer.content) == (200, b"ready\n")
    assert failing(client) == (200, [])


def test_readyz_says_in_one_line_what_is_missing(client, db):
    cache.delete(LAST_TICK)

    answer = client.get("/readyz")

    assert answer.status_code == 503
    assert answer.content.decode().splitlines() == [
        "reference data: none: run `python3 manage.py load_reference syria`",
        "beat: no task of beat has run: see that beat and worker run",
    ]


def test_readyz_fails_without_areas(client, db):
    make_agreement()
    tick_task()

    assert failing(client) == (503, ["reference data"])


def test_readyz_fails_while_a_migration_is_missing(client, service):
    MigrationRecorder(connection).record_unapplied("ceasefire", "0001_initial")

    assert failing(client) == (503, ["migrations"])


@pytest.mark.parametrize(("age", "expected"), [(59, (200, [])), (60, (503, ["beat"]))])
def test_readyz_fails_when_the_last_tick_is_a_minute_old(
    client, service, time_machine, age, expected
):
    time_machine.move_to(timezone.now(), tick=False)
    cache.set(LAST_TICK, (timezone.now() - timedelta(seconds=age)).timestamp())

    assert failing(client) == expected


def test_readyz_fails_while_the_database_does_not_answer(client, service, monkeypatch):
    def refuse():
        raise OperationalError("could not connect to 10.0.0.7")

    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(connection, "cursor", refuse)
        answer = client.get("/readyz")

    assert answer.status_code == 503
    assert answer.content.decode().splitlines() == [
        "database: it does not answer: see that PostgreSQL runs",
        "migrations: not known while the database does not answer",
        "reference data: not known while the database does not answer",
    ]


def test_readyz_fails_where_a_table_is_missing(client, service, monkeypatch):
    def ask():
        raise ProgrammingError("relation does not exist")

    monkeypatch.setitem(readiness._IN_DATABASE, "reference data", ask)

    assert failing(client) == (503, ["reference data"])


@pytest.mark.parametrize("url", ["", NOWHERE])
def test_readyz_fails_without_a_broker(client, service, settings, url):
    settings.REDIS_URL = url

    assert failing(client) == (503, ["broker"])


def test_readyz_fails_when_the_cache_does_not_answer(client, service, settings):
    settings.CACHES = {
        "default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": NOWHERE}
    }

    assert failing(client) == (503, ["beat"])


def test_readyz_tells_neither_addresses_nor_accounts(client, service, settings):
    settings.REDIS_URL = "redis://:secret@127.0.0.1:1/0"

    text = client.get("/readyz", headers={"accept": "application/json"}).content.decode()

    for word in ("secret", "127.0.0.1", connection.settings_dict["USER"], "18."):
        assert word not in text.replace("ceasefire_", "")


def test_readyz_reads_only(client, db):
    assert client.post("/readyz").status_code == 405
    assert client.post("/healthz").status_code == 405
