"""The tension list, as a mediator and as staff read it."""

from datetime import UTC, date, datetime, timedelta

import pytest

from ceasefire.codes.calls import CallAnswer
from ceasefire.codes.observations import Hindrance
from ceasefire.codes.roles import Role
from tests.builders.access import make_access_request
from tests.builders.accounts import make_user, sign_in
from tests.builders.agreements import make_agreement, provision_facts
from tests.builders.calls import make_call
from tests.builders.cases import make_notified
from tests.builders.field import make_coverage, make_field
from tests.builders.findings import adopt, make_deliberated, make_drafted, make_put, recommend
from tests.builders.referrals import make_ladder, make_referred
from tests.builders.statements import captured_statements
from tests.ceasefire.web.pages import (
    body_rows,
    elements,
    facts,
    first,
    links,
    parsed,
    section,
    text_of,
)

pytestmark = pytest.mark.django_db
LIST = "/tension/DEMO-1/"
NOW = datetime(2021, 3, 20, 9, tzinfo=UTC)
DAY = timedelta(days=1)
SECTIONS = ("calls-title", "restrictions-title", "overdue-title", "due-title")


@pytest.fixture(autouse=True)
def now(time_machine):
    time_machine.move_to(NOW, tick=False)
    make_field()


@pytest.fixture
def everything(time_machine):
    """`everything()`: a line of each sort."""

    def made():
        time_machine.move_to(NOW - 10 * DAY, tick=False)
        case, finding = make_notified("NORTH"), make_put()
        time_machine.move_to(NOW - 2 * DAY, tick=False)
        coverage = make_coverage(NOW - 3 * DAY, hindrance=Hindrance.DENIAL)
        time_machine.move_to(NOW, tick=False)
        draft = make_drafted()
        recommend(draft, due_on=date(2021, 3, 22))
        adopt(make_deliberated(finding=draft))
        call = make_call(NOW - DAY, answer=CallAnswer.NOT_REACHED)
        return case, finding, coverage, draft, call

    return made


def read_by(client, role, **query):
    answer = sign_in(client, make_user(role)).get(LIST, query)
    assert answer.status_code == 200
    return parsed(answer)


def rows_of(tree):
    """The text of each row, by section."""
    return [[text_of(row) for row in body_rows(section(tree, each))] for each in SECTIONS]


def test_each_section_says_that_nothing_stands_open(client):
    tree = read_by(client, Role.MEDIATOR)

    assert [text_of(first(section(tree, each), "p", class_="empty")) for each in SECTIONS] == [
        "No call is unanswered.",
        "No restriction was told of in these days.",
        "No reply is overdue.",
        "No deadline falls in these days.",
    ]
    assert list(facts(tree).values()) == ["0"] * 4
    assert "nothing here is a forecast" in text_of(first(tree, "main"))
    assert "as of 20 March 2021, 11:00 (Etc/GMT-2)" in text_of(first(tree, "main"))


def test_mediator_reads_every_fact_redacted_and_is_led_to_nothing_unpublished(client, everything):
    case, finding, coverage, draft, call = everything()

    tree = read_by(client, Role.MEDIATOR)

    assert rows_of(tree) == [
        [
            "North Valley 19 March 2021, morning (06:00–12:00) 1 day ago nobody answered not known yet"
        ],
        ["North Valley fewer than 5 0"],
        [
            "North Valley Southern Command: answer to an allegation · Indirect fire · Weir Bridge, "
            f"North Valley · 5 March 2021, morning (06:00–12:00) 18 March 2021 2 days ago {case.reference}"
        ],
        [
            "North Valley Southern Command: recommendation of a finding · Withdraw the mortars. "
            f"22 March 2021 in 2 days {draft.reference}"
        ],
    ]
    hidden = (case.public_id, finding.reference, coverage.receipt, call.reference, call.public_id)
    page = client.get(LIST).content.decode()
    assert [each for each in hidden if str(each) in page] == []


def test_officer_is_led_to_every_record(client, everything):
    case, finding, coverage, draft, call = everything()

    tree = read_by(client, Role.OFFICER)

    led = {each for name in SECTIONS for each in links(section(tree, name))}
    cases = {f"/allegations/{case.public_id}/", f"/calls/{call.public_id}/"}
    assert led == cases | {f"/findings/{each.public_id}/" for each in (finding, draft)}
    assert rows_of(tree)[1] == [
        "North Valley passage denied 1 0 17 March 2021, 11:00 (Etc/GMT-2) 3 days ago "
        f"{coverage.receipt}"
    ]
    assert list(facts(tree).values()) == ["1", "1", "2", "1"]


def test_what_falls_due_in_every_area_says_so(client):
    provision = provision_facts("9", due_on=date(2021, 3, 20))
    make_agreement(provisions=[provision], effective_to=NOW + DAY)

    tree = read_by(client, Role.MEDIATOR)

    assert rows_of(tree)[3] == [
        "the whole area what this provision wants done by a day 20 March 2021 today 9",
        "the whole area the agreement ends 21 March 2021, 11:00 (Etc/GMT-2) in 1 day DEMO-1",
    ]
    assert "/agreements/DEMO-1/" in links(section(tree, "due-title"))


def test_levels_and_access_lead_to_what_they_are_about(client):
    make_ladder()
    case, asked = make_referred(), make_access_request(wanted_on=date(2021, 3, 20))

    tree = read_by(client, Role.AUDITOR)

    assert rows_of(tree)[3] == [
        f"North Valley Northern Command: access wanted, on which nobody has decided · aid convoy "
        f"20 March 2021 today {asked.reference}",
        f"North Valley answer of the level Local team to a case 23 March 2021 in 3 days {case.reference}",
    ]
    led = [f"/access/{asked.public_id}/", f"/incidents/{case.public_id}/"]
    assert links(section(tree, "due-title")) == led


@pytest.mark.parametrize(("area", "calls"), [("DV", 1), ("DV-N", 1), ("DV-S", 0)])
def test_area_narrows_the_list_with_its_parts(client, area, calls):
    make_call(NOW - DAY)

    tree = read_by(client, Role.AUDITOR, area=area)

    assert len(rows_of(tree)[0]) == calls


def test_unknown_area_is_said_at_its_field_and_nothing_is_told(client):
    answer = sign_in(client, make_user(Role.MEDIATOR)).get(LIST, {"area": "NOWHERE"})

    tree = parsed(answer)
    assert answer.status_code == 400
    assert len(list(elements(tree, "ul", class_="errorlist"))) == 1
    assert section(tree, "calls-title") is None


def test_number_of_statements_does_not_grow_with_lines(client, everything):
    sign_in(client, make_user(Role.OFFICER))
    everything()

    def asked():
        with captured_statements() as statements:
            assert client.get(LIST).status_code == 200
        return len(statements())

    asked()  # what is kept for later requests
    few = asked()
    everything()

    assert asked() == few <= 20


def test_list_leads_to_each_agreement_and_unknown_ones_are_not_found(client):
    sign_in(client, make_user(Role.MEDIATOR))

    assert LIST in links(parsed(client.get("/tension/")))
    assert client.get("/tension/NOWHERE/").status_code == 404
