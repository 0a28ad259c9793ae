"""Who may do what in the database: `grants.toml`, applied after every migration."""

import tomllib
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from django.db import connections

from config.databases import ROLES, role_url

PRIVILEGES = ("SELECT", "INSERT", "UPDATE", "DELETE")
MAKE_ROLE = """
DO $$ BEGIN
    IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'ceasefire_{role}') THEN
        CREATE ROLE ceasefire_{role} LOGIN;
    END IF;
END $$
"""
GRANTED = """
SELECT t.relname, r.name, p.name, has_table_privilege('ceasefire_' || r.name, t.oid, p.name)
FROM pg_class t,
     unnest(ARRAY['web', 'worker']) AS r(name),
     unnest(ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'REFERENCES', 'TRIGGER'])
         AS p(name)
WHERE t.relnamespace = 'public'::regnamespace AND t.relkind IN ('r', 'p', 'v', 'm')
ORDER BY 1, 2, 3
"""
FILE = Path(__file__).with_name("grants.toml")


def read_grants() -> dict[str, dict[str, set[str]]]:
    """Privileges by table and role, as `grants.toml` says."""
    tables = tomllib.loads(FILE.read_text())
    return {
        table: {role: set(words.get(role, "").split()) for role in ROLES}
        for table, words in tables.items()
    }


def grant_after_migrate(using: str, **_: Any) -> None:
    """Give the service's roles exactly what the file says, and their passwords if stated."""
    connection = connections[using]
    present = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        for role in ROLES:
            cursor.execute(MAKE_ROLE.format(role=role))  # a restored database has none
            cursor.execute(f"GRANT USAGE ON SCHEMA public TO ceasefire_{role}")
            cursor.execute(f"REVOKE ALL ON ALL TABLES IN SCHEMA public FROM ceasefire_{role}")
            _set_password(cursor, role)
        for table, granted in read_grants().items():
            for role, words in granted.items():
                if words and table in present:
                    cursor.execute(
                        f'GRANT {", ".join(sorted(words))} ON "{table}" TO ceasefire_{role}'
                    )


def _set_password(cursor: Any, role: str) -> None:
    url = urlsplit(role_url(role))
    if url.password and url.username == f"ceasefire_{role}":
        cursor.execute(f"ALTER ROLE ceasefire_{role} PASSWORD %s", [unquote(url.password)])


def grant_differences() -> list[str]:
    """Where the server gives the service's roles something else than `grants.toml` says."""
    with connections["default"].cursor() as cursor:
        cursor.execute(
            "SELECT rolname FROM pg_roles WHERE rolname IN ('ceasefire_web', 'ceasefire_worker')"
        )
        missing = {f"ceasefire_{role}" for role in ROLES} - {name for (name,) in cursor.fetchall()}
        if missing:
            return [f"there is no role {name}" for name in sorted(missing)]
        cursor.execute(GRANTED)
        granted = cursor.fetchall()
    stated = read_grants()
    return [
        f"{role}: {privilege} on {table} is {'given' if given else 'missing'}"
        for table, role, privilege, given in granted
        if given != (privilege in stated.get(table, {}).get(role, set()))
    ]
