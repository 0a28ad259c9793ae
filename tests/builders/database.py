"""The database as the running service sees it, and transactions that fail."""

from contextlib import contextmanager, suppress

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
