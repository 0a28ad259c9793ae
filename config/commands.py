"""Hand a command line to Django."""

import os
from collections.abc import Sequence

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line

from config.state import StartError

ON_AN_EMPTY_DATABASE = {"makemigrations", "migrate", "restore"}


def execute(argv: Sequence[str]) -> int:
    """Run one Django command. An embedded database that is still empty is migrated first.

    Raises StartError if a setting is missing or unreadable.
    """
    try:
        settings.INSTALLED_APPS  # noqa: B018 -- reading them loads them
    except ImproperlyConfigured as error:
        raise StartError(str(error)) from None
    if os.environ.get("CEASEFIRE_EMBEDDED") and argv[1] not in ON_AN_EMPTY_DATABASE:
        _migrate_if_empty()
    execute_from_command_line(list(argv))
    return 0


def _migrate_if_empty() -> None:
    import django  # noqa: PLC0415 -- after the settings are known
    from django.core.management import call_command  # noqa: PLC0415
    from django.db import connection  # noqa: PLC0415

    django.setup()
    if not connection.introspection.table_names():
        call_command("migrate", verbosity=0)
