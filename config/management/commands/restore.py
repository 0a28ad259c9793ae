"""`manage.py restore FILE`: the database as the file has it."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from config.backups import BackupError, restore


class Command(BaseCommand):
    help = "Put a backup in the place of the database: all of it, or nothing is changed."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--replace", action="store_true", help="give up the record that the database holds"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            entries = restore(options["file"].absolute(), replace=options["replace"])
        except BackupError as error:
            raise CommandError(str(error)) from None
        self.stdout.write(f"Restored: every table is whole, the ledger has {entries} entries.")
