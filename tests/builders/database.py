"""The database as the running service sees it, and transactions that fail."""

from contextlib import contextmanager, suppress

from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.db import connection, transaction


class TakenBackError(Exception):
    """What ends a transaction that is meant to fail."""


@contextmanager
def acting_as(role):
    """Run the block with the privileges of a database role, inside the test's transaction."""
    with connection.cursor() as cursor:
        cursor.execute(f'SET LOCAL ROLE "{role}"')
        yield
        cursor.execute("RESET ROLE")


@contextmanager
def taken_back():
    """A transaction that fails at its end, so that nothing of the block is kept."""
    with suppress(TakenBackError), transaction.atomic():
        yield
        raise TakenBackError


def everything_stored():
    """Every row of every table, and every key and value of the cache, as one text."""
    with connection.cursor() as cursor:
        rows = []
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT kept::text FROM "{table}" AS kept')
            rows += [row for (row,) in cursor.fetchall()]
    sessions = [str(session.get_decoded()) for session in Session.objects.all()]
    store = cache._cache.get_client()
    keys = [key.decode() for key in store.keys("*")]
    values = [repr(store.get(key)) for key in keys if store.type(key) == b"string"]
    return "\n".join([*rows, *sessions, *keys, *values])
