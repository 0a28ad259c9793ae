"""An answer that falls overdue stands otherwise from then on: its day and periods are owed."""

from datetime import date

import pytest

from ceasefire.allegations.reminding import do_owed_reminders
from reports.rollups.models import DailyMarginal, DirtyDay
from reports.rollups.services import recount_dirty_days
from reports.summaries.models import SummaryDue
from tests.builders.cases import make_answered, make_notified
from tests.builders.field import system

pytestmark = pytest.mark.django_db
DAY = date(2021, 3, 5)


@pytest.fixture
def counted():
    """What the marginals say of allegations once every mark is worked off."""

    def states():
        recount_dirty_days()
        rows = DailyMarginal.objects.filter(dimension="allegation")
        return dict(rows.values_list("state", "count"))

    return states


def pass_deadline(allegation, time_machine):
    time_machine.move_to(allegation.notification.due_at)
    do_owed_reminders(by=system())


def test_day_is_marked_once_when_an_answer_falls_overdue(counted, time_machine):
    allegation = make_notified()
    assert counted() == {"alleged": 1, "awaited": 1}
    SummaryDue.objects.all().delete()

    pass_deadline(allegation, time_machine)

    assert list(DirtyDay.objects.values_list("day", flat=True)) == [DAY]
    assert SummaryDue.objects.filter(period_from__lte=DAY, period_to__gt=DAY).count() == 3
    assert counted() == {"alleged": 1, "no_response": 1}
    do_owed_reminders(by=system())
    assert not DirtyDay.objects.exists()


def test_answered_allegation_is_never_overdue(counted, time_machine):
    allegation = make_answered()
    counted()

    pass_deadline(allegation, time_machine)

    assert not DirtyDay.objects.exists()
    assert counted() == {"alleged": 1, "disputed": 1}
