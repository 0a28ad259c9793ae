"""`manage.py summarise AGREEMENT --from DATE --to DATE`: draft what is said about a period."""

from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.urls import reverse

from ceasefire.accounts.models import User
from ceasefire.agreements.models import Agreement
from ceasefire.common.errors import DomainError
from reports.statistics.periods import EARLIEST, LATEST, Period
from reports.summaries.services import draft_summary


def known_agreement(code: str) -> Agreement:
    """The agreement with this code. Raises CommandError, naming those there are."""
    agreement = Agreement.objects.filter(code=code).first()
    if agreement is None:
        codes = ", ".join(Agreement.objects.values_list("code", flat=True)) or "none"
        raise CommandError(f"There is no agreement {code}; known are: {codes}.")
    return agreement


def period_of(start: str, end: str) -> Period:
    """The period from `start` up to, but not including, `end`. Raises CommandError if there is none."""
    first, last = _day(start), _day(end)
    if last <= first:
        raise CommandError(f"The period is empty: --to {end} is not after --from {start}.")
    return Period(first, last)


def add_period(parser: ArgumentParser) -> None:
    """The arguments that name an agreement and a period of its days."""
    parser.add_argument("agreement", help="the agreement's code, e.g. SYR-2016")
    parser.add_argument("--from", dest="start", metavar="DATE", required=True, help="first day")
    parser.add_argument(
        "--to", dest="end", metavar="DATE", required=True, help="the day after the last"
    )


def _day(text: str) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise CommandError(f"{text} is not a day: write it as 2017-01-25.") from None
    if not EARLIEST <= day <= LATEST:
        raise CommandError(f"{text} is too far away: days from {EARLIEST} to {LATEST} will do.")
    return day


class Command(BaseCommand):
    """Drafts a compliance summary; its last line of output is the summary's id and path."""

    help = "Draft the compliance summary of an agreement for a period (--to is not included)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        add_period(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        agreement = known_agreement(options["agreement"])
        period = period_of(options["start"], options["end"])
        try:
            summary = draft_summary(agreement=agreement, period=period, by=User.objects.system())
        except DomainError as error:
            raise CommandError(str(error)) from None
        self.stderr.write(
            f"{summary} ({summary.get_kind_display()}): {summary.get_status_display()}"
        )
        path = reverse("reports:summary-detail", args=[summary.public_id])
        self.stdout.write(f"{summary.public_id} {path}")
