"""What whoever sent a report may still do with it."""

from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError

from ceasefire.codes.roles import Role
from ceasefire.incidents.accounts import casualties_of, links_of, usable_links_of
from ceasefire.incidents.casualties import Estimate
from ceasefire.incidents.corrections import (
    AlreadyPublishedError,
    NotOwnReportError,
    correct_report,
    stop_report,
)
from ceasefire.incidents.merging import merge_incidents
from ceasefire.incidents.models import ReportLink
from ceasefire.ledger.models import LedgerEntry
from ceasefire.monitoring.held import ReportNotUsableError
from ceasefire.monitoring.models import MonitorReport
from ceasefire.monitoring.reports import return_report
from ceasefire.monitoring.submitting import AlreadyStoppedError, SubmissionDiffersError
from ceasefire.verification.publishing import publish_incident, withdraw_incident
from tests.builders.accounts import make_user
from tests.builders.entries import effects, kinds_of, last_entry, what_by_whom
from tests.builders.field import (
    THAT_DAY,
    make_field,
    make_incident,
    make_published,
    make_report,
    make_verified,
    report_facts,
    verify,
)
from tests.builders.races import one_after_the_other

pytestmark = pytest.mark.django_db


def correct(report, at=THAT_DAY, **facts):
    return correct_report(report=report, facts=report_facts(at, **facts), by=report.author)


def stop(report):
    return stop_report(report=report, by=report.author)


def test_correction_is_another_report_and_the_first_stays_as_it_was():
    report = make_report(killed=(3, 3), narrative="Three dead.")
    words = MonitorReport.objects.filter(pk=report.pk).values().get()

    corrected = correct(report, killed=(2, 2), narrative="Two dead.")

    assert (corrected.supersedes, corrected.author) == (report, report.author)
    assert (corrected.source, corrected.state) == (report.source, "submitted")
    assert MonitorReport.objects.filter(pk=report.pk).values().get() == words
    assert list(MonitorReport.objects.usable()) == [corrected]
    assert what_by_whom(corrected) == ("monitor_report.submitted", report.author.public_id, "")
    assert last_entry(corrected).details == {"corrects": str(report.public_id)}


def test_correction_takes_over_the_links():
    report, officer = make_report(killed=(3, 3)), make_user(Role.OFFICER)
    incident = make_incident(reports=[report], by=officer)

    corrected = correct(report, killed=(2, 2))

    old, new = ReportLink.objects.all()
    assert (old.report, old.parted_at is not None) == (report, True)
    assert (new.report, new.kind, new.made_by) == (corrected, old.kind, report.author)
    assert (new.credibility, new.parted_at) == ("", None)
    assert list(links_of(incident)) == [new]
    assert [*casualties_of(incident).values()] == [Estimate(2, 2)]
    corrected.refresh_from_db()
    assert corrected.state == "linked"


def test_incident_says_that_its_account_was_corrected():
    report = make_report()
    incident = make_incident(reports=[report])

    corrected = correct(report, THAT_DAY + timedelta(days=1))

    assert what_by_whom(incident) == ("incident.account_changed", report.author.public_id, "")
    assert last_entry(incident).details == {"report": corrected.receipt}
    assert last_entry(incident).effects == effects("2021-03-05")
    assert last_entry(corrected).effects == effects("2021-03-06")


@pytest.mark.parametrize("change", [correct, stop])
@pytest.mark.parametrize("make", [make_incident, make_verified])
def test_incident_is_marked_where_an_answer_rests_on_what_changed(change, make):
    report = make_report()
    incident = make(reports=[report])

    change(report)

    incident.refresh_from_db()
    assert incident.changed_since_verification == (make is make_verified)


@pytest.mark.parametrize("change", [correct, stop])
def test_what_an_incident_was_merged_into_is_marked_too(change):
    report, whole = make_report(), make_verified()
    part = make_incident(reports=[report])
    merge_incidents(incident=part, into=whole, reason="One", by=make_user(Role.OFFICER))
    verify(whole)

    change(report)

    whole.refresh_from_db()
    assert whole.changed_since_verification
    assert [last_entry(each).kind for each in (part, whole)] == ["incident.account_changed"] * 2


def test_correction_of_a_returned_report_waits_to_be_looked_at():
    report = make_report()
    return_report(report=report, question="How many?", by=make_user(Role.OFFICER))

    corrected = correct(report, count_low=2)

    assert list(MonitorReport.objects.awaiting_triage()) == [corrected]


def test_same_correction_sent_twice_is_kept_once():
    report, key = make_report(), uuid4()
    make_incident(reports=[report])
    facts = report_facts(narrative="Two dead.")

    def send(**words):
        return correct_report(
            report=report, facts=replace(facts, **words), by=report.author, submission=key
        )

    assert send() == send()
    with pytest.raises(SubmissionDiffersError):
        send(narrative="Nobody died.")
    assert (MonitorReport.objects.count(), ReportLink.objects.present().count()) == (2, 1)


def test_report_is_not_taken_for_its_own_correction():
    monitor, key = make_user(Role.MONITOR), uuid4()
    report = make_report(by=monitor, submission=key)

    with pytest.raises(SubmissionDiffersError):
        correct_report(report=report, facts=report_facts(), by=monitor, submission=key)


def test_correction_may_be_corrected_and_the_first_no_more():
    report = make_report()
    second = correct(report)

    with pytest.raises(ReportNotUsableError) as error:
        correct(report)
    third = correct(second)

    assert error.value.code == "report_not_usable"
    assert list(MonitorReport.objects.usable()) == [third]


def test_correction_stays_with_its_agreement():
    report = make_report()
    make_incident(reports=[report])
    make_field("DEMO-2")

    with pytest.raises(ValidationError) as error:
        correct(report, agreement="DEMO-2")

    assert set(error.value.message_dict) == {"agreement"}
    assert MonitorReport.objects.get() == report


def test_report_whose_use_is_stopped_counts_for_nothing():
    kept, report = make_report(killed=(1, 1)), make_report(killed=(5, 5))
    incident = make_incident(reports=[kept, report])

    stopped = stop(report)

    assert stopped.stopped_at is not None
    assert [link.report for link in usable_links_of(incident)] == [kept]
    assert [link.report for link in links_of(incident)] == [kept, report]
    assert [*casualties_of(incident).values()] == [Estimate(1, 1)]
    assert what_by_whom(report) == ("monitor_report.stopped", report.author.public_id, "")
    assert last_entry(report).effects == effects("2021-03-05")
    assert last_entry(incident).details == {"report": report.receipt}


def test_report_is_stopped_once_and_not_after_it_was_corrected():
    stopped, corrected = make_report(), make_report()
    stop(stopped)
    correct(corrected)

    with pytest.raises(AlreadyStoppedError) as error:
        stop(stopped)
    with pytest.raises(ReportNotUsableError):
        stop(corrected)
    with pytest.raises(ReportNotUsableError):
        correct(stopped)

    assert error.value.code == "already_stopped"
    assert kinds_of(stopped) == ["monitor_report.submitted", "monitor_report.stopped"]


@pytest.mark.parametrize("role", Role)
def test_nobody_else_corrects_or_stops_a_report(role):
    report, somebody = make_report(), make_user(role)
    before = LedgerEntry.objects.count()

    for change in (correct_report, stop_report):
        words = {"facts": report_facts()} if change is correct_report else {}
        with pytest.raises(NotOwnReportError) as error:
            change(report=report, by=somebody, **words)
        assert error.value.code == "not_own_report"

    assert MonitorReport.objects.get().is_usable
    assert LedgerEntry.objects.count() == before


@pytest.mark.parametrize("depth", [0, 1, 2])
def test_what_is_published_rests_on_its_reports_until_it_is_withdrawn(depth):
    report, officer = make_report(), make_user(Role.OFFICER)
    chain = [make_incident(reports=[report]), make_incident(), make_incident()][: depth + 1]
    for part, whole in pairwise(chain):
        merge_incidents(incident=part, into=whole, reason="One", by=officer)
    verify(chain[-1])
    publish_incident(incident=chain[-1], by=officer)

    with pytest.raises(AlreadyPublishedError) as error:
        stop(report)
    withdraw_incident(incident=chain[-1], reason="A source is in danger.", by=officer)
    stop(report)

    assert error.value.code == "already_published"
    assert not MonitorReport.objects.usable().exists()


def test_another_incident_that_is_published_holds_no_report_back():
    report = make_report()
    make_incident(reports=[report])
    make_published()

    assert stop(report).stopped_at is not None


@pytest.mark.django_db(transaction=True)
def test_of_a_correction_and_a_stop_at_once_the_second_is_refused():
    report = make_report()
    make_incident(reports=[report])

    first, second = one_after_the_other(
        lambda: correct(report).supersedes_id,
        lambda: stop(report).pk,
    )

    assert (first, second) == (report.pk, ReportNotUsableError)


@pytest.mark.django_db(transaction=True)
def test_answer_given_while_an_account_is_stopped_does_not_rest_on_it_unmarked():
    report = make_report()
    incident = make_incident(reports=[report])

    one_after_the_other(lambda: verify(incident).pk, lambda: stop(report).pk)

    incident.refresh_from_db()
    assert (incident.state, incident.changed_since_verification) == ("verified", True)
