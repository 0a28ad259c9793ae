"""What an incident rests on: every account, those of its merged parts included."""

from datetime import timedelta

import pytest

from ceasefire.codes.casualties import CasualtyOutcome, CasualtyStatus
from ceasefire.codes.incidents import LinkKind, Severity
from ceasefire.codes.roles import Role
from ceasefire.incidents.accounts import casualties_of, links_of, severity_now, usable_links_of
from ceasefire.incidents.casualties import Estimate
from ceasefire.incidents.corrections import stop_report
from ceasefire.incidents.merging import merge_incidents
from ceasefire.incidents.models import ReportLink
from ceasefire.incidents.opening import link_report, part_report
from ceasefire.monitoring.reports import CasualtyFacts
from tests.builders.accounts import make_user
from tests.builders.field import THAT_DAY, make_incident, make_report

pytestmark = pytest.mark.django_db
KILLED_CIVILIANS = (CasualtyOutcome.KILLED, CasualtyStatus.CIVILIAN)
HOUR = timedelta(hours=1)


def harmed(outcome="killed", status="civilian", low=1, high=None, best=None):
    return CasualtyFacts(outcome, status, low, high or low, best=best)


def told(*accounts):
    """An incident of so many accounts, each of these people harmed."""
    return make_incident(reports=[make_report(casualties=each) for each in accounts])


def severity(incident):
    return severity_now(incident, casualties_of(incident))


def test_accounts_come_in_the_order_of_what_they_tell():
    late, early = make_report(THAT_DAY + HOUR), make_report(THAT_DAY)
    incident = make_incident(reports=[late, early])

    assert [link.report for link in links_of(incident)] == [early, late]


def test_account_counts_until_it_is_parted_or_stopped():
    reports = [make_report(killed=(number, number)) for number in (1, 2, 7)]
    incident = make_incident(reports=reports)
    officer = make_user(Role.OFFICER)

    part_report(link=ReportLink.objects.last(), reason="Elsewhere", by=officer)
    stop_report(report=reports[1], by=reports[1].author)

    assert [link.report for link in links_of(incident)] == reports[:2]
    assert [link.report for link in usable_links_of(incident)] == reports[:1]
    assert casualties_of(incident) == {KILLED_CIVILIANS: Estimate(1, 1)}


def test_two_accounts_give_a_range_and_are_never_added():
    incident = told([harmed(low=2, high=3, best=2)], [harmed(low=3, high=5)])

    assert casualties_of(incident) == {KILLED_CIVILIANS: Estimate(2, 5, 2)}


def test_account_that_contradicts_widens_the_range_too():
    incident = told([harmed(low=3)])
    denial = make_report(casualties=[harmed(low=0, high=0)])
    link_report(incident=incident, report=denial, kind=LinkKind.CONTRADICTS, by=incident.opened_by)

    assert casualties_of(incident) == {KILLED_CIVILIANS: Estimate(0, 3)}


def test_people_of_unknown_status_are_not_civilians():
    incident = told([harmed(status="unknown", low=4)], [harmed(low=1)])

    assert casualties_of(incident) == {
        KILLED_CIVILIANS: Estimate(1, 1),
        (CasualtyOutcome.KILLED, CasualtyStatus.UNKNOWN): Estimate(4, 4),
    }


def test_accounts_of_what_was_merged_belong_to_the_whole():
    part, whole = told([harmed(low=4)]), told([harmed(low=1)])
    merge_incidents(incident=part, into=whole, reason="One", by=make_user(Role.OFFICER))

    assert casualties_of(whole) == {KILLED_CIVILIANS: Estimate(1, 4)}
    assert usable_links_of(whole).count() == 2


def test_incident_without_accounts_has_no_casualties_and_not_zero():
    assert casualties_of(make_incident()) == {}


@pytest.mark.parametrize(
    ("accounts", "expected"),
    [
        ([[]], Severity.ORDINARY),
        ([[harmed(low=1)]], Severity.SERIOUS),
        ([[harmed("injured", "unknown", low=1)]], Severity.SERIOUS),
        ([[harmed("missing", low=3)]], Severity.ORDINARY),
        ([[harmed(low=0, high=2)]], Severity.ORDINARY),
        ([[harmed(low=2)], [harmed(low=0, high=0)]], Severity.ORDINARY),
        ([[harmed(low=2)], [harmed("injured", low=3)]], Severity.SERIOUS),
    ],
)
def test_incident_is_serious_if_every_account_says_that_somebody_was_harmed(accounts, expected):
    assert severity(told(*accounts)) == expected


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({}, Severity.ORDINARY),
        ({"weapon": "tank"}, Severity.SERIOUS),
        ({"harms_protected": True}, Severity.SERIOUS),
        ({"act": "air"}, Severity.SERIOUS),
        ({"act": "propaganda"}, Severity.TECHNICAL),
    ],
)
def test_severity_follows_what_was_done_and_with_what(facts, expected):
    assert severity(make_incident(**facts)) == expected
