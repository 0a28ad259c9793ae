import logging
from datetime import date

import pytest

from ceasefire.agreements.models import Agreement
from reports.rollups import services
from reports.rollups.models import DailyMarginal, DirtyDay
from reports.rollups.services import (
    mark_days,
    recount_day,
    recount_dirty_days,
    recount_period,
)
from reports.rollups.tasks import recount_dirty_days_task
from reports.statistics.periods import Period
from tests.builders.agreements import make_agreement
from tests.builders.database import taken_back
from tests.builders.days import days_of
from tests.builders.monitoring import SERIES, correct_bulletin, make_bulletin, side_facts

pytestmark = pytest.mark.django_db
MARCH_5 = date(2021, 3, 5)


def dirty():
    return list(DirtyDay.objects.order_by("day").values_list("day", flat=True))


def registered(day=None):
    """What each side registered, by its code."""
    found = DailyMarginal.objects.filter(dimension="bulletin_side", state="registered")
    sides = {str(s.party.public_id): s.party.code for s in series().sides.all()}
    rows = found.filter(day=day) if day else found
    return {(str(r.day), sides[r.key.split("/")[1]]): r.count for r in rows}


def series():
    return Agreement.objects.get(code="DEMO-1").bulletin_series.get(code=SERIES)


def test_imported_bulletin_owes_its_day_a_recount():
    make_bulletin("2021-03-05")

    assert dirty() == [MARCH_5]


def test_undated_bulletin_owes_nothing():
    make_bulletin(None)

    assert dirty() == []


def test_mark_is_taken_back_with_the_change():
    make_agreement()

    with taken_back():
        make_bulletin("2021-03-05")

    assert dirty() == []


def test_sweep_counts_marked_days_and_clears_the_marks():
    make_bulletin("2021-03-05", north=3, south=2)
    make_bulletin("2021-03-07", north=0, south=4)

    counted = recount_dirty_days()

    assert counted == 2
    assert registered() == {
        ("2021-03-05", "NORTH"): 3,
        ("2021-03-05", "SOUTH"): 2,
        ("2021-03-07", "SOUTH"): 4,
    }
    assert dirty() == []


def test_task_sweeps():
    make_bulletin("2021-03-05", north=3, south=2)

    recount_dirty_days_task()

    assert registered() == {("2021-03-05", "NORTH"): 3, ("2021-03-05", "SOUTH"): 2}


def test_marks_and_marginals_say_what_they_are():
    make_bulletin("2021-03-05", north=3, south=2)
    mark = DirtyDay.objects.get()
    recount_dirty_days()

    assert str(mark) == "DEMO-1 2021-03-05"
    held = DailyMarginal.objects.get(dimension="bulletin")
    assert str(held) == "2021-03-05 bulletin DEMO-1-DAILY held: 1"


def test_sweep_with_nothing_marked_counts_nothing():
    make_bulletin("2021-03-05")
    recount_dirty_days()

    assert recount_dirty_days() == 0


def test_recount_replaces_and_never_adds():
    bulletin = make_bulletin("2021-03-05", north=3, south=2)
    recount_dirty_days()

    correct_bulletin(bulletin, north=1, south=side_facts("SOUTH", 0))
    recount_dirty_days()
    recount_day(agreement_id=bulletin.series.agreement_id, day=MARCH_5)

    assert registered() == {("2021-03-05", "NORTH"): 1}


def test_day_that_lost_everything_has_no_marginals():
    bulletin = make_bulletin("2021-03-05")
    recount_dirty_days()
    agreement_id = bulletin.series.agreement_id
    bulletin.delete()

    recount_day(agreement_id=agreement_id, day=MARCH_5)

    assert not DailyMarginal.objects.exists()


def test_marking_a_marked_day_again_is_nothing():
    agreement = make_agreement()

    mark_days(agreement_id=agreement.pk, days=days_of("2021-03-05"))
    mark_days(agreement_id=agreement.pk, days=days_of("2021-03-06", "2021-03-05"))

    assert dirty() == days_of("2021-03-05", "2021-03-06")


def test_day_that_fails_is_logged_and_does_not_stop_the_others(monkeypatch, caplog):
    make_bulletin("2021-03-05")
    make_bulletin("2021-03-06")
    count = services.issues_of_day

    def fail_on_the_5th(agreement_id, day):
        if day == MARCH_5:
            raise ZeroDivisionError("the day cannot be counted")
        return count(agreement_id, day)

    monkeypatch.setattr(services, "issues_of_day", fail_on_the_5th)
    with caplog.at_level(logging.ERROR, logger="reports.rollups.services"):
        assert recount_dirty_days() == 1

    assert "the day cannot be counted" in caplog.text
    assert dirty() == [MARCH_5]
    assert {day for day, _ in registered()} == {"2021-03-06"}


def test_day_that_fails_goes_to_the_end_of_the_queue(monkeypatch):
    make_bulletin("2021-03-05")
    monkeypatch.setattr(services, "DAYS_PER_SWEEP", 1)
    monkeypatch.setattr(services, "issues_of_day", None)
    recount_dirty_days()
    monkeypatch.undo()
    make_bulletin("2021-03-06")
    DirtyDay.objects.filter(day=MARCH_5).update(marked_at="2099-01-01T00:00Z")

    monkeypatch.setattr(services, "DAYS_PER_SWEEP", 1)
    recount_dirty_days()

    assert dirty() == [MARCH_5]


def test_reader_in_need_recounts_only_the_dirty_days_of_the_period():
    bulletin = make_bulletin("2021-03-05")
    make_bulletin("2021-04-05")
    period = Period(date(2021, 3, 1), date(2021, 4, 1))

    recount_period(agreement=bulletin.series.agreement, period=period)

    assert dirty() == days_of("2021-04-05")
    assert {day for day, _ in registered()} == {"2021-03-05"}
