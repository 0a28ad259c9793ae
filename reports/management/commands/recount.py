"""`manage.py recount AGREEMENT --from DATE --to DATE`: count the days of a period again."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from reports.management.commands.summarise import add_period, known_agreement, period_of
from reports.rollups.services import recount_day


class Command(BaseCommand):
    """Recounts the daily marginals, marked or not; for operators who doubt them."""

    help = "Recount the daily marginals of an agreement for a period (--to is not included)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        add_period(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        agreement = known_agreement(options["agreement"])
        days = period_of(options["start"], options["end"]).days
        for each in days:
            recount_day(agreement_id=agreement.pk, day=each)
        self.stdout.write(f"{agreement.code}: {len(days)} days recounted.")
