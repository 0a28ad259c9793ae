"""The tension list of DEMO-1 on an invented day."""

from datetime import UTC, datetime, timedelta

from django.utils import timezone

from ceasefire.agreements.models import Agreement
from reports.dashboards.tension import tension_of
from reports.dashboards.tension_lines import Wanted
from tests.builders.agreements import DEMO

NOW = datetime(2021, 3, 20, 9, tzinfo=UTC)  # 11 o'clock in the valley
MIDNIGHT = datetime(2021, 3, 19, 22, tzinfo=UTC)  # at which that day began there
DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)


def tension_told(*, may_open=True, within=None):
    """The list as staff read it now; a mediator may open nothing behind it."""
    agreement = Agreement.objects.get(code=DEMO)
    return tension_of(Wanted(agreement, timezone.now(), may_open=may_open, within=within))


def told_to_mediator():
    return tension_told(may_open=False)


def references(lines):
    return [each.reference for each in lines]
