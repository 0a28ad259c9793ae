"""Summaries about DEMO-1 for tests: two rounds, a few bulletins between them."""

from datetime import date

from ceasefire.accounts.models import User
from ceasefire.agreements.models import Agreement
from ceasefire.codes.roles import Role
from reports.statistics.periods import Period
from reports.summaries.models import ComplianceSummary
from reports.summaries.services import approve_summary, draft_summary, release_summary
from tests.builders.accounts import make_user
from tests.builders.agreements import DEMO
from tests.builders.monitoring import make_bulletin, make_series, side_facts
from tests.builders.talks import make_round

BETWEEN = Period(date(2021, 3, 12), date(2021, 3, 26))


def make_record_between_rounds():
    """Two rounds with 14 days between them, of which two have a bulletin."""
    make_series()
    make_round("DEMO-R-A", first_day=date(2021, 3, 10), last_day=date(2021, 3, 11))
    make_round("DEMO-R-B", first_day=date(2021, 3, 26), last_day=date(2021, 3, 26))
    make_bulletin(
        "2021-03-15",
        north=side_facts("NORTH", 10, {"DV-1": 8, "DV-2": 2}),
        south=side_facts("SOUTH", 8, {"DV-3": 8}, view={"not_confirmed": 8}),
    )
    make_bulletin("2021-03-20", north=side_facts("NORTH", 4, {"DV-1": 3}), south=0)


def make_draft(period=BETWEEN, *, agreement=DEMO, by=None) -> ComplianceSummary:
    return draft_summary(
        agreement=Agreement.objects.get(code=agreement),
        period=period,
        by=by or User.objects.system(),
    )


def make_approved(period=BETWEEN, *, by=None) -> ComplianceSummary:
    draft = make_draft(period)
    return approve_summary(
        summary_id=draft.pk, seen=draft.inputs_hash, by=by or make_user(Role.ADJUDICATOR)
    )


def make_released(period=BETWEEN) -> ComplianceSummary:
    approved = make_approved(period)
    return release_summary(summary_id=approved.pk, by=make_user(Role.ADJUDICATOR))
