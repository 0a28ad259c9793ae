"""What the mechanism has found stands in figures as a list, and only where it may rule."""

from datetime import timedelta

import pytest
from django.template.loader import render_to_string
from django.utils import timezone

from ceasefire.agreements.models import Agreement
from ceasefire.codes.roles import Role
from ceasefire.codes.verification import FindingOutcome
from ceasefire.verification.finding_adopting import withdraw_finding
from reports.figures.field import field_part, read_field
from reports.figures.findings import findings_part
from reports.statistics.periods import Period
from tests.builders.accounts import make_user
from tests.builders.field import make_field
from tests.builders.findings import make_adopted, make_deliberated

pytestmark = pytest.mark.django_db
NO_VIOLATION = FindingOutcome.NO_VIOLATION


def around_now(days_ago=0):
    day = timezone.now().date() - timedelta(days=days_ago)
    return Period(day - timedelta(days=1), day + timedelta(days=2))


def demo():
    return Agreement.objects.get(code="DEMO-1")


def test_findings_adopted_in_the_period_are_listed():
    finding = make_adopted()
    make_deliberated(NO_VIOLATION)
    gone = make_adopted(NO_VIOLATION)
    withdraw_finding(finding=gone, reason="Forged.", by=make_user(Role.ADJUDICATOR))

    [line] = findings_part(demo(), around_now())

    assert (line["reference"], line["provision"]["number"], line["outcome"]) == (
        finding.reference, "1", "violation",
    )  # fmt: skip
    assert findings_part(demo(), around_now(days_ago=9)) == []
    assert field_part(read_field(demo(), around_now()))["findings"] == [line]
    told = render_to_string("figures/_field_findings.html", {"findings": [line]})
    assert finding.reference in told


def test_where_the_mandate_gives_no_findings_nothing_speaks_of_them():
    make_field(acts=("record", "verify", "publish"))

    assert "findings" not in field_part(read_field(demo(), around_now()))
