"""How officers log a call to stop it, and how staff read what followed."""

from datetime import timedelta

import pytest
from time_machine import travel

from ceasefire.codes.roles import Role
from ceasefire.incidents.merging import merge_incidents
from ceasefire.incidents.models import Call
from tests.builders.accounts import make_user, sign_in
from tests.builders.calls import NINE, SIX, make_call, make_duty_point, stopped
from tests.builders.field import THAT_DAY, make_incident, make_report
from tests.ceasefire.web.pages import (
    elements,
    facts,
    first,
    links,
    parsed,
    row_heads,
    rows,
    section,
    text_of,
)
from tests.ceasefire.web.sending import ONCE, faults, typed

pytestmark = pytest.mark.django_db
LIST, NEW = "/calls/", "/calls/new/"


@pytest.fixture
def officer(client):
    person = make_user(Role.OFFICER, name="Bela")
    sign_in(client, person)
    return person


def path(call, step=""):
    return f"{LIST}{call.public_id}/{step}"


def filled_in(point, **changes):
    """The boxes of a call that was answered; the clock of DEMO-1 is two hours ahead of UTC."""
    usual = {
        "agreement": "DEMO-1",
        "submission": ONCE,
        "area": "DV-N",
        "duty_point": str(point.public_id),
        "asked": "Please let fire stop.",
        "answer": "will_act",
        "called_at": "2021-03-05T11:30",
        "fire_stopped": "unknown",
    }
    return {**usual, **changes}


def main_of(answer):
    return first(parsed(answer), "main")


def told(answer):
    return text_of(main_of(answer))


# --- Logging ---
def test_call_shows_whom_when_what_was_answered_and_what_followed(client, officer):
    report = make_report()
    sent = filled_in(
        make_duty_point(),
        answered_at="2021-03-05T11:32",
        answer_words="We will look.",
        fire_stopped="stopped",
        stopped_at="2021-03-05T11:51",
        known_from=report.receipt.lower().replace("-", ""),
    )

    shown = facts(main_of(client.post(NEW, sent, follow=True)))

    assert shown["Called"] == "5 March 2021, 11:30 (Etc/GMT-2)"
    assert (shown["Logged by"], shown["Whom"]) == ("Bela", "Northern Command, channel 7")
    answer = "says it will act, 5 March 2021, 11:32 (Etc/GMT-2): We will look."
    stop = "it stopped, 5 March 2021, 11:51 (Etc/GMT-2): after 21 minutes"
    assert (shown["Answer"], shown["Did fire stop?"]) == (answer, stop)
    assert shown["By whose report"].startswith(f"report {report.receipt} said by Bela")


def test_duty_points_for_the_area_that_are_open_come_first(client, officer):
    always = make_duty_point("SOUTH", reached_by="channel 1")
    make_duty_point("NORTH", reached_by="channel 2", opens=NINE, closes=SIX)
    make_duty_point("SOUTH", reached_by="channel 3", area="DV-S")
    make_duty_point("NORTH", reached_by="channel 4", area="DV")

    with travel("2021-03-05T03:00Z", tick=False):
        form = main_of(client.get(NEW, {"area": "DV-N"}))

    offered = [text_of(each) for each in elements(form, "label") if "channel" in text_of(each)]
    assert [each.partition("channel ")[2][0] for each in offered] == ["4", "1", "2", "3"]
    assert ["open now" in each for each in offered] == [True, True, False, True]
    assert first(form, "input", name="duty_point", value=str(always.public_id)) is not None
    assert "selected" in first(form, "option", value="DV-N").attrib


def test_call_from_an_incident_is_about_it_and_its_area(client, officer):
    incident, point = make_incident(), make_duty_point()
    page = f"/incidents/{incident.public_id}/"
    to_form = f"{NEW}?incident={incident.public_id}"
    assert to_form in links(section(parsed(client.get(page)), "calls-title"))
    assert typed(client.get(to_form))["area"] == "DV-N"

    client.post(to_form, filled_in(point))

    call = Call.objects.get()
    assert call.incident == incident
    assert call.reference in text_of(section(parsed(client.get(page)), "calls-title"))
    assert facts(main_of(client.get(path(call))))["About incident"] == incident.reference


def test_merged_incident_is_asked_about_in_the_one_it_is_part_of(client, officer):
    merged, whole = make_incident(), make_incident()
    call = make_call(incident=merged.public_id)
    merge_incidents(incident=merged, into=whole, reason="Same.", by=officer)

    shown = [
        section(parsed(client.get(f"/incidents/{each.public_id}/")), "calls-title")
        for each in (whole, merged)
    ]
    refused = client.post(f"{NEW}?incident={merged.public_id}", filled_in(call.duty_point))

    assert [call.reference in text_of(each) for each in shown] == [True, True]
    assert [f"{NEW}?incident=" in str(links(each)) for each in shown] == [True, False]
    assert (refused.status_code, Call.objects.count()) == (409, 1)


@pytest.mark.parametrize("asked", ["nothing", "00000000-0000-4000-8000-000000000000"])
def test_incident_that_is_not_there_is_not_found(client, officer, asked):
    assert client.get(NEW, {"incident": asked}).status_code == 404


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"area": ""}, "area"),
        ({"duty_point": ""}, "duty_point"),
        ({"answer": ""}, "answer"),
        ({"asked": " "}, "asked"),
        ({"called_at": "yesterday"}, "called_at"),
        ({"answer": "not_reached", "answered_at": "2021-03-05T11:32"}, "answered_at"),
        ({"fire_stopped": "stopped", "known_from_words": "Heard."}, "stopped_at"),
        ({"fire_stopped": "went_on", "known_from": "K7Q2-MXF"}, "known_from"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_nothing_typed_is_lost(
    client, officer, changes, field
):
    sent = filled_in(make_duty_point(), answer_words="We will look.", **changes)

    answer = client.post(NEW, sent)

    boxes = typed(answer)
    assert (answer.status_code, list(faults(answer))) == (400, [field])
    kept = {name: value for name, value in sent.items() if value.strip()}
    assert {name: boxes[name] for name in kept} == kept
    assert Call.objects.count() == 0


def test_form_sent_twice_is_kept_once_and_with_other_words_refused(client, officer):
    sent = filled_in(make_duty_point())

    answers = [client.post(NEW, each) for each in (sent, sent, {**sent, "asked": "Stop."})]

    assert [each.status_code for each in answers] == [302, 302, 409]
    assert Call.objects.count() == 1


def test_form_begins_under_the_agreement_of_the_last_call(client, officer):
    make_duty_point(agreement="DEMO-2")
    assert typed(client.get(NEW))["agreement"] == "DEMO-2"

    client.post(NEW, filled_in(make_duty_point()))
    make_duty_point(agreement="DEMO-2", reached_by="channel 8")

    assert typed(client.get(NEW))["agreement"] == "DEMO-1"


def test_form_without_duty_points_says_what_to_do(client, officer):
    nothing = told(client.get(NEW))
    make_incident()

    page = main_of(client.get(NEW))

    assert "No agreement is recorded yet" in nothing
    assert "say first where a party can be called" in text_of(page)
    assert "/duty-points/new/?agreement=DEMO-1" in links(page)
    assert client.post(NEW, {"agreement": "DEMO-1"}).status_code == 400


# --- What followed ---
def test_call_is_closed_twice_and_its_page_tells_both(client, officer):
    call = make_call()
    first_words = {"fire_stopped": "went_on", "known_from_words": "The mill heard more."}
    at = {"stopped_at": "2021-03-05T12:00", "known_from_words": "The mill heard no more."}

    client.post(path(call, "close/"), first_words)
    kept = typed(client.get(path(call, "close/")))
    client.post(path(call, "close/"), {"fire_stopped": "stopped", **at})

    assert kept == {**kept, **first_words}
    page = told(client.get(path(call)))
    assert "Did fire stop? from not known yet to it went on" in page
    assert "Did fire stop? from it went on to it stopped" in page
    assert "When it stopped from not stated to 5 March 2021, 12:00 (Etc/GMT-2)" in page


def test_closing_says_at_its_field_what_is_missing(client, officer):
    answer = client.post(path(make_call(), "close/"), {"fire_stopped": "went_on"})

    assert (answer.status_code, list(faults(answer))) == (400, ["known_from"])


# --- Reading ---
def test_calls_are_listed_by_area_and_never_by_party(client, officer):
    north = make_call(stop=stopped(THAT_DAY + timedelta(minutes=20)))
    south = make_call(THAT_DAY + timedelta(hours=1), area="DV-S", point=north.duty_point)

    page = parsed(client.get(LIST))
    open_ones = parsed(client.get(LIST, {"fire_stopped": "unknown"}))

    assert row_heads(page) == [f"{south.reference} DEMO", f"{north.reference} DEMO"]
    assert "Northern Command" not in text_of(first(page, "div", id="results"))
    assert "it stopped, 5 March 2021, 11:50 (Etc/GMT-2): after 20 minutes" in rows(page)[1]
    assert row_heads(open_ones) == [f"{south.reference} DEMO"]
    assert row_heads(parsed(client.get(LIST, {"area": "DV-N"}))) == [f"{north.reference} DEMO"]
    assert row_heads(parsed(client.get(LIST, {"sort": "area"})))[0] == f"{north.reference} DEMO"
    assert client.get(LIST, {"fire_stopped": "perhaps"}).status_code == 400


def test_empty_list_says_so(client, officer):
    assert "No call is logged yet." in told(client.get(LIST))


@pytest.mark.parametrize("role", [Role.ADJUDICATOR, Role.AUDITOR])
def test_other_staff_read_and_log_nothing(client, role):
    call = make_call()
    sign_in(client, make_user(role))

    pages = [main_of(client.get(each)) for each in (LIST, path(call), "/duty-points/")]
    steps = (NEW, path(call, "close/"), "/duty-points/new/")

    assert [link for page in pages for link in links(page) if link in steps] == []
    assert [client.get(each).status_code for each in steps] == [403, 403, 403]
