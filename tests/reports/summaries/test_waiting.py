"""Which summaries wait for whom."""

import pytest

from ceasefire.codes.roles import Role
from reports.statistics.periods import Period
from reports.summaries import waiting
from tests.builders.accounts import make_user
from tests.builders.summaries import BETWEEN, make_approved, make_draft, make_record_between_rounds

pytestmark = pytest.mark.django_db
MARCH = Period(BETWEEN.start.replace(day=1), BETWEEN.start)


def test_draft_waits_to_be_approved_and_what_another_approved_to_be_released():
    make_record_between_rounds()
    draft, approved = make_draft(MARCH), make_approved()
    another = make_user(Role.ADJUDICATOR)

    assert list(waiting.to_approve(another)) == [draft]
    assert list(waiting.to_release(another)) == [approved]
    assert list(waiting.to_release(approved.approved_by)) == []
    assert list(waiting.to_approve(make_user(Role.LIAISON))) == []
