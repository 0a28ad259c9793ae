"""The work list as each role reads it."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ceasefire.allegations.harm import draft_harm_check
from ceasefire.allegations.notifying import acknowledge
from ceasefire.codes.roles import WORKING, Role
from ceasefire.monitoring.reports import return_report
from ceasefire.verification.services import take_up
from tests.builders.accounts import make_user, sign_in
from tests.builders.answers import ask_to_reopen, establish, make_seen_by_two, tell_more
from tests.builders.calls import make_call
from tests.builders.cases import (
    check_for_harm,
    liaison_of,
    make_admitted,
    make_allegation,
    make_guarantor,
    make_notified,
    make_unsafe,
)
from tests.builders.field import make_field, make_incident, make_report, make_verified
from tests.builders.findings import (
    adopt,
    make_deliberated,
    make_drafted,
    make_put,
    make_reviewed,
    make_signed,
    recommend,
)
from tests.builders.summaries import make_approved, make_record_between_rounds
from tests.ceasefire.web.pages import body_rows, elements, first, links, parsed, section, text_of

pytestmark = pytest.mark.django_db
PUT = datetime(2021, 3, 8, 10, tzinfo=UTC)
WORK = "/work/"
NOTHING = "Nothing waits for you."
OF_OFFICERS = [
    "Reports to look at",
    "Calls: did fire stop?",
    "Allegations to admit or refuse",
    "Harm checks to ask for",
    "Harm checks to answer",
    "Safe to put to the party",
    "Not safe to put to the party",
    "Answers that parties owe",
    "Mutual accusations proposed",
    "Incidents to take up",
    "Did it happen?",
    "Changed since verification",
    "Reopening asked for",
    "By whom?",
    "Second signature wanted",
    "Concluded, not published",
    "Findings to put to the party",
    "Findings to take into deliberation",
    "Recommendations to follow up",
]


@pytest.fixture(autouse=True)
def valley():
    return make_field()


@pytest.fixture
def work(client):
    """`work(person)`: the page as they read it."""

    def opened(person):
        answer = sign_in(client, person).get(WORK)
        assert answer.status_code == 200
        return parsed(answer)

    return opened


def headings(tree):
    return [text_of(each) for each in elements(tree, "h2")]


def lines(tree, name):
    """The text of each line of the section with this name."""
    return [text_of(row) for row in body_rows(section(tree, f"{name}-title"))]


def fill():
    """Something of everything that waits for officers and adjudicators."""
    make_report()
    make_call()
    make_allegation()
    incident = make_incident()
    make_admitted("NORTH", incident=incident)
    make_admitted("SOUTH", incident=incident)
    draft_harm_check(allegation=make_admitted(), by=make_user(Role.OFFICER))
    check_for_harm(make_admitted())
    make_unsafe()
    make_notified()
    make_verified()
    take_up(incident=make_incident(), by=make_user(Role.OFFICER))
    establish(make_seen_by_two(), is_signed=False)
    for decide in (lambda _: None, ask_to_reopen):
        changed = make_verified()
        tell_more(changed)
        decide(changed)
    make_reviewed()
    make_deliberated()
    make_signed()
    make_put()
    draft = make_drafted()
    recommend(draft, due_on=date(2021, 4, 1))
    adopt(make_deliberated(finding=draft))


def queries(client):
    with CaptureQueriesContext(connection) as asked:
        client.get(WORK)
    return len(asked)


def test_officer_reads_everything_with_as_many_queries_as_nothing(client, work, time_machine):
    officer = make_user(Role.OFFICER)
    time_machine.move_to(PUT, tick=False)
    work(officer)
    for_nothing = queries(client)
    fill()
    time_machine.move_to(PUT + timedelta(days=30), tick=False)

    tree = work(officer)

    ends = [links(each)[at] for each in elements(tree, "section") for at in (0, -1)]
    assert headings(tree) == OF_OFFICERS
    assert queries(client) == for_nothing < 45
    assert {client.get(each).status_code for each in ends} == {200}


def test_adjudicator_signs_decides_adopts_approves_and_releases(work):
    establish(make_seen_by_two(), is_signed=False)
    make_deliberated()
    make_signed()
    make_record_between_rounds()
    approved = make_approved()

    tree, own = work(make_user(Role.ADJUDICATOR)), work(approved.approved_by)

    assert headings(tree) == [
        "Second signature wanted",
        "Findings to adopt, as the first of two",
        "Findings to adopt, as the second of two",
        "Summaries to release",
    ]
    [line] = lines(tree, "release")
    assert line.startswith("12–25 March 2021 DEMO Between rounds 0 minutes, since")
    assert headings(own) == headings(tree)[:-1]


def test_line_says_what_waits_since_when_by_when_and_what_is_next(work, time_machine):
    time_machine.move_to(PUT, tick=False)
    south, late = liaison_of("SOUTH"), make_notified()
    acknowledge(allegation=late, by=south)
    time_machine.move_to(PUT + timedelta(days=9), tick=False)
    fresh = make_notified()

    tree = work(south)

    assert lines(tree, "answer") == [
        f"{late.reference} DEMO Indirect fire, North Valley "
        "1 week, 2 days, since 8 March 2021, 12:00 (Etc/GMT-2) "
        "overdue last day: 15 March 2021 (Etc/GMT-2) Answer it DEMO-1"
    ]
    [line] = lines(tree, "acknowledge")
    assert line.startswith(f"{fresh.reference} DEMO Indirect fire, North Valley 0 minutes, since")
    assert line.endswith("last day: 25 March 2021 (Etc/GMT-2) Acknowledge it DEMO-1")


def test_side_learns_nothing_of_what_was_not_put_to_it(work):
    make_report()
    make_put(accused="NORTH")
    make_reviewed()
    make_notified("SOUTH")
    for make in (make_allegation, make_admitted, make_unsafe):
        make("NORTH")
    draft_harm_check(allegation=make_admitted(), by=make_user(Role.OFFICER))

    for person in (liaison_of("SOUTH"), make_guarantor("SOUTH"), make_user(Role.LIAISON)):
        assert text_of(first(work(person), "div", id="results")) == NOTHING


def test_others_read_what_is_theirs_alone(work):
    monitor, finding, put = make_user(Role.MONITOR), make_put(), make_notified()
    report = make_report(by=monitor)
    return_report(report=report, question="Which bank?", by=make_user(Role.OFFICER))
    check = check_for_harm(make_admitted(), wording="unsure")

    found = {
        "returned": work(monitor),
        "settle-check": work(make_user(Role.CUSTODIAN)),
        "reply": work(liaison_of("SOUTH")),
        "determine": work(make_guarantor("SOUTH")),
    }

    told = {name: lines(tree, name)[0].split()[0] for name, tree in found.items()}
    assert told == {
        "returned": report.receipt,
        "settle-check": check.allegation.reference,
        "reply": finding.reference,
        "determine": put.reference,
    }
    assert {name: len(headings(tree)) for name, tree in found.items() if name != "reply"} == {
        "returned": 1,
        "settle-check": 1,
        "determine": 1,
    }


def test_at_most_twenty_are_shown_and_how_many_there_are(work):
    for _ in range(21):
        make_report()

    tree = work(make_user(Role.OFFICER))

    assert len(lines(tree, "reports")) == 20
    assert text_of(first(tree, "caption")) == "21 wait; the first 20 are shown"


@pytest.mark.parametrize("role", [Role.OFFICER, Role.MEDIATOR])
def test_work_leads_the_menu_of_those_who_have_any(client, role):
    sign_in(client, make_user(role))

    menu = first(parsed(client.get("/parties/")), "nav", class_="menu")

    assert (text_of(next(menu.iter("a"))) == "Work") == (role in WORKING)
