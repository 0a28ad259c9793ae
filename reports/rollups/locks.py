"""Locks by name, held until the transaction ends.

A work row that is already there is not written again, so that writers do not
queue on it. The writer must then be sure that the row outlives its transaction:
it *relies* on the row, together with any number of others. Whoever takes the row
away first asks to be *alone*: nobody relies on it who has not committed yet.
Asking never waits; if somebody is still at work the row stays for the next time.
"""

from collections.abc import Iterable

from django.db import connection


def rely_on(names: Iterable[str]) -> None:
    """Share the locks `names` with others until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock_shared(hashtextextended(name, 0))"
            " FROM unnest(%s::text[]) AS name",
            [sorted(names)],
        )


def is_alone(name: str) -> bool:
    """Whether nobody else holds the lock `name`; if so it is ours until the transaction ends."""
    return bool(_ask("pg_try_advisory_xact_lock", name))


def one_at_a_time(name: str) -> None:
    """Wait for the lock `name` and keep it until the transaction ends."""
    _ask("pg_advisory_xact_lock", name)


def _ask(function: str, name: str) -> object:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {function}(hashtextextended(%s, 0))", [name])
        return cursor.fetchone()[0]
