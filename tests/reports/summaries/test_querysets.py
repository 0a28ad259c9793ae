import pytest
from django.contrib.auth.models import AnonymousUser

from ceasefire.codes.roles import STAFF, Role
from reports.summaries.models import ComplianceSummary, SummaryDue
from tests.builders.accounts import make_suspended, make_user
from tests.builders.summaries import make_draft, make_record_between_rounds, make_released

pytestmark = pytest.mark.django_db


def test_only_staff_see_summaries_under_way():
    make_record_between_rounds()
    draft = make_draft()

    seeing = [
        role for role in Role if draft in ComplianceSummary.objects.visible_to(make_user(role))
    ]

    assert seeing == STAFF


def test_visitors_and_suspended_staff_see_none():
    make_record_between_rounds()
    make_released()

    for user in (AnonymousUser(), make_suspended(Role.ADJUDICATOR)):
        assert not ComplianceSummary.objects.visible_to(user).exists()


def test_summaries_are_called_by_agreement_period_and_edition():
    make_record_between_rounds()

    assert str(make_draft()) == "DEMO-1 2021-03-12/2021-03-26 ed. 1"
    assert str(SummaryDue.objects.get(kind="inter_round")) == "DEMO-1 2021-03-12/2021-03-26"
