from datetime import UTC, date, datetime

import pytest

from ceasefire.accounts.models import User
from ceasefire.publication.choices import PublishedKind
from ceasefire.publication.services import withdraw
from reports.rollups.models import DailyMarginal, DirtyDay
from reports.rollups.services import recount_dirty_days
from reports.summaries.models import SummaryDue
from tests.builders.database import taken_back
from tests.builders.days import days_of
from tests.builders.monitoring import make_bulletin, make_context, make_series
from tests.builders.parties import make_party
from tests.builders.talks import make_round, make_statement

pytestmark = pytest.mark.django_db


def owed():
    """The periods that are owed a summary, with their kinds and when they fall due."""
    return {
        (due.kind, str(due.period_from), str(due.period_to)): due.due_at
        for due in SummaryDue.objects.all()
    }


def dirty():
    return list(DirtyDay.objects.order_by("day").values_list("day", flat=True))


def test_bulletin_owes_its_day_week_and_month_a_summary():
    make_bulletin("2021-03-17")

    # Etc/GMT-2 is two hours ahead of UTC
    assert owed() == {
        ("day", "2021-03-17", "2021-03-18"): datetime(2021, 3, 17, 22, tzinfo=UTC),
        ("week", "2021-03-15", "2021-03-22"): datetime(2021, 3, 21, 22, tzinfo=UTC),
        ("month", "2021-03-01", "2021-04-01"): datetime(2021, 3, 31, 22, tzinfo=UTC),
    }
    assert dirty() == days_of("2021-03-17")


def test_bulletin_between_rounds_owes_their_period_a_summary_at_its_cut_off():
    make_round(first_day=date(2021, 3, 10), last_day=date(2021, 3, 11))
    make_round(first_day=date(2021, 3, 26))
    SummaryDue.objects.all().delete()

    make_bulletin("2021-03-17")

    due_at = owed()["inter_round", "2021-03-12", "2021-03-26"]
    assert due_at == datetime(2021, 3, 25, 16, tzinfo=UTC)


def test_round_owes_the_periods_beside_it_a_summary():
    make_round(first_day=date(2021, 3, 10))
    make_round(first_day=date(2021, 3, 26))

    assert list(owed()) == [("inter_round", "2021-03-11", "2021-03-26")]


def test_round_in_between_replaces_the_period_it_divides():
    make_round(first_day=date(2021, 3, 10))
    make_round(first_day=date(2021, 3, 26))

    make_round(first_day=date(2021, 3, 18))

    assert sorted(owed()) == [
        ("inter_round", "2021-03-11", "2021-03-18"),
        ("inter_round", "2021-03-19", "2021-03-26"),
    ]


def test_statement_party_and_undated_bulletin_owe_nothing():
    make_series()

    make_statement()
    make_party()
    make_bulletin(None)

    assert (owed(), dirty()) == ({}, [])


def test_context_of_a_day_owes_it_too():
    make_series()

    make_context("2021-03-17")

    assert dirty() == days_of("2021-03-17")


def test_what_is_owed_is_taken_back_with_the_change():
    make_series()

    with taken_back():
        make_bulletin("2021-03-17")

    assert (owed(), dirty()) == ({}, [])


def test_withdrawn_bulletin_without_a_day_owes_nothing():
    bulletin = make_bulletin(None)

    withdraw(
        kind=PublishedKind.BULLETIN,
        subject=bulletin,
        by=User.objects.system(),
        reason="Published by mistake.",
    )

    assert (owed(), dirty()) == ({}, [])


def test_withdrawn_bulletin_leaves_the_figures_of_its_day():
    bulletin = make_bulletin("2021-03-17")
    recount_dirty_days()

    withdraw(
        kind=PublishedKind.BULLETIN,
        subject=bulletin,
        by=User.objects.system(),
        reason="Published by mistake.",
    )

    assert dirty() == days_of("2021-03-17")
    recount_dirty_days()
    assert not DailyMarginal.objects.exists()
