"""An account is kept as it was told, and an officer says what becomes of it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from ceasefire.agreements.models import Agreement
from ceasefire.codes.roles import Role
from ceasefire.incidents.corrections import correct_report, stop_report
from ceasefire.monitoring.held import ReportNotUsableError
from ceasefire.monitoring.models import MonitorReport
from ceasefire.monitoring.reports import (
    CasualtyFacts,
    ReportTriagedError,
    look_at_report,
    mark_linked,
    reject_report,
    return_report,
    submit_report,
)
from tests.builders.accounts import make_user
from tests.builders.entries import effects, kinds_of, last_entry, what_by_whom
from tests.builders.field import THAT_DAY, make_field, make_report, report_facts

pytestmark = pytest.mark.django_db
EVERYTHING = {
    "means": ("seen", "crater_analysis"),
    "fire_sign": "impact",
    "act": "indirect_fire",
    "weapon": "mortar_120",
    "actor": "NORTH",
    "target": "SOUTH",
    "basis": "told_by_witness",
    "relayed_from": "the miller",
    "permitted_use": "put_to_accused",
    "still_there_until": THAT_DAY + timedelta(hours=4),
    "narrative": "Two impacts at the bridge.",
    "language": "ar",
}
TRIAGE = {
    look_at_report: ("triaged", "monitor_report.looked_at", {}),
    return_report: ("returned", "monitor_report.returned", {"question": "How many impacts?"}),
    reject_report: ("rejected", "monitor_report.rejected", {"reason": "An advertisement."}),
}


@pytest.fixture(params=TRIAGE, ids=lambda service: service.__name__)
def triage(request):
    """What an officer may make of a report: the service, and what it leads to."""
    return request.param, *TRIAGE[request.param]


def refused(**facts):
    make_field()
    with pytest.raises(ValidationError) as error:
        submit_report(facts=report_facts(**facts), by=make_user(Role.MONITOR))
    assert not MonitorReport.objects.exists()
    return set(error.value.message_dict)


def test_account_is_kept_as_it_is_told(time_machine):
    time_machine.move_to("2021-03-05T11:00:00Z", tick=False)
    monitor = make_user(Role.MONITOR)

    report = make_report(by=monitor, **EVERYTHING)

    report.refresh_from_db()
    parties = {"actor": report.actor.code, "target": report.target.code}
    kept = {name: getattr(report, name) for name in EVERYTHING}
    assert {**kept, **parties, "means": tuple(report.means)} == EVERYTHING
    assert (report.author, report.team, report.submitted_at) == (monitor, None, timezone.now())
    assert (report.agreement.code, report.area.code) == ("DEMO-1", "DV-N")
    assert (report.state, report.stopped_at, report.supersedes) == ("submitted", None, None)


def test_what_is_not_said_is_not_made_up():
    report = make_report(act=None, means=())

    assert (report.act, report.weapon, report.fire_sign, report.means) == ("", "", "", [])
    assert (report.actor, report.target, report.still_there_until) == (None, None, None)
    assert (report.count_low, report.count_high, report.narrative) == (None, None, "")
    assert not report.casualties.exists()


def test_ledger_tells_who_sent_it_and_which_day_it_touches():
    monitor = make_user(Role.MONITOR)

    report = make_report(datetime(2021, 3, 5, 22, 30, tzinfo=UTC), by=monitor)

    assert what_by_whom(report) == ("monitor_report.submitted", monitor.public_id, "")
    assert last_entry(report).effects == effects("2021-03-06")
    assert last_entry(report).details == {"corrects": None}


def test_effects_name_no_area_where_none_is_known():
    report = make_report(place=None, place_text="at the mill")

    assert last_entry(report).effects == {"agreement": "DEMO-1", "days": ["2021-03-05"]}


@pytest.mark.parametrize(
    ("counted", "kept"),
    [
        ({}, (None, None)),
        ({"count_low": 3}, (3, 3)),
        ({"count_high": 4}, (4, 4)),
        ({"count_low": 3, "count_high": 4}, (3, 4)),
        ({"count_low": 0, "count_high": 0}, (0, 0)),
    ],
)
def test_one_number_is_both_ends_of_the_range(counted, kept):
    report = make_report(**counted)

    assert (report.count_low, report.count_high) == kept


def test_casualties_are_kept_as_ranges():
    casualties = (
        CasualtyFacts("killed", "civilian", 1, 3, best=2),
        CasualtyFacts("injured", "unknown", 4, 4),
    )

    report = make_report(casualties=casualties)

    kept = report.casualties.values_list("outcome", "status", "low", "best", "high")
    assert list(kept) == [("killed", "civilian", 1, 2, 3), ("injured", "unknown", 4, None, 4)]
    assert [str(each) for each in report.casualties.all()] == [
        "1–3 civilians killed",
        "4–4 of unknown status injured",
    ]


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"count_low": 4, "count_high": 3}, "count_high"),
        ({"count_low": -1, "count_high": 1}, "count_low"),
        ({"actor": "UNKNOWN"}, "actor"),
        ({"target": "UNKNOWN"}, "target"),
        ({"act": "sorcery"}, "act"),
        ({"basis": "dreamt"}, "basis"),
        ({"means": ("smelt",)}, "means"),
        ({"still_there_until": datetime(1899, 12, 31, tzinfo=UTC)}, "still_there_until"),
        ({"still_there_until": datetime(9000, 1, 1, tzinfo=UTC)}, "still_there_until"),
        ({"relayed_from": "m" * 201}, "relayed_from"),
        ({"place": "demo:unknown"}, "place"),
        ({"casualties": (CasualtyFacts("killed", "civilian", 3, 2),)}, "casualties"),
        ({"casualties": (CasualtyFacts("killed", "civilian", 1, 2, best=3),)}, "casualties"),
        ({"casualties": (CasualtyFacts("killed", "civilian", 2, 3, best=1),)}, "casualties"),
        ({"casualties": (CasualtyFacts("killed", "civilian", -2, 3),)}, "casualties"),
        ({"casualties": (CasualtyFacts("killed", "civilian", 1, 10**12),)}, "casualties"),
        ({"casualties": (CasualtyFacts("killed", "farmer", 1, 1),)}, "casualties"),
        ({"casualties": (CasualtyFacts("killed", "civilian", 1, 1),) * 2}, "casualties"),
    ],
)
def test_what_does_not_fit_is_refused_by_its_field_and_nothing_is_kept(facts, field):
    assert refused(**facts) == {field}


def test_unknown_agreement_is_not_found():
    make_field()

    with pytest.raises(Agreement.DoesNotExist):
        submit_report(facts=replace(report_facts(), agreement="DEMO-9"), by=make_user(Role.MONITOR))


def test_officer_says_what_becomes_of_a_report(triage):
    service, state, kind, because = triage
    report, officer = make_report(), make_user(Role.OFFICER)

    dealt_with = service(report=report, by=officer, **because)

    report.refresh_from_db()
    words = "".join(because.values())
    assert dealt_with == report
    assert (report.state, report.state_because) == (state, words)
    assert what_by_whom(report) == (kind, officer.public_id, words)
    assert last_entry(report).effects == {}


def test_report_that_was_looked_at_may_still_be_dealt_with(triage):
    service, state, _, because = triage
    report, officer = make_report(), make_user(Role.OFFICER)
    look_at_report(report=report, by=officer)

    assert service(report=report, by=officer, **because).state == state


@pytest.mark.parametrize("before", [return_report, reject_report])
def test_report_is_dealt_with_once(triage, before):
    service, _, _, because = triage
    report, officer = make_report(), make_user(Role.OFFICER)
    before(report=report, by=officer, **TRIAGE[before][2])
    kinds = kinds_of(report)

    with pytest.raises(ReportTriagedError) as error:
        service(report=report, by=officer, **because)

    assert error.value.code == "report_triaged"
    assert kinds_of(report) == kinds


def test_linked_report_is_dealt_with(triage):
    service, _, _, because = triage
    report, officer = make_report(), make_user(Role.OFFICER)
    mark_linked(report=report, by=officer)

    with pytest.raises(ReportTriagedError):
        service(report=report, by=officer, **because)


@pytest.mark.parametrize("take_back", ["stopped", "corrected"])
def test_report_that_its_author_took_back_is_not_dealt_with(triage, take_back):
    service, _, _, because = triage
    report = make_report()
    if take_back == "stopped":
        stop_report(report=report, by=report.author)
    else:
        correct_report(report=report, facts=report_facts(), by=report.author)

    with pytest.raises(ReportNotUsableError) as error:
        service(report=report, by=make_user(Role.OFFICER), **because)

    assert error.value.code == "report_not_usable"
    assert MonitorReport.objects.get(pk=report.pk).state == "submitted"


def test_linking_takes_back_what_was_asked_and_leaves_the_telling_to_whoever_links():
    report, officer = make_report(), make_user(Role.OFFICER)
    return_report(report=report, question="How many impacts?", by=officer)

    linked = mark_linked(report=report, by=officer)

    assert (linked.state, linked.state_because) == ("linked", "")
    assert kinds_of(report) == ["monitor_report.submitted", "monitor_report.returned"]
