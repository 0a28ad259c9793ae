"""Whether the service can do its work: one finding for each thing it needs.

The findings name no address, account or secret: `/readyz` shows them to anybody.
"""

from collections.abc import Callable
from functools import cache as remember

import redis
from django.conf import settings
from django.core.cache import cache
from django.db import DatabaseError, Error, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone
from redis.backoff import NoBackoff
from redis.retry import Retry

from ceasefire.agreements.models import Agreement
from ceasefire.places.models import Area
from config.findings import Finding
from config.tasks import LAST_TICK

OLDEST_TICK_SECONDS = 60
BROKER_SECONDS = 2


def readiness() -> list[Finding]:
    """Every check of `/readyz`, in the order in which one needs the other."""
    database = check_database()
    return [
        database,
        *(_needing_database(name, check, database) for name, check in _IN_DATABASE.items()),
        check_broker(),
        check_tick(),
    ]


def check_database() -> Finding:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Error:
        return Finding.amiss("database", "it does not answer: see that PostgreSQL runs")
    return Finding.well("database", "it answers")


def check_migrations() -> Finding:
    applied = set(MigrationRecorder(connection).applied_migrations())
    missing = _migrations_of_the_code() - applied
    if missing:
        said = f"{len(missing)} not applied: run `python3 manage.py migrate`"
        return Finding.amiss("migrations", said)
    return Finding.well("migrations", "all are applied")


def check_reference() -> Finding:
    if Agreement.objects.exists() and Area.objects.exists():
        return Finding.well("reference data", "agreements and areas are there")
    return Finding.amiss("reference data", "none: run `python3 manage.py load_reference syria`")


def check_broker() -> Finding:
    if not settings.REDIS_URL:
        return Finding.amiss("broker", "none is named: set REDIS_URL, or start the demo")
    try:
        with redis.Redis.from_url(
            settings.REDIS_URL,
            socket_connect_timeout=BROKER_SECONDS,
            socket_timeout=BROKER_SECONDS,
            retry=Retry(NoBackoff(), 0),
        ) as broker:
            broker.ping()
    except redis.RedisError:
        return Finding.amiss("broker", "it does not answer: see that Valkey runs")
    return Finding.well("broker", "it answers")


def check_tick() -> Finding:
    """Beat sends a task every 5 s: if one ran lately, beat, broker and worker are alive."""
    try:
        last = cache.get(LAST_TICK)
    except redis.RedisError:
        last = None
    if last is None:
        return Finding.amiss("beat", "no task of beat has run: see that beat and worker run")
    age = max(0, round(timezone.now().timestamp() - last))
    if age >= OLDEST_TICK_SECONDS:
        return Finding.amiss("beat", f"its last task ran {age} s ago: see beat and worker")
    return Finding.well("beat", f"its last task ran {age} s ago")


_IN_DATABASE: dict[str, Callable[[], Finding]] = {
    "migrations": check_migrations,
    "reference data": check_reference,
}


def _needing_database(name: str, check: Callable[[], Finding], database: Finding) -> Finding:
    if not database.ok:
        return Finding.amiss(name, "not known while the database does not answer")
    try:
        return check()
    except DatabaseError:
        return Finding.amiss(name, "cannot be read: run `python3 manage.py migrate`")


@remember
def _migrations_of_the_code() -> set[tuple[str, str]]:
    return set(MigrationLoader(None).disk_migrations)
