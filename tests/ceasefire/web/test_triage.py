"""What waits for an officer, and what an officer makes of a report."""

from datetime import timedelta

import pytest

from ceasefire.codes.agreements import Act
from ceasefire.codes.incidents import LinkKind, ReportState
from ceasefire.codes.observations import Weapon
from ceasefire.codes.roles import Role
from ceasefire.incidents.models import Incident, ReportLink
from ceasefire.monitoring.models import Source
from ceasefire.verification.services import take_up
from ceasefire.web import triage
from tests.builders.accounts import make_user, sign_in
from tests.builders.cases import make_allegation
from tests.builders.field import (
    RECORD_ONLY,
    THAT_DAY,
    make_field,
    make_incident,
    make_report,
)
from tests.ceasefire.web.pages import (
    body_rows,
    elements,
    first,
    links,
    parsed,
    parsed_part,
    section,
    text_of,
)

pytestmark = pytest.mark.django_db
PAGE = "/triage/"


@pytest.fixture
def officer(client):
    person = make_user(Role.OFFICER)
    sign_in(client, person)
    return person


def address(report, step):
    return f"/monitor-reports/{report.public_id}/{step}/"


def waiting(client, part, **query):
    """The heads of the rows in one part of the page."""
    found = section(parsed(client.get(PAGE, query)), f"{part}-title")
    return [text_of(row.find("th")).split()[0] for row in body_rows(found)] if found else []


def errors(answer):
    return [text_of(each) for each in elements(parsed(answer), "ul", class_="errorlist")]


def values(tree):
    """What the form is filled in with."""
    typed = {each.get("name"): each.get("value") for each in elements(tree, "input")}
    chosen = {
        select.get("name"): option.get("value")
        for select in elements(tree, "select")
        for option in elements(select, "option")
        if "selected" in option.attrib
    }
    return {**typed, **chosen}


# --- The queue ---
def test_reports_wait_longest_first_until_somebody_deals_with_them(client, officer):
    first_sent, then = make_report(), make_report()
    linked = make_report()
    make_incident(reports=[linked])

    assert waiting(client, "reports") == [first_sent.receipt, then.receipt]


def test_allegations_wait_too(client, officer):
    lodged = make_allegation("SOUTH")

    row = text_of(next(iter(body_rows(section(parsed(client.get(PAGE)), "allegations-title")))))
    assert lodged.reference in row
    assert "Southern Command accuses Northern Command" in row
    assert f"/allegations/{lodged.public_id}/" in links(parsed(client.get(PAGE)))


def test_age_is_shown(client, officer, time_machine):
    time_machine.move_to("2026-03-02T09:00:00Z", tick=False)
    make_report()
    time_machine.shift(timedelta(hours=3))
    sign_in(client, officer)

    [row] = body_rows(section(parsed(client.get(PAGE)), "reports-title"))
    assert text_of(row).startswith("3\xa0hours".replace("\xa0", " "))


def test_incidents_that_somebody_verifies_are_listed(client, officer):
    taken, _other = make_incident(), make_incident()
    take_up(incident=taken, by=officer)

    assert waiting(client, "incidents") == [taken.reference]


def test_queue_is_narrowed_by_agreement_and_area(client, officer):
    make_field("DEMO-2")
    north, south = make_report(), make_report(place=None, area="DV-S")
    other = make_report(agreement="DEMO-2")

    assert waiting(client, "reports", agreement="DEMO-2") == [other.receipt]
    assert waiting(client, "reports", area="DV-S") == [south.receipt]
    assert waiting(client, "reports", area="DV", agreement="DEMO-1") == [
        north.receipt, south.receipt,
    ]  # fmt: skip


def test_each_list_has_pages_of_its_own(client, officer, monkeypatch):
    monkeypatch.setattr(triage, "ROWS_OF_A_LIST", 1)
    one, two = make_report(), make_report()
    lodged = make_allegation()
    tree = parsed(client.get(PAGE, {"area": "DV"}))

    assert waiting(client, "reports", reports=2) == [two.receipt]
    assert waiting(client, "allegations", reports=2) == [lodged.reference]
    assert first(tree, "a", rel="next").get("href") == "?area=DV&reports=2"
    assert waiting(client, "reports") == [one.receipt]


def test_empty_queue_says_so(client, officer):
    shown = text_of(first(parsed(client.get(PAGE)), "main"))

    assert "No report waits." in shown
    assert "No allegation waits." in shown
    assert "Being verified" not in shown


def test_filter_that_cannot_be_read_is_refused(client, officer):
    assert client.get(PAGE, {"area": "\x00"}).status_code == 400


def test_htmx_is_given_the_lists_alone(client, officer):
    part = client.get(PAGE, HTTP_HX_REQUEST="true")

    assert [each.get("id") for each in parsed_part(part)] == ["results"]


@pytest.mark.parametrize("role", [Role.ADJUDICATOR, Role.AUDITOR, Role.MONITOR, Role.DELEGATE])
def test_only_officers_triage(client, role):
    sign_in(client, make_user(role))

    assert client.get(PAGE).status_code == 403


# --- Opening an incident from a report ---
def test_form_begins_with_what_the_report_says_by_the_clock_of_the_agreement(client, officer):
    report = make_report(act=Act.INDIRECT_FIRE, weapon=Weapon.TANK, killed=(1, 2))

    shown = values(parsed(client.get(address(report, "open-incident"))))

    assert shown["begins_at"] == "2021-03-05T11:30"
    assert shown["ends_at"] is None
    assert (shown["place"], shown["area"]) == ("Weir Bridge", "DV-N")
    assert (shown["act"], shown["weapon"]) == ("indirect_fire", "tank")


def test_incident_is_opened_and_the_report_belongs_to_it(client, officer):
    report = make_report()
    sent = {
        "begins_at": "2021-03-05T12:00", "time_precision": "hour", "place": "Weir Bridge",
        "place_precision": "exact", "act": "air", "target": "NORTH", "harms_protected": "on",
    }  # fmt: skip

    answer = client.post(address(report, "open-incident"), sent, follow=True)

    incident = Incident.objects.get()
    assert answer.redirect_chain == [(f"/incidents/{incident.public_id}/", 302)]
    assert incident.begins_at == THAT_DAY.replace(hour=10, minute=0)
    assert (incident.act, incident.target.code, incident.harms_protected) == ("air", "NORTH", True)
    assert ReportLink.objects.get().report == report
    report.refresh_from_db()
    assert report.state == ReportState.LINKED


def test_what_was_typed_stays_where_it_is_refused(client, officer):
    report = make_report()

    answer = client.post(address(report, "open-incident"), {"begins_at": "in the morning"})

    assert answer.status_code == 400
    assert values(parsed(answer))["begins_at"] == "in the morning"
    assert not Incident.objects.exists()


def test_place_outside_the_agreement_is_refused_beside_its_field(client, officer):
    report = make_report()
    sent = {
        "begins_at": "2021-03-05T12:00", "time_precision": "hour", "place_precision": "exact",
        "latitude": "40", "longitude": "40",
    }  # fmt: skip

    answer = client.post(address(report, "open-incident"), sent)

    assert (answer.status_code, errors(answer)) == (
        400, ["This lies outside the area of the agreement."],
    )  # fmt: skip


def test_report_that_belongs_to_an_incident_opens_no_other(client, officer):
    report = make_report()
    make_incident(reports=[report])
    sent = {
        "begins_at": "2021-03-05T12:00", "time_precision": "hour", "place": "Weir Bridge",
        "place_precision": "exact",
    }  # fmt: skip

    answer = client.post(address(report, "open-incident"), sent)

    assert answer.status_code == 409
    assert errors(answer) == ["This report belongs to an incident already."]
    assert Incident.objects.count() == 1


def test_page_shows_the_report_beside_the_form(client, officer):
    report = make_report(narrative="Three shells, then silence.", killed=(1, 2))

    shown = text_of(first(parsed(client.get(address(report, "open-incident"))), "main"))

    assert "Three shells, then silence." in shown
    assert "1–2 civilians, killed" in shown
    assert Source.objects.get().pseudonym in shown
    assert report.author.name not in shown


# --- Linking a report ---
def test_candidates_are_near_in_time_or_place_latest_first(client, officer):
    report = make_report()
    same_area = make_incident(THAT_DAY - timedelta(days=9))
    same_day = make_incident(THAT_DAY + timedelta(hours=20), place=None, area="DV-S")
    far = make_incident(THAT_DAY - timedelta(days=9), place=None, area="DV-S")

    tree = parsed(client.get(address(report, "link")))

    offered = [each.get("value") for each in elements(tree, "input", name="incident")]
    assert offered == [str(same_day.public_id), str(same_area.public_id)]
    assert far.reference not in text_of(tree)


def test_report_of_no_known_area_is_near_to_what_was_at_that_time(client, officer):
    report = make_report(place=None, place_text="on the river")
    same_day = make_incident(THAT_DAY + timedelta(hours=20))
    make_incident(THAT_DAY - timedelta(days=9))

    tree = parsed(client.get(address(report, "link")))

    offered = [each.get("value") for each in elements(tree, "input", name="incident")]
    assert offered == [str(same_day.public_id)]


def test_report_is_linked_to_a_candidate(client, officer):
    report, incident = make_report(), make_incident()

    sent = {"incident": str(incident.public_id), "kind": LinkKind.CONTRADICTS}
    answer = client.post(address(report, "link"), sent)

    assert answer.headers["Location"] == f"/incidents/{incident.public_id}/"
    link = ReportLink.objects.get()
    assert (link.incident, link.report, link.kind) == (incident, report, "contradicts")


def test_report_is_linked_to_an_incident_by_its_reference(client, officer):
    report = make_report()
    far = make_incident(THAT_DAY - timedelta(days=9), place=None, area="DV-S")

    sent = {"reference": f" {far.reference.lower()} ", "kind": LinkKind.SAME}
    client.post(address(report, "link"), sent)

    assert ReportLink.objects.get().incident == far


def test_incident_of_another_agreement_is_not_offered_nor_taken(client, officer):
    report = make_report()
    other = make_incident(agreement="DEMO-2")
    tree = parsed(client.get(address(report, "link")))

    answer = client.post(address(report, "link"), {"reference": other.reference, "kind": "same"})

    assert list(elements(tree, "input", name="incident")) == []
    assert (answer.status_code, errors(answer)) == (
        400, ["No incident of this agreement is called so."],
    )  # fmt: skip


def test_link_to_nothing_is_refused(client, officer):
    report, _incident = make_report(), make_incident()

    answer = client.post(address(report, "link"), {"kind": "same"})

    assert errors(answer) == ["Choose an incident, or write its reference."]


# --- Whatever else is made of a report ---
def test_report_is_noted_as_looked_at(client, officer):
    report = make_report()

    answer = client.post(address(report, "look-at"))

    report.refresh_from_db()
    assert (answer.headers["Location"], report.state) == (PAGE, ReportState.TRIAGED)
    assert waiting(client, "reports") == []


def test_report_is_returned_with_a_question(client, officer):
    report = make_report()

    client.post(address(report, "return"), {"question": "On which bank?"})

    report.refresh_from_db()
    assert (report.state, report.state_because) == (ReportState.RETURNED, "On which bank?")


def test_report_is_put_aside_with_a_reason(client, officer):
    report = make_report()
    assert client.post(address(report, "reject"), {"reason": " "}).status_code == 400

    client.post(address(report, "reject"), {"reason": "A test."})

    report.refresh_from_db()
    assert (report.state, report.state_because) == (ReportState.REJECTED, "A test.")


@pytest.mark.parametrize("step", ["look-at", "return", "reject"])
def test_report_that_was_dealt_with_is_refused(client, officer, step):
    report = make_report()
    client.post(address(report, "reject"), {"reason": "A test."})

    answer = client.post(address(report, step), {"reason": "Again", "question": "Again?"})

    assert answer.status_code == 409


# --- Where the mandate lets the mechanism record only ---
def test_record_only_mandate_shows_no_word_of_verification(client, officer):
    make_field("DEMO-1", acts=RECORD_ONLY)
    make_report()
    make_incident()

    shown = text_of(first(parsed(client.get(PAGE)), "main")).lower()

    assert "verified" not in shown
    assert waiting(client, "incidents") == []
