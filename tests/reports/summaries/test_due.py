import logging
from datetime import date, timedelta

import pytest
import time_machine
from django.utils import timezone

from ceasefire.accounts.models import User
from ceasefire.agreements.models import Agreement
from ceasefire.codes.roles import Role
from reports.rollups.services import recount_dirty_days
from reports.statistics.periods import Period
from reports.summaries import due
from reports.summaries.due import (
    draft_due_summaries,
    flag_changed_approvals,
    mark_ended_periods,
)
from reports.summaries.models import ComplianceSummary, SummaryDue
from reports.summaries.services import release_summary
from reports.summaries.tasks import draft_due_summaries_task, mark_ended_periods_task
from tests.builders.accounts import make_user
from tests.builders.monitoring import make_bulletin, make_series
from tests.builders.summaries import make_approved, make_record_between_rounds, make_released
from tests.builders.talks import make_round

pytestmark = pytest.mark.django_db


def draft_due():
    return draft_due_summaries(by=User.objects.system())


def drafted():
    return sorted(
        (summary.kind, str(summary.period_from), str(summary.period_to))
        for summary in ComplianceSummary.objects.all()
    )


def test_what_has_fallen_due_is_drafted_and_no_longer_owed():
    with time_machine.travel("2021-03-22T00:00Z", tick=False):
        make_bulletin("2021-03-17")

        assert draft_due() == 2

        assert drafted() == [
            ("day", "2021-03-17", "2021-03-18"),
            ("week", "2021-03-15", "2021-03-22"),
        ]
        assert [row.kind for row in SummaryDue.objects.all()] == ["month"]


def test_summary_is_drafted_in_the_name_of_the_service():
    make_bulletin("2021-03-17")

    draft_due_summaries_task()

    assert {summary.drafted_by for summary in ComplianceSummary.objects.all()} == {
        User.objects.system()
    }


def test_change_after_a_release_drafts_the_next_edition():
    make_record_between_rounds()
    make_released()
    make_bulletin("2021-03-13")

    draft_due()

    editions = ComplianceSummary.objects.filter(kind="inter_round").order_by("edition")
    assert [(each.edition, each.status) for each in editions] == [(1, "released"), (2, "drafted")]


def test_change_after_approval_is_flagged_and_never_drafted_over():
    make_record_between_rounds()
    approved = make_approved()
    make_bulletin("2021-03-13")

    draft_due()

    approved.refresh_from_db()
    assert (approved.status, approved.changed_since_approval) == ("approved", True)


def test_approval_is_flagged_only_if_what_it_rests_on_changed():
    make_record_between_rounds()
    approved = make_approved()
    make_bulletin("2021-05-13")

    flag_changed_approvals()

    approved.refresh_from_db()
    assert not approved.changed_since_approval


def test_period_that_fails_is_logged_tried_later_and_stops_no_other(monkeypatch, caplog):
    make_bulletin("2021-03-17")
    draft = due.draft_summary

    def fail_on_the_week(*, agreement, period, by):
        if period.length == 7:
            raise ZeroDivisionError("the week cannot be drafted")
        return draft(agreement=agreement, period=period, by=by)

    monkeypatch.setattr(due, "draft_summary", fail_on_the_week)
    with caplog.at_level(logging.ERROR, logger="reports.summaries.due"):
        draft_due()

    assert "the week cannot be drafted" in caplog.text
    assert [kind for kind, *_ in drafted()] == ["day", "month"]
    [week] = SummaryDue.objects.all()
    assert week.due_at > timezone.now() + timedelta(minutes=50)


def test_period_that_rounds_no_longer_bound_is_not_drafted():
    make_round("DEMO-A", first_day=date(2021, 3, 10))
    make_round("DEMO-B", first_day=date(2021, 3, 26))
    stale = SummaryDue.objects.get()
    make_round("DEMO-C", first_day=date(2021, 3, 18))
    SummaryDue.objects.all().delete()
    stale.save()

    draft_due()

    assert (drafted(), SummaryDue.objects.count()) == ([], 0)


def test_sweep_stops_in_time_and_leaves_the_rest_for_the_next(monkeypatch):
    make_bulletin("2021-03-17")
    monkeypatch.setattr(due, "SECONDS_PER_SWEEP", -1)

    assert (draft_due(), drafted()) == (0, [])
    monkeypatch.undo()
    assert draft_due() == 3


def test_ended_period_that_nobody_marked_is_found():
    make_round(first_day=date(2021, 3, 10))
    make_bulletin("2021-03-17")
    recount_dirty_days()
    SummaryDue.objects.all().delete()

    with time_machine.travel("2021-03-22T00:00Z", tick=False):
        mark_ended_periods_task()

    assert sorted(row.kind for row in SummaryDue.objects.all()) == ["day", "week"]


def test_empty_days_and_known_periods_are_not_marked():
    make_series()
    make_bulletin("2021-03-17")
    recount_dirty_days()
    draft_due()

    assert mark_ended_periods() == 0
    assert not SummaryDue.objects.exists()


def test_released_summary_is_left_alone_while_nothing_changes():
    make_record_between_rounds()
    released = make_released()
    agreement = Agreement.objects.get(code="DEMO-1")
    due.owe_summaries(agreement=agreement, periods={released.period: "inter_round"})

    draft_due()

    about = ComplianceSummary.objects.about(agreement, released.period)
    assert [summary.pk for summary in about] == [released.pk]


def test_approved_summary_is_released_after_a_sweep_that_found_no_change():
    make_record_between_rounds()
    approved = make_approved(Period(date(2021, 3, 12), date(2021, 3, 26)))

    draft_due()

    released = release_summary(summary_id=approved.pk, by=make_user(Role.ADJUDICATOR))
    assert released.status == "released"
