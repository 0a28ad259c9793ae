"""Which database this process talks to, and as whom.

Three roles share one database: the owner migrates and runs commands, the web
and the worker processes have only what `config/grants.toml` gives them.
"""

from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

from config.env import env_secret, env_text

CONNECT_SECONDS = "5"
ROLES = ("web", "worker")


def database_settings() -> dict[str, Any]:
    """Settings of the role named by CEASEFIRE_ROLE (owner, web or worker)."""
    role = env_text("CEASEFIRE_ROLE", "owner")
    if role not in {"owner", *ROLES}:
        raise ImproperlyConfigured(f"CEASEFIRE_ROLE is {role!r}: write owner, web or worker.")
    named = "" if role == "owner" else role_url(role)
    return parse_database_url(named or env_secret("DATABASE_URL", ""))


def role_url(role: str) -> str:
    """How the role's processes reach the database, or nothing if that is not stated."""
    return env_secret(f"{role.upper()}_DATABASE_URL", "")


def parse_database_url(url: str) -> dict[str, Any]:
    """`postgresql://user:password@host:port/name?host=/socket/folder` as Django wants it."""
    parts = urlsplit(url)
    stated = {name: values[0] for name, values in parse_qs(parts.query).items()}
    query = {"connect_timeout": CONNECT_SECONDS, **stated}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": query.pop("host", parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "OPTIONS": query,
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }
