"""What `manage.py doctor` looks at: whatever, in practice, turns out to be the cause."""

import platform
import shutil
import sys
from collections.abc import Callable, Iterator
from datetime import timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.conf import settings
from django.db import Error, connection
from django.utils import timezone

from ceasefire.agreements.models import Agreement
from ceasefire.outbox.models import Letter
from config import readiness
from config.findings import Finding
from config.grants import grant_differences
from config.state import StartError
from config.venv import OLDEST, is_installed

OLDEST_SERVER = 15
LONGEST_WAIT = timedelta(minutes=15)  # of a letter that is owed
FREE_GIB = 1
SHORTEST_KEY = 50


def examine() -> Iterator[Finding]:
    """Every check, in the order in which a person would look."""
    for name, check in _CHECKS.items():
        try:
            yield check()
        except Error as error:
            yield Finding.amiss(name, f"the database did not answer this ({type(error).__name__})")


def check_python() -> Finding:
    if sys.version_info < OLDEST:
        return Finding.amiss("python", f"{platform.python_version()}: 3.11 or newer is needed")
    return Finding.well("python", platform.python_version())


def check_environment() -> Finding:
    try:
        whole = is_installed()
    except StartError as error:
        return Finding.amiss("environment", str(error))
    if not whole:
        return Finding.amiss("environment", "not what requirements.lock says: start any command")
    return Finding.well("environment", "as requirements.lock says")


def check_database() -> Finding:
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version")
        [version] = cursor.fetchone() or [""]
    if int(version.partition(".")[0]) < OLDEST_SERVER:
        return Finding.amiss("database", f"PostgreSQL {version}: {OLDEST_SERVER} is the oldest")
    return Finding.well("database", f"PostgreSQL {version}")


def check_grants() -> Finding:
    differences = grant_differences()
    if differences:
        said = f"{len(differences)} differ, first {differences[0]}: run `python3 manage.py migrate`"
        return Finding.amiss("roles and grants", said)
    return Finding.well("roles and grants", "as config/grants.toml says")


def check_letters() -> Finding:
    oldest = Letter.objects.owed().order_by("posted_at").first()
    if oldest and timezone.now() - oldest.posted_at > LONGEST_WAIT:
        minutes = (timezone.now() - oldest.posted_at) // timedelta(minutes=1)
        said = f"one has waited {minutes} min: see the worker, and EMAIL_HOST"
        return Finding.amiss("letters", said)
    return Finding.well("letters", "none waits long")


def check_disk() -> Finding:
    folder = settings.STATE_FOLDER if settings.STATE_FOLDER.exists() else settings.BASE_DIR
    free = shutil.disk_usage(folder).free / 2**30
    if free < FREE_GIB:
        return Finding.amiss("disk space", f"{free:.1f} GiB free at {folder}: make room")
    return Finding.well("disk space", f"{free:.1f} GiB free at {folder}")


def check_secret_key() -> Finding:
    key = settings.SECRET_KEY
    if len(key) < SHORTEST_KEY or len(set(key)) < SHORTEST_KEY // 5:
        return Finding.amiss("secret key", "weak: use 50 random characters or more")
    return Finding.well("secret key", "long and varied")


def check_time_zones() -> Finding:
    named = {"UTC", *Agreement.objects.values_list("time_zone", flat=True)}
    try:
        for name in named:
            ZoneInfo(name)
    except ZoneInfoNotFoundError as error:
        return Finding.amiss("time zones", f"{error}: install the package tzdata")
    return Finding.well("time zones", ", ".join(sorted(named)))


def check_debug() -> Finding:
    if settings.DEBUG:
        return Finding.amiss("debug", "on: it shows settings and source to readers, turn it off")
    return Finding.well("debug", "off")


def check_hosts() -> Finding:
    hosts = settings.ALLOWED_HOSTS
    if not hosts or "*" in hosts:
        return Finding.amiss("allowed hosts", "name the hosts of this service in ALLOWED_HOSTS")
    return Finding.well("allowed hosts", ", ".join(hosts))


_CHECKS: dict[str, Callable[[], Finding]] = {
    "python": check_python,
    "environment": check_environment,
    "database": check_database,
    "migrations": readiness.check_migrations,
    "roles and grants": check_grants,
    "reference data": readiness.check_reference,
    "broker": readiness.check_broker,
    "beat": readiness.check_tick,
    "letters": check_letters,
    "disk space": check_disk,
    "secret key": check_secret_key,
    "time zones": check_time_zones,
    "debug": check_debug,
    "allowed hosts": check_hosts,
}
