"""Two drafters at once, and a change while one of them reads."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event

import pytest
from django.db import connections, transaction

from ceasefire.accounts.models import User
from ceasefire.ledger.models import LedgerEntry
from reports.summaries import material
from reports.summaries.due import draft_due_summaries
from reports.summaries.errors import RecordIsChangingError
from reports.summaries.models import ComplianceSummary, SummaryDue
from tests.builders.monitoring import make_bulletin
from tests.builders.summaries import make_draft, make_record_between_rounds

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(work, times):
    """Run `work` in so many threads that start together; their results."""
    start = Barrier(times)

    def run():
        start.wait(10)
        return work()

    with ThreadPoolExecutor(times) as pool:
        threads = [pool.submit(closing(run)) for _ in range(times)]
        return [thread.result(60) for thread in threads]


def closing(work):
    """`work`, and at its end the connection that its thread has opened."""

    def run():
        try:
            return work()
        finally:
            connections.close_all()

    return run


def test_two_drafters_make_one_summary(size):
    make_record_between_rounds()

    summaries = at_once(make_draft, size(3, 12))

    assert len({summary.pk for summary in summaries}) == 1
    assert ComplianceSummary.objects.count() == 1
    assert LedgerEntry.objects.filter(kind="summary.drafted").count() == 1


def test_sweeps_at_once_draft_each_period_once():
    make_record_between_rounds()

    at_once(lambda: draft_due_summaries(by=User.objects.system()), 3)
    draft_due_summaries(by=User.objects.system())

    periods = ComplianceSummary.objects.values_list("period_from", "period_to")
    assert len(periods) == len(set(periods)) == 5
    assert not SummaryDue.objects.exists()


def test_what_is_owed_stays_owed_while_somebody_relies_on_it():
    make_record_between_rounds()
    marked, drafted = Event(), Event()

    def mark():
        with transaction.atomic():
            make_bulletin("2021-03-13")
            marked.set()
            assert drafted.wait(20)

    with ThreadPoolExecutor(1) as pool:
        writer = pool.submit(closing(mark))
        assert marked.wait(10)
        draft_due_summaries(by=User.objects.system())
        still_owed = set(SummaryDue.objects.values_list("kind", flat=True))
        drafted.set()
        writer.result(20)
    draft_due_summaries(by=User.objects.system())

    assert {"month", "inter_round"} <= still_owed
    summary = ComplianceSummary.objects.get(kind="inter_round")
    assert summary.figures["series"][0]["issues"]["held"] == 3
    assert not SummaryDue.objects.exists()


def test_change_while_a_summary_is_read_is_read_too(monkeypatch):
    make_record_between_rounds()
    read, changes = material.recount_period, iter([True])

    def change_once_after_counting(**period):
        read(**period)
        if next(changes, False):
            at_once(lambda: make_bulletin("2021-03-13", north=4, south=0), 1)

    monkeypatch.setattr(material, "recount_period", change_once_after_counting)

    summary = make_draft()

    [north, _] = summary.figures["series"][0]["sides"]
    assert (north["registered"], north["issues"]) == (18, 3)


def test_record_that_never_rests_is_said_to(monkeypatch):
    make_record_between_rounds()
    days = iter(range(12, 26))

    def change_every_time(**period):
        day = next(days)
        at_once(lambda: make_bulletin(f"2021-03-{day}"), 1)

    monkeypatch.setattr(material, "recount_period", change_every_time)

    with pytest.raises(RecordIsChangingError) as refused:
        make_draft()

    assert refused.value.code == "record_is_changing"
