"""Which reports wait for whom. For each that waits there is one that does not."""

from datetime import timedelta

import pytest

from ceasefire.codes.roles import Role
from ceasefire.incidents.corrections import correct_report
from ceasefire.monitoring import waiting
from ceasefire.monitoring.reports import return_report
from tests.builders.accounts import make_user
from tests.builders.field import THAT_DAY, make_incident, make_report, report_facts

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def returned(*, by):
    report = make_report(by=by)
    return return_report(report=report, question="Which bank?", by=make_user(Role.OFFICER))


def test_reports_nobody_has_looked_at_wait_longest_first(time_machine):
    time_machine.move_to(THAT_DAY, tick=False)
    first = make_report()
    make_incident(reports=[make_report()])
    time_machine.move_to(THAT_DAY + HOUR, tick=False)
    second = make_report()

    found = waiting.to_triage(make_user(Role.OFFICER))

    assert [(each, each.waits_since) for each in found] == [
        (first, THAT_DAY),
        (second, THAT_DAY + HOUR),
    ]


def test_monitor_is_asked_back_about_own_reports_since_they_were_returned(time_machine):
    monitor = make_user(Role.MONITOR)
    time_machine.move_to(THAT_DAY, tick=False)
    report = make_report(by=monitor)
    make_report(by=monitor)
    returned(by=make_user(Role.MONITOR))
    answered = returned(by=monitor)
    correct_report(report=answered, facts=report_facts(), by=monitor)
    time_machine.move_to(THAT_DAY + HOUR, tick=False)
    return_report(report=report, question="Which bank?", by=make_user(Role.OFFICER))

    found = waiting.returned(monitor)

    assert [(each, each.waits_since) for each in found] == [(report, THAT_DAY + HOUR)]


def test_report_that_is_not_shown_any_more_does_not_wait(time_machine):
    monitor = make_user(Role.MONITOR)
    time_machine.move_to(THAT_DAY, tick=False)
    returned(by=monitor)

    time_machine.move_to(THAT_DAY + 48 * HOUR, tick=False)

    assert list(waiting.returned(monitor)) == []
