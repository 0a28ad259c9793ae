"""`manage.py doctor`: one line for each thing that can be wrong, and what to do."""

import sys
from typing import Any

from django.core.management.base import BaseCommand

from config.doctor import examine


class Command(BaseCommand):
    help = "Look at everything the service needs; exit 1 if anything is not as it should be."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        failed = 0
        for finding in examine():
            failed += not finding.ok
            self.stdout.write(
                f"{'ok    ' if finding.ok else 'NOT OK'}  {finding.name}: {finding.says}"
            )
        if failed:
            sys.exit(1)
