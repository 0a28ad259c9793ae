"""Shows 8 of the skeleton: accidents lose nothing, and nothing that was released changes."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import IntegrityError, ProgrammingError, connection, connections, transaction

from reports.rollups.models import DailyMarginal, DirtyDay
from reports.summaries.models import ComplianceSummary
from tests.builders.database import acting_as
from tests.builders.monitoring import make_bulletin
from tests.builders.summaries import make_draft, make_record_between_rounds, make_released
from tests.processes import own_processes, wait_until


def counted():
    """What the first side registered on 17 March, as the marginals have it."""
    rows = DailyMarginal.objects.filter(dimension="bulletin_side", state="registered")
    return list(rows.values_list("count", flat=True))


CORRECT = (
    "from tests.builders.monitoring import correct_bulletin as c; "
    "from ceasefire.monitoring.models import Bulletin as B; "
    "c(B.objects.get(), north={north}, south=0)"
)


@pytest.mark.django_db(transaction=True)
def test_figure_is_right_though_worker_and_broker_were_killed(tmp_path):
    make_bulletin("2021-03-17", north=3, south=0)
    with own_processes(tmp_path) as processes:
        processes.start()
        assert wait_until(lambda: counted() == [3])

        processes.kill_workers()
        processes.change(CORRECT.format(north=9))
        processes.kill_broker()
        assert (counted(), DirtyDay.objects.count()) == ([3], 1)

        processes.start()
        assert wait_until(lambda: counted() == [9])
        assert wait_until(lambda: not DirtyDay.objects.exists())


@pytest.mark.django_db(transaction=True)
def test_change_without_a_broker_is_saved_and_counted_once_there_is_one(tmp_path):
    make_bulletin("2021-03-17", north=3, south=0)
    with own_processes(tmp_path) as processes:
        processes.change(CORRECT.format(north=5))
        assert counted() == []

        processes.start()
        assert wait_until(lambda: counted() == [5])
        assert wait_until(lambda: ComplianceSummary.objects.filter(kind="day").exists())


@pytest.mark.django_db(transaction=True)
def test_two_drafters_make_one_summary():
    make_record_between_rounds()
    start = Barrier(2)

    def draft():
        start.wait(10)
        try:
            return make_draft().pk
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        made = {each.result(60) for each in [pool.submit(draft), pool.submit(draft)]}

    assert len(made) == ComplianceSummary.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize("role", ["ceasefire_web", "ceasefire_worker", "ceasefire"])
@pytest.mark.parametrize(
    "change",
    [
        "UPDATE reports_compliancesummary SET figures = '{}'",
        "UPDATE reports_compliancesummary SET status = 'drafted'",
        "DELETE FROM reports_compliancesummary",
    ],
)
def test_released_summary_is_changed_by_no_role_and_not_by_the_owner(role, change):
    make_record_between_rounds()
    released = make_released()

    with pytest.raises((IntegrityError, ProgrammingError)), transaction.atomic(), acting_as(role):
        run(change)

    after = ComplianceSummary.objects.get(pk=released.pk)
    assert (after.status, after.figures) == ("released", released.figures)


def run(statement):
    with connection.cursor() as cursor:
        cursor.execute(statement)
