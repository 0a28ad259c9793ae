"""Marks and recounts at the same time: no change is ever left uncounted."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from django.db import connections, transaction

from reports.rollups.models import DailyMarginal, DirtyDay
from reports.rollups.services import recount_day, recount_dirty_days
from tests.builders.monitoring import correct_bulletin, make_bulletin

pytestmark = pytest.mark.django_db(transaction=True)
MARCH_5 = date(2021, 3, 5)


def in_thread(work, *arguments):
    """Run `work` on a connection of its own, and close it."""

    def run(**facts):
        try:
            return work(*arguments, **facts)
        finally:
            connections.close_all()

    return run


def counted_north():
    rows = DailyMarginal.objects.filter(dimension="bulletin_side", state="registered")
    return max(rows.values_list("count", flat=True))


def test_change_that_relied_on_a_mark_is_counted_after_it_commits():
    """The mark stands; a second change finds it, writes none, and commits after the recount."""
    bulletin = make_bulletin("2021-03-05", north=3, south=1)
    changed, counted = threading.Event(), threading.Event()

    def change():
        with transaction.atomic():
            correct_bulletin(bulletin, north=9, south=1)
            changed.set()
            assert counted.wait(10)

    with ThreadPoolExecutor() as pool:
        writer = pool.submit(in_thread(change))
        assert changed.wait(10)
        recount_dirty_days()
        seen_meanwhile = counted_north()
        counted.set()
        writer.result(10)
    recount_dirty_days()

    assert seen_meanwhile == 3
    assert counted_north() == 9
    assert not DirtyDay.objects.exists()


def test_change_during_a_recount_marks_the_day_anew(monkeypatch):
    bulletin = make_bulletin("2021-03-05", north=3, south=1)
    counting, go_on = threading.Event(), threading.Event()

    def recount_slowly():
        with transaction.atomic():
            recount_day(agreement_id=bulletin.series.agreement_id, day=MARCH_5)
            counting.set()
            assert go_on.wait(10)

    with ThreadPoolExecutor() as pool:
        recount = pool.submit(in_thread(recount_slowly))
        assert counting.wait(10)
        writer = pool.submit(in_thread(correct_bulletin, bulletin), north=9, south=1)
        go_on.set()
        recount.result(10)
        writer.result(10)

    assert DirtyDay.objects.filter(day=MARCH_5).exists()
    recount_dirty_days()
    assert counted_north() == 9


def test_many_sweeps_at_once_count_each_day_right():
    for day in range(1, 9):
        make_bulletin(f"2021-03-{day:02}", north=day, south=1)

    with ThreadPoolExecutor(4) as pool:
        sweeps = [pool.submit(in_thread(recount_dirty_days)) for _ in range(4)]
        counted = sum(sweep.result(20) for sweep in sweeps)

    assert counted == 8
    rows = DailyMarginal.objects.filter(dimension="bulletin_side", state="registered")
    assert rows.count() == 16
