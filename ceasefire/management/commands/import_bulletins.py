"""`manage.py import_bulletins FILE`: read daily bulletins into the record."""

import json
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from ceasefire.accounts.models import User
from ceasefire.monitoring.imports import (
    ImportAnswer,
    InputFile,
    UnknownSeriesError,
    import_bulletins,
    series_meant,
)
from ceasefire.monitoring.tables import UnreadableFileError

SOME_REJECTED = 2
ANSWER = """
With --json the last line of stdout is one object:
  bulletins  bulletins of FILE that are new or changed (by --context too)
  counts     sides' counts written for them: one for each side of a bulletin
  unchanged  bulletins of FILE that the record held already, word for word
  rejected   rows left out: the line they start on, the column, the reason;
             the reason of a row of the --context file begins with its name
bulletins + unchanged are the bulletins of FILE. Reading it again changes nothing.

Exit status: 0; 2 if rows were rejected (the rest is in); 1 if a file could not be
read or the agreement is not in the record (then nothing is).
"""


class Command(BaseCommand):
    help = "Read daily bulletins from a CSV file, flag their oddities, and publish them."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.formatter_class = RawDescriptionHelpFormatter
        parser.epilog = ANSWER
        parser.add_argument(
            "file", type=Path, metavar="FILE", help="CSV, one row per side and province"
        )
        parser.add_argument(
            "--context", type=Path, help="CSV of the other measures of the bulletins"
        )
        parser.add_argument("--agreement", default="SYR-2016", help="code (default: %(default)s)")
        parser.add_argument(
            "--series", default="", help="code, if the agreement has several series"
        )
        parser.add_argument("--dry-run", action="store_true", help="answer the same, keep nothing")
        parser.add_argument("--json", action="store_true", help="end with one line of JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            answer = self._import(options)
        except UnknownSeriesError as error:
            raise CommandError(f"{error}.") from None
        self._report(answer, as_json=options["json"])
        if answer.rejected:
            raise CommandError(f"Rows rejected: {len(answer.rejected)}.", returncode=SOME_REJECTED)

    def _import(self, options: dict[str, Any]) -> ImportAnswer:
        series = series_meant(agreement=options["agreement"], code=options["series"])
        context: Path | None = options["context"]
        try:
            return import_bulletins(
                series=series,
                bulletins=_file(options["file"]),
                context=_file(context) if context else None,
                by=User.objects.system(),
                is_dry_run=options["dry_run"],
                tell=self._tell,
            )
        except UnreadableFileError as error:
            raise CommandError(f"{error}.") from None

    def _report(self, answer: ImportAnswer, *, as_json: bool) -> None:
        if as_json:
            self.stdout.write(json.dumps(answer.as_json()))
            return
        for row in answer.rejected:
            self._tell(f"line {row.line}, {row.column or 'row'}: {row.reason}")
        self.stdout.write(
            f"Bulletins new or changed: {answer.bulletins} ({answer.counts} counts); "
            f"unchanged: {answer.unchanged}; rows rejected: {len(answer.rejected)}."
        )

    def _tell(self, line: str) -> None:
        self.stderr.write(line, style_func=str)


def _file(path: Path) -> InputFile:
    try:
        return InputFile(path.name, path.read_bytes())
    except OSError as error:
        raise CommandError(f"{path} cannot be read: {error.strerror}.") from None
