"""Rows as no service would leave them."""

from contextlib import contextmanager

from django.db import connection, transaction


@contextmanager
def triggers_asleep():
    """Inside, the database lets pass what its triggers and foreign keys would refuse or add."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        yield
        cursor.execute("SET LOCAL session_replication_role = DEFAULT")
