from datetime import date

import pytest

from ceasefire.codes.roles import Role
from ceasefire.monitoring.models import Bulletin
from reports.statistics.periods import Period
from reports.summaries.models import ComplianceSummary
from tests.builders.accounts import make_user, sign_in
from tests.builders.agreements import make_agreement
from tests.builders.monitoring import correct_bulletin, make_bulletin
from tests.builders.summaries import (
    BETWEEN,
    make_approved,
    make_draft,
    make_record_between_rounds,
    make_released,
    make_rich_record,
)
from tests.ceasefire.web.pages import (
    elements,
    first,
    links,
    parsed,
    parsed_part,
    row_heads,
    rows,
    section,
    text_of,
)

pytestmark = pytest.mark.django_db
LIST = "/summaries/"
MARCH_15 = Period(date(2021, 3, 15), date(2021, 3, 16))


def path(summary, step=""):
    return f"{LIST}{summary.public_id}/{step}"


def body(answer):
    assert answer.status_code == 200
    return text_of(first(parsed(answer), "main", id="main"))


def buttons(tree):
    return [text_of(each) for each in first(tree, "main", id="main").iter("button")]


# --- What readers are shown ---
def test_readers_list_what_is_released_and_nothing_else(page):
    make_record_between_rounds()
    make_draft(MARCH_15)
    make_released()

    assert row_heads(page(LIST)) == ["12–25 March 2021 DEMO"]


def test_reader_narrows_the_list(page):
    make_record_between_rounds()
    make_released()
    make_released(MARCH_15)

    assert row_heads(page(LIST, kind="day")) == ["15 March 2021 DEMO"]
    assert row_heads(page(LIST, **{"from": "2021-03-16"})) == ["12–25 March 2021 DEMO"]


def test_reader_does_not_see_a_draft_nor_that_there_is_one(reader):
    make_record_between_rounds()
    draft = make_draft()

    hidden = reader.get(path(draft))
    missing = reader.get(f"{LIST}00000000-0000-4000-8000-000000000000/")

    assert (hidden.status_code, missing.status_code) == (404, 404)
    assert hidden.content == missing.content


def test_reader_reads_a_released_summary_without_its_steps(reader):
    make_record_between_rounds()
    released = make_released()

    read = body(reader.get(path(released)))

    assert read.startswith(
        "Compliance summaries The ceasefire record · Compliance summary · Between rounds · DEMO "
        "12–25 March 2021"
    )
    assert "days 12–25 of the agreement" in read
    assert "Between Valley meeting DEMO-R-A and Valley meeting DEMO-R-B" in read
    assert "State:" not in read


def test_summary_answers_five_questions_in_one_minute(reader):
    make_record_between_rounds()
    released = make_released()

    told = text_of(section(parsed(reader.get(path(released))), "short-title"))

    assert told == (
        "In one minute "
        "Better or worse? Cannot say: 2 of the 14 daily bulletins of 12–25 March are held; low "
        "numbers here do not mean calm. "
        "Who says how many? registered by the Northern Command: 14, in 2 bulletins ; registered "
        "by the Southern Command: 8, in 2 bulletins . "
        "Accepted by both? None in this period is stated . "
        "Disputed? 8 of 8 registered by the Southern Command were not confirmed by the Northern "
        "Command . "
        "What was not seen? 12 days of 14 without a bulletin; nobody's reach is known."
    ).replace(" ;", ";").replace(" .", ".")


def test_summary_shows_everything_the_record_can_tell(reader):
    make_rich_record()
    read = body(reader.get(path(make_released())))

    for part in (
        "Day uncertain: listed apart, in no figure 2021-03-16",
        "1 bulletin of this series has no date at all",
        "1 has a day that is only inferred, outside this period",
        "settlements that joined, in all: 85 (24 March) (restated: lower than on 22 March)",
        "humanitarian actions: 4 (22 March)",
        "9 breaches, as the monitor counts them (+4 in 6 days, as then stated)",
        "Agenda The state of the ceasefire.",
        "The guns are silent.",
        "control claim: Northern Command",
        "Two totals in one text.",
    ):
        assert part in read, part


def test_summary_without_bulletins_or_rounds_says_what_is_missing(reader):
    make_agreement("DEMO-2")
    read = body(reader.get(path(make_released(agreement="DEMO-2"))))

    assert "The record holds no series of bulletins about this agreement." in read
    assert "No round of talks is recorded." in read
    assert "No statement and no control claim of these days is recorded." in read


def test_second_edition_says_what_changed_and_the_first_that_there_is_one(reader):
    make_record_between_rounds()
    one = make_released()
    correct_bulletin(Bulletin.objects.get(period_end=date(2021, 3, 20)), north=5, south=1)
    two = make_released()

    first_page, second_page = parsed(reader.get(path(one))), parsed(reader.get(path(two)))

    assert path(two) in links(first_page)
    changes = text_of(section(second_page, "changes-title"))
    assert "registered, Northern Command 14 15" in changes
    assert "version of the bulletin, 20 March 2021 1 2" in changes


# --- What staff are shown ---
def test_staff_list_summaries_in_any_state(adjudicator):
    make_record_between_rounds()
    make_approved()
    make_draft(MARCH_15)

    listed = rows(parsed(adjudicator.get(LIST)))

    assert [row.split()[-1] for row in listed] == ["released", "Draft"]
    assert "Approved, not yet released" in listed[0]


def test_staff_narrow_the_list_by_state(adjudicator):
    make_record_between_rounds()
    make_approved()
    make_draft(MARCH_15)

    assert row_heads(parsed(adjudicator.get(LIST, {"status": "drafted"}))) == ["15 March 2021 DEMO"]
    assert len(row_heads(parsed(adjudicator.get(LIST, {"agreement": "DEMO-1"})))) == 2


def test_htmx_is_given_the_results_alone(adjudicator):
    make_record_between_rounds()
    make_draft()

    part = adjudicator.get(LIST, {"kind": "inter_round"}, HTTP_HX_REQUEST="true")

    assert [each.get("id") for each in parsed_part(part)] == ["results"]


def test_filter_that_cannot_be_read_is_refused(adjudicator):
    assert adjudicator.get(LIST, {"status": "burnt"}).status_code == 400


def test_draft_is_approved_on_its_page(adjudicator):
    make_record_between_rounds()
    draft = make_draft()

    before = buttons(parsed(adjudicator.get(path(draft))))
    answer = adjudicator.post(path(draft, "approve/"), {"seen": draft.inputs_hash}, follow=True)

    draft.refresh_from_db()
    assert draft.status == "approved"
    assert ("Approve" in before, "Approve" in buttons(parsed(answer))) == (True, False)
    assert "You approved it: another adjudicator releases it." in body(answer)


def test_approval_of_what_was_not_read_is_refused(adjudicator):
    make_record_between_rounds()
    draft = make_draft()

    answer = adjudicator.post(path(draft, "approve/"), {"seen": "0" * 64})

    assert answer.status_code == 409
    assert "draft it again and read it again" in text_of(parsed(answer))


def test_second_adjudicator_releases_and_the_first_cannot(client):
    make_record_between_rounds()
    approver = make_user(Role.ADJUDICATOR)
    approved = make_approved(by=approver)

    refused = sign_in(client, approver).post(path(approved, "release/"))
    released = sign_in(client, make_user(Role.ADJUDICATOR)).post(path(approved, "release/"))

    assert (refused.status_code, released.status_code) == (409, 302)
    assert "you approved this summary" in text_of(parsed(refused))
    approved.refresh_from_db()
    assert approved.status == "released"


def test_officer_drafts_but_approves_and_releases_nothing(client):
    make_record_between_rounds()
    draft = make_draft()
    sign_in(client, make_user(Role.OFFICER))

    assert buttons(parsed(client.get(path(draft)))) == []
    assert client.post(path(draft, "approve/"), {"seen": draft.inputs_hash}).status_code == 403
    assert client.post(path(draft, "release/")).status_code == 403
    assert client.post(path(draft, "draft/")).status_code == 302


def test_auditor_reads_a_draft_and_changes_nothing(client):
    make_record_between_rounds()
    draft = make_draft()
    sign_in(client, make_user(Role.AUDITOR))

    assert client.get(path(draft)).status_code == 200
    assert client.post(path(draft, "draft/")).status_code == 403


def test_changed_record_is_said_and_the_draft_can_be_drafted_again(adjudicator):
    make_record_between_rounds()
    draft = make_draft()
    make_bulletin("2021-03-13")

    answer = adjudicator.get(path(draft))
    adjudicator.post(path(draft, "draft/"))

    assert "draft it again before it is approved" in body(answer)
    assert buttons(parsed(answer)) == ["Draft again"]
    assert "Approve" in buttons(parsed(adjudicator.get(path(draft))))


def test_changed_since_approval_bars_release_and_says_so(adjudicator):
    make_record_between_rounds()
    approved = make_approved()
    make_bulletin("2021-03-13")

    answer = adjudicator.get(path(approved))

    assert "it cannot be released until it is drafted and approved again" in body(answer)
    assert "Release" not in buttons(parsed(answer))
    assert adjudicator.post(path(approved, "release/")).status_code == 409


def test_released_and_changed_offers_the_next_edition(adjudicator):
    make_record_between_rounds()
    released = make_released()
    make_bulletin("2021-03-13")

    assert "Draft the next edition" in buttons(parsed(adjudicator.get(path(released))))
    answer = adjudicator.post(path(released, "draft/"), follow=True)

    assert "Edition 2" in body(answer)


def test_approved_is_returned_with_a_reason(adjudicator):
    make_record_between_rounds()
    approved = make_approved()

    answer = adjudicator.post(path(approved, "return/"), {"reason": "A misprint."}, follow=True)

    approved.refresh_from_db()
    assert approved.status == "drafted"
    assert "A misprint." in body(answer)


def test_return_without_a_reason_is_refused_beside_the_field(adjudicator):
    make_record_between_rounds()
    approved = make_approved()

    answer = adjudicator.post(path(approved, "return/"), {"reason": " "})

    assert answer.status_code == 400
    assert first(parsed(answer), "ul", class_="errorlist") is not None
    approved.refresh_from_db()
    assert approved.status == "approved"


def test_summary_of_no_id_is_not_found(adjudicator):
    assert adjudicator.get(f"{LIST}somewhere/").status_code == 404


# --- The form ---
def test_form_drafts_the_period_it_names_with_both_days_included(adjudicator):
    make_record_between_rounds()
    asked = {"agreement": "DEMO-1", "first": "2021-03-12", "last": "2021-03-25"}

    answer = adjudicator.post(f"{LIST}draft/", asked)

    summary = ComplianceSummary.objects.get()
    assert answer.headers["Location"] == path(summary)
    assert (summary.period, summary.kind) == (BETWEEN, "inter_round")


def test_form_offers_the_periods_between_rounds(adjudicator):
    make_record_between_rounds()

    offered = links(parsed(adjudicator.get(f"{LIST}draft/")))

    assert "?agreement=DEMO-1&first=2021-03-12&last=2021-03-25" in offered


def test_form_is_filled_in_by_its_address(adjudicator):
    make_record_between_rounds()

    asked = {"agreement": "DEMO-1", "first": "2021-03-12", "last": "2021-03-25"}
    tree = parsed(adjudicator.get(f"{LIST}draft/", asked))

    fields = {each.get("name"): each.get("value") for each in elements(tree, "input", type="date")}
    assert fields == {"first": "2021-03-12", "last": "2021-03-25"}


def test_form_with_a_fault_keeps_what_was_typed(adjudicator):
    make_record_between_rounds()
    asked = {"agreement": "DEMO-1", "first": "2021-03-26", "last": "2021-03-12"}

    answer = adjudicator.post(f"{LIST}draft/", asked)

    tree = parsed(answer)
    assert answer.status_code == 400
    assert "The last day is before the first." in text_of(tree)
    typed = [each.get("value") for each in elements(tree, "input", type="date")]
    assert typed == ["2021-03-26", "2021-03-12"]


@pytest.mark.parametrize(
    ("first_day", "last_day"), [("0001-01-01", "2021-03-12"), ("2021-03-12", "9999-12-31")]
)
def test_form_refuses_days_at_the_end_of_calendars(adjudicator, first_day, last_day):
    make_record_between_rounds()
    asked = {"agreement": "DEMO-1", "first": first_day, "last": last_day}

    assert adjudicator.post(f"{LIST}draft/", asked).status_code == 400


def test_delegate_cannot_draft(reader):
    assert reader.get(f"{LIST}draft/").status_code == 403
