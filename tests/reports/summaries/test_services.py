from datetime import UTC, date, datetime

import pytest
import time_machine
from django.db import IntegrityError, ProgrammingError, connection, transaction

from ceasefire.accounts.models import User
from ceasefire.codes.roles import Role
from ceasefire.common.errors import SecondPersonNeededError
from ceasefire.ledger.models import LedgerEntry
from ceasefire.monitoring.models import Bulletin
from ceasefire.publication.choices import PublishedKind
from ceasefire.publication.models import PublishedVersion
from reports.statistics.periods import Period
from reports.summaries.errors import (
    ChangedSinceApprovalError,
    ChangedSinceDraftError,
    NotADraftError,
    NotApprovedError,
    PeriodNotEndedError,
)
from reports.summaries.models import ComplianceSummary
from reports.summaries.services import approve_summary, release_summary, return_summary
from tests.builders.accounts import make_user
from tests.builders.database import acting_as
from tests.builders.monitoring import correct_bulletin, make_bulletin
from tests.builders.summaries import (
    make_approved,
    make_draft,
    make_record_between_rounds,
    make_released,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def record():
    make_record_between_rounds()


def change_the_record():
    bulletin = Bulletin.objects.get(period_end=date(2021, 3, 20))
    correct_bulletin(bulletin, north=5, south=1)


def deeds(summary):
    return list(LedgerEntry.objects.about(summary).values_list("kind", flat=True))


def test_draft_is_recorded_with_what_it_was_made_from():
    summary = make_draft()

    assert (summary.kind, summary.status, summary.edition) == ("inter_round", "drafted", 1)
    assert summary.data_cutoff == datetime(2021, 3, 25, 16, tzinfo=UTC)
    assert summary.inputs_hash == summary.figures["method"]["inputs_hash"]
    assert deeds(summary) == ["summary.drafted"]


def test_drafting_again_without_a_change_is_nothing():
    first = make_draft()

    again = make_draft(by=make_user(Role.OFFICER))

    assert (again.pk, again.drafted_by_id) == (first.pk, User.objects.system().pk)
    assert deeds(first) == ["summary.drafted"]


def test_drafting_again_after_a_change_replaces_the_draft():
    first = make_draft()
    change_the_record()

    again = make_draft()

    assert (again.pk, again.edition) == (first.pk, 1)
    assert again.inputs_hash != first.inputs_hash
    assert [side["registered"] for side in again.figures["series"][0]["sides"]] == [15, 9]
    assert deeds(first) == ["summary.drafted", "summary.drafted"]


def test_period_that_has_not_ended_has_no_summary():
    with (
        time_machine.travel("2021-03-25T15:59Z", tick=False),
        pytest.raises(PeriodNotEndedError) as refused,
    ):
        make_draft()

    assert refused.value.code == "period_not_ended"


def test_period_between_rounds_can_be_drafted_from_its_cut_off():
    with time_machine.travel("2021-03-25T16:00Z", tick=False):
        assert make_draft().status == "drafted"


@pytest.mark.parametrize(
    ("start", "end", "kind"),
    [
        ("2021-03-15", "2021-03-16", "day"),
        ("2021-03-15", "2021-03-22", "week"),
        ("2021-03-01", "2021-04-01", "month"),
        ("2021-03-12", "2021-03-26", "inter_round"),
        ("2021-03-12", "2021-03-25", "other"),
    ],
)
def test_kind_follows_from_the_period(start, end, kind):
    period = Period(date.fromisoformat(start), date.fromisoformat(end))

    assert make_draft(period).kind == kind


def test_draft_is_approved_by_one_person_and_released_by_another():
    approver, releaser = make_user(Role.ADJUDICATOR), make_user(Role.ADJUDICATOR)
    approved = make_approved(by=approver)

    released = release_summary(summary_id=approved.pk, by=releaser)

    assert (released.status, released.approved_by, released.released_by) == (
        "released",
        approver,
        releaser,
    )
    assert deeds(released) == [
        "summary.drafted",
        "summary.approved",
        "summary.released",
        "version.published",
    ]


def test_released_summary_is_published_as_it_was_drafted():
    released = make_released()

    version = PublishedVersion.objects.of_kind(PublishedKind.SUMMARY).get()

    assert (version.public_id, version.version) == (str(released.public_id), 1)
    assert version.document == released.figures
    assert (version.agreement, version.sort_at.date()) == ("DEMO-1", date(2021, 3, 25))


def test_same_person_does_not_approve_and_release():
    adjudicator = make_user(Role.ADJUDICATOR)
    approved = make_approved(by=adjudicator)

    with pytest.raises(SecondPersonNeededError) as refused:
        release_summary(summary_id=approved.pk, by=adjudicator)

    assert refused.value.code == "second_person_needed"
    approved.refresh_from_db()
    assert approved.status == "approved"


def test_what_is_not_approved_is_not_released():
    with pytest.raises(NotApprovedError) as refused:
        release_summary(summary_id=make_draft().pk, by=make_user(Role.ADJUDICATOR))

    assert refused.value.code == "summary_not_approved"


def test_what_is_approved_is_not_approved_again():
    approved = make_approved()

    with pytest.raises(NotADraftError) as refused:
        approve_summary(
            summary_id=approved.pk, seen=approved.inputs_hash, by=make_user(Role.ADJUDICATOR)
        )

    assert refused.value.code == "summary_not_a_draft"


def test_draft_that_was_replaced_since_it_was_read_is_not_approved():
    seen = make_draft().inputs_hash
    change_the_record()
    again = make_draft()

    with pytest.raises(ChangedSinceDraftError) as refused:
        approve_summary(summary_id=again.pk, seen=seen, by=make_user(Role.ADJUDICATOR))

    assert refused.value.code == "changed_since_draft"


def test_draft_that_the_record_has_left_behind_is_not_approved():
    draft = make_draft()
    make_bulletin("2021-03-13")

    with pytest.raises(ChangedSinceDraftError):
        approve_summary(summary_id=draft.pk, seen=draft.inputs_hash, by=make_user(Role.ADJUDICATOR))


def test_record_changed_since_approval_bars_release():
    approved = make_approved()
    change_the_record()

    with pytest.raises(ChangedSinceApprovalError) as refused:
        release_summary(summary_id=approved.pk, by=make_user(Role.ADJUDICATOR))

    assert refused.value.code == "changed_since_approval"


def test_change_outside_the_period_does_not_bar_release():
    approved = make_approved()
    make_bulletin("2021-04-20")

    released = release_summary(summary_id=approved.pk, by=make_user(Role.ADJUDICATOR))

    assert released.status == "released"


def test_approved_and_changed_is_a_draft_again_once_it_is_drafted_again():
    approved = make_approved()
    change_the_record()

    again = make_draft(by=make_user(Role.OFFICER))

    assert (again.pk, again.status, again.approved_by) == (approved.pk, "drafted", None)


def test_approved_is_returned_to_draft_with_a_reason():
    approved = make_approved()

    returned = return_summary(
        summary_id=approved.pk, reason="The round is misnamed.", by=make_user(Role.ADJUDICATOR)
    )

    assert (returned.status, returned.approved_by, returned.approved_at) == ("drafted", None, None)
    last = LedgerEntry.objects.about(returned).last()
    assert (last.kind, last.reason) == ("summary.returned", "The round is misnamed.")


def test_draft_and_released_are_not_returned():
    for summary in (make_draft(), make_released(Period(date(2021, 3, 15), date(2021, 3, 16)))):
        with pytest.raises(NotApprovedError):
            return_summary(summary_id=summary.pk, reason="No.", by=make_user(Role.ADJUDICATOR))


def test_after_a_release_the_next_draft_is_the_next_edition_and_says_what_changed():
    released = make_released()
    change_the_record()

    second = make_draft()

    assert (second.edition, second.supersedes_id, second.status) == (2, released.pk, "drafted")
    assert second.figures["supersedes"] == str(released.public_id)
    changed = {
        (change["figure"], change["old"], change["new"])
        for change in second.figures["changes"]
        if "area" not in change
    }
    assert changed == {
        ("registered", 14, 15),
        ("registered", 8, 9),
        ("beyond_areas", 1, 0),
        ("bulletin", 1, 2),
    }


def test_released_without_a_change_has_no_next_edition():
    released = make_released()

    assert make_draft().pk == released.pk
    assert ComplianceSummary.objects.count() == 1


CHANGES = {
    "update": "UPDATE reports_compliancesummary SET edition = 9",
    "replace": "UPDATE reports_compliancesummary SET figures = '{}'::jsonb, status = 'drafted'",
    "delete": "DELETE FROM reports_compliancesummary",
}


@pytest.mark.parametrize("change", CHANGES)
def test_released_summary_is_changed_by_nobody_not_even_the_owner(change):
    summary = make_released()

    with pytest.raises(IntegrityError, match="never changed"), transaction.atomic():
        run(CHANGES[change])

    summary.refresh_from_db()
    assert (summary.status, summary.edition) == ("released", 1)


@pytest.mark.parametrize("role", ["ceasefire_web", "ceasefire_worker"])
@pytest.mark.parametrize("change", CHANGES)
def test_released_summary_is_changed_by_no_role_of_the_service(role, change):
    make_released()

    with (
        pytest.raises((IntegrityError, ProgrammingError)),
        transaction.atomic(),
        acting_as(role),
    ):
        run(CHANGES[change])

    assert ComplianceSummary.objects.get().status == "released"


@pytest.mark.parametrize("role", ["ceasefire_web", "ceasefire_worker"])
def test_roles_of_the_service_may_change_what_is_not_released(role):
    make_draft()

    with acting_as(role):
        run("UPDATE reports_compliancesummary SET changed_since_approval = true")

    assert ComplianceSummary.objects.get().changed_since_approval


def run(statement):
    with connection.cursor() as cursor:
        cursor.execute(statement)
