"""The database lets the running service do what `config/grants.toml` says, and nothing else."""

import pytest
from django.db import ProgrammingError, connection, transaction

from config.grants import PRIVILEGES, ROLES, grant_after_migrate, read_grants
from tests.builders.database import acting_as

pytestmark = pytest.mark.django_db
# What PostgreSQL can grant on a table beyond what the file may.
NEVER = ("TRUNCATE", "REFERENCES", "TRIGGER", "MAINTAIN")


def tables():
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        return sorted(name for (name,) in cursor.fetchall())


def privileges_of(role):
    """What the role itself is told that it may do, by table."""
    held = {}
    with acting_as(f"ceasefire_{role}"), connection.cursor() as cursor:
        for table in tables():
            for privilege in (*PRIVILEGES, *NEVER):
                cursor.execute("SELECT has_table_privilege(%s, %s)", [f'"{table}"', privilege])
                if cursor.fetchone()[0]:
                    held.setdefault(table, set()).add(privilege)
    return held


@pytest.mark.parametrize("role", ROLES)
def test_role_holds_exactly_what_the_file_gives(role):
    given = {table: words[role] for table, words in read_grants().items() if words[role]}

    assert privileges_of(role) == given, "Add or correct the table's line in config/grants.toml."


def test_file_names_only_tables_that_exist():
    assert set(read_grants()) <= set(tables())


def test_file_grants_only_known_privileges():
    words = {word for given in read_grants().values() for role in ROLES for word in given[role]}

    assert words <= set(PRIVILEGES)


@pytest.mark.parametrize("role", ROLES)
def test_table_that_is_not_named_is_closed(role):
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE left_open (id integer)")

    with (
        pytest.raises(ProgrammingError, match="permission denied"),
        transaction.atomic(),
        acting_as(f"ceasefire_{role}"),
        connection.cursor() as cursor,
    ):
        cursor.execute("SELECT * FROM left_open")


@pytest.mark.parametrize("role", ROLES)
def test_what_was_granted_by_hand_is_taken_back_by_the_next_migration(role):
    with connection.cursor() as cursor:
        cursor.execute(f"GRANT ALL ON ceasefire_ledgerentry TO ceasefire_{role}")
    assert "DELETE" in privileges_of(role)["ceasefire_ledgerentry"]

    grant_after_migrate(using="default")

    assert privileges_of(role)["ceasefire_ledgerentry"] == {"SELECT", "INSERT"}


@pytest.mark.parametrize("role", ROLES)
def test_role_is_an_ordinary_one(role):
    columns = "rolsuper, rolcreatedb, rolcreaterole, rolreplication, rolbypassrls, rolcanlogin"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {columns} FROM pg_roles WHERE rolname = %s", [f"ceasefire_{role}"])
        held = cursor.fetchone()

    assert held == (False, False, False, False, False, True)


@pytest.mark.parametrize("role", ROLES)
def test_role_can_make_nothing_of_its_own(role):
    with acting_as(f"ceasefire_{role}"), connection.cursor() as cursor:
        cursor.execute("SELECT has_schema_privilege('public', 'CREATE')")

        assert cursor.fetchone() == (False,)


def test_password_in_a_roles_address_becomes_its_password(monkeypatch):
    monkeypatch.setenv("WEB_DATABASE_URL", "postgresql://ceasefire_web:p%40ss@/ceasefire")
    monkeypatch.delenv("WORKER_DATABASE_URL", raising=False)

    grant_after_migrate(using="default")

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT rolname, rolpassword LIKE 'SCRAM-SHA-256$%%' FROM pg_authid "
            "WHERE rolname LIKE 'ceasefire\\_%%' ORDER BY rolname"
        )
        assert cursor.fetchall() == [("ceasefire_web", True), ("ceasefire_worker", None)]


def test_password_for_another_user_is_left_alone(monkeypatch):
    monkeypatch.setenv("WEB_DATABASE_URL", "postgresql://somebody:secret@/ceasefire")

    grant_after_migrate(using="default")

    with connection.cursor() as cursor:
        cursor.execute("SELECT rolpassword FROM pg_authid WHERE rolname = 'ceasefire_web'")
        assert cursor.fetchone() == (None,)
