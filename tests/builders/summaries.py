"""Summaries about DEMO-1 for tests: two rounds, a few bulletins between them."""

from datetime import date

from ceasefire.accounts.models import User
from ceasefire.agreements.models import Agreement
from ceasefire.codes.parties import PartyKind
from ceasefire.codes.roles import Role
from ceasefire.monitoring.choices import DateBasis
from ceasefire.monitoring.services import MonitorFigureFacts, record_monitor_figure
from ceasefire.parties.models import Party
from ceasefire.talks.choices import ItemKind, RoundKind
from reports.statistics.periods import Period
from reports.summaries.models import ComplianceSummary
from reports.summaries.services import approve_summary, draft_summary, release_summary
from tests.builders.accounts import make_user
from tests.builders.agreements import DEMO
from tests.builders.incidents import make_control_claim
from tests.builders.monitoring import make_bulletin, make_series, side_facts
from tests.builders.parties import make_party
from tests.builders.talks import item_facts, make_round, make_statement

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


def make_approved(period=BETWEEN, *, agreement=DEMO, by=None) -> ComplianceSummary:
    draft = make_draft(period, agreement=agreement)
    return approve_summary(
        summary_id=draft.pk, seen=draft.inputs_hash, by=by or make_user(Role.ADJUDICATOR)
    )


def make_released(period=BETWEEN, *, agreement=DEMO) -> ComplianceSummary:
    approved = make_approved(period, agreement=agreement)
    return release_summary(summary_id=approved.pk, by=make_user(Role.ADJUDICATOR))


def make_monitor_figure(measure="breaches", count=5, *, monitor="WATCH", **facts):
    """A figure that an invented watch published about DEMO-1, in a unit of its own."""
    if not Party.objects.filter(code=monitor).exists():
        make_party(monitor, names={"en": "Valley Watch"}, kind=PartyKind.MONITORING_BODY)
    record_monitor_figure(
        facts=MonitorFigureFacts(
            agreement=DEMO,
            monitor=monitor,
            period_start=facts.pop("period_start", date(2021, 3, 1)),
            period_end=facts.pop("period_end", date(2021, 3, 14)),
            is_cumulative=facts.pop("is_cumulative", True),
            measure=measure,
            count=count,
            source_url=facts.pop("source_url", "https://watch.invalid/1"),
            **facts,
        ),
        by=User.objects.system(),
    )


def make_rich_record():
    """The record between rounds, with everything that a summary can speak of."""
    make_record_between_rounds()
    agenda = item_facts("The state of the ceasefire.")
    follow_up = item_facts("A line of contact on the map.", kind=ItemKind.FOLLOW_UP)
    make_round("DEMO-R-A", last_day=date(2021, 3, 11), items=(agenda, follow_up))
    make_round("DEMO-R-T", first_day=date(2021, 3, 18), kind=RoundKind.TECHNICAL)
    make_round("DEMO-R-B", first_day=date(2021, 3, 26), items=(agenda, follow_up))
    make_bulletin(
        "2021-03-22",
        date_basis=DateBasis.ARTICLE,
        north=side_facts("NORTH", 5, {"DV-1": 6}, notes=("Two totals in one text.",)),
        south=side_facts("SOUTH", 6, {"DV-3": 6}, view={"confirmed": 2, "excluded_target": 1}),
        context={"settlements_joined_total": "90", "humanitarian_actions": "4"},
    )
    make_bulletin("2021-03-24", context={"settlements_joined_total": "85"})
    make_bulletin(None, date_basis=DateBasis.INFERRED, inferred_date="2021-03-16")
    make_bulletin(None, date_basis=DateBasis.INFERRED, inferred_date="2021-05")
    make_bulletin(None)
    make_monitor_figure()
    make_monitor_figure(count=9, period_end=date(2021, 3, 20))
    make_monitor_figure("killed_civilians", 2, blamed="Northern Command", area_name="Upper Valley")
    make_statement(said_on=date(2021, 3, 18))
    make_control_claim(on_day=date(2021, 3, 19))
