"""What `manage.py check --deploy` says about the service's own settings."""

from typing import Any

from django.core import checks

from config.databases import ROLES, role_url

ONE_ROLE_FOR_ALL = "config.W001"


@checks.register(checks.Tags.security, deploy=True)
def check_roles(**_: Any) -> list[checks.CheckMessage]:
    """Warn where a process would use the database with the rights of its owner."""
    return [
        checks.Warning(
            f"{role.upper()}_DATABASE_URL is not set: the {role} would use the owner's rights.",
            hint=f"Name the database with the role ceasefire_{role}; .env.example shows how.",
            id=ONE_ROLE_FOR_ALL,
        )
        for role in ROLES
        if not role_url(role)
    ]
