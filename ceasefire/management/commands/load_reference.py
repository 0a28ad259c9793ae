"""`manage.py load_reference syria`: load a set of reference records, all of it or nothing."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from ceasefire.accounts.models import User
from ceasefire.reference.faults import FaultyFilesError
from ceasefire.reference.files import SETS, set_names
from ceasefire.reference.services import load_reference


class Command(BaseCommand):
    help = "Load a set of reference records with their sources. Loading again changes nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("name", help=f"which set: {', '.join(set_names())}")
        parser.add_argument(
            "--from",
            dest="sets",
            type=Path,
            default=SETS,
            help="a folder of sets of your own (default: the sets of this project)",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        name = options["name"]
        try:
            entries = load_reference(
                name=name, by=User.objects.system(), sets=options["sets"], progress=self._tell
            )
        except FaultyFilesError as error:
            for fault in error.faults:
                self._tell(str(fault))
            raise CommandError(
                f"{name}: {len(error.faults)} error(s); nothing was loaded."
            ) from None
        self._tell(f"{name}: loaded, {entries} new ledger entries")

    def _tell(self, line: str) -> None:
        self.stderr.write(line, style_func=str)
