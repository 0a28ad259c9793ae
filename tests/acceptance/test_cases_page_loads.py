"""Shows 6 of cases: an ordinary case closes in four page loads, a call is logged in two.

Counted is every page that comes after the one on which the officer begins, a list or whatever
stands open. Without scripts, by links and forms alone; and once in a real browser.
"""

import pytest

from ceasefire.codes.agreements import MandateAct
from ceasefire.codes.roles import Role
from ceasefire.incidents.models import Call
from ceasefire.publication.choices import PublishedKind
from ceasefire.publication.models import PublishedVersion
from ceasefire.verification.models import Answer
from ceasefire.verification.services import take_up
from tests.browser.filling import fill_in
from tests.builders.accounts import make_user, sign_in
from tests.builders.calls import make_duty_point
from tests.builders.field import make_field, make_incident, make_report
from tests.ceasefire.web.pages import elements, first, links, parsed, text_of

pytestmark = pytest.mark.django_db
TRIAGE, INCIDENTS, NEW_CALL = "/triage/", "/incidents/", "/calls/new/"
NO_FAULT = "A call is no admission and no evidence."
UP_TO_VERIFYING = (MandateAct.RECORD, MandateAct.VERIFY, MandateAct.PUBLISH)
HAPPENED = {
    "value": "verified",
    "evidence": ["own_observation"],
    "sentence": "Two fresh craters were measured.",
}
NOBODY = {"value": "not_attributable", "sentence": "Nobody saw who fired."}


class Reader:
    """An officer without scripts: opens links and sends forms that the page has, and counts."""

    def __init__(self, client, begins_at):
        self.client = client
        self.page = parsed(client.get(begins_at))
        self.loads = 0

    def open(self, address):
        assert address in links(self.page)
        self._load(self.client.get(address))

    def send(self, address, **answers):
        """Send the form that leads there, with what stands in its boxes."""
        [form] = elements(self.page, "form", action=address)
        self._load(self.client.post(address, {**standing_in(form), **answers}, follow=True))

    def _load(self, answer):
        self.page = parsed(answer)
        assert answer.status_code == 200, text_of(first(self.page, "main"))
        self.loads += 1


def standing_in(form):
    """What a browser would send of a form that nobody has touched."""
    found = {
        box.get("name"): box.get("value", "on" if box.get("type") == "checkbox" else "")
        for box in form.iter("input")
        if box.get("type") not in {"radio", "checkbox"} or "checked" in box.attrib
    }
    found |= {box.get("name"): (box.text or "").strip() for box in form.iter("textarea")}
    for box in form.iter("select"):
        [*chosen] = (each.get("value") for each in box.iter("option") if "selected" in each.attrib)
        found[box.get("name")] = chosen[0] if chosen else ""
    return found


@pytest.fixture
def officer():
    return make_user(Role.OFFICER)


def make_case(by):
    """An incident that the officer has begun to verify, with one account of it."""
    report = make_report()
    incident = make_incident(reports=[report], by=by)
    take_up(incident=incident, by=by)
    return incident, report


def questions_answered(incident):
    return list(Answer.objects.filter(incident=incident).values_list("question", flat=True))


def is_shown(incident):
    """Whether readers are shown it."""
    return PublishedVersion.objects.stands(PublishedKind.INCIDENT, incident.public_id)


# --- Without scripts ---


@pytest.mark.parametrize("begins_at", [TRIAGE, INCIDENTS])
def test_ordinary_case_closes_in_four_page_loads(client, officer, begins_at):
    incident, report = make_case(officer)
    reader = Reader(sign_in(client, officer), begins_at)
    case = f"{INCIDENTS}{incident.public_id}/"
    account = {f"rests-{report.receipt}": "on", f"grade-{report.receipt}": "2"}

    reader.open(case)
    reader.send(f"{case}answer/", **HAPPENED, **account)
    reader.send(f"{case}by-whom/", **NOBODY)
    reader.send(f"{case}publish/")

    assert reader.loads == 4
    assert (questions_answered(incident), is_shown(incident)) == (["happened", "by_whom"], True)


def test_case_whose_mandate_stops_at_verifying_closes_in_three(client, officer):
    make_field(acts=UP_TO_VERIFYING)
    incident, report = make_case(officer)
    reader = Reader(sign_in(client, officer), TRIAGE)
    case = f"{INCIDENTS}{incident.public_id}/"
    account = {f"rests-{report.receipt}": "on", f"grade-{report.receipt}": "2"}

    reader.open(case)
    reader.send(f"{case}answer/", **HAPPENED, **account)
    reader.send(f"{case}publish/")

    assert (reader.loads, is_shown(incident)) == (3, True)


def test_call_is_logged_in_two_page_loads_from_the_menu(client, officer):
    point = make_duty_point()
    reader = Reader(sign_in(client, officer), TRIAGE)

    reader.open(NEW_CALL)
    form = text_of(first(reader.page, "main"))
    reader.send(NEW_CALL, area="DV-N", duty_point=point.public_id, answer="will_act")

    call = Call.objects.get()
    assert reader.loads == 2
    assert [NO_FAULT in each for each in (form, text_of(first(reader.page, "main")))] == [True] * 2
    assert (call.called_by, call.duty_point, call.area.code) == (officer, point, "DV-N")
    assert call.asked.startswith("Please do what you can so that fire stops there now")


# --- In a browser ---


class Window:
    """An officer at a browser: clicks, and sends forms; counts the documents that it loads."""

    def __init__(self, visit, client, begins_at):
        self.page = visit()
        sessions = {name: morsel.value for name, morsel in client.cookies.items()}
        self.page.context.add_cookies(
            [{"name": name, "value": value, "url": visit.url} for name, value in sessions.items()]
        )
        self.page.goto(begins_at)
        self.loads = 0
        self.page.on("response", self._count)

    def _count(self, answer):
        self.loads += answer.request.is_navigation_request() and answer.status == 200

    def open(self, label):
        with self.page.expect_navigation():
            self.page.get_by_role("link", name=label, exact=True).click()

    def send(self, address, **boxes):
        form = self.page.locator(f'form[action="{address}"]')
        for name, wanted in boxes.items():
            fill_in(form, name, wanted)
        with self.page.expect_navigation():
            form.locator("button").last.click()


@pytest.mark.django_db(transaction=True)
def test_browser_closes_a_case_in_four_documents(visit, client, officer):
    incident, report = make_case(officer)
    window = Window(visit, sign_in(client, officer), TRIAGE)
    case = f"{INCIDENTS}{incident.public_id}/"

    window.open(incident.reference)
    window.page.locator(f'[name="rests-{report.receipt}"]').first.check()
    window.send(f"{case}answer/", **HAPPENED, **{f"grade-{report.receipt}": "2"})
    window.send(f"{case}by-whom/", **NOBODY)
    window.send(f"{case}publish/")

    shown = window.page.get_by_role("link", name="Version 1")
    assert (shown.is_visible(), window.loads) == (True, 4)
    assert (questions_answered(incident), is_shown(incident)) == (["happened", "by_whom"], True)


@pytest.mark.django_db(transaction=True)
def test_browser_logs_a_call_in_two_documents(visit, client, officer):
    point = make_duty_point()
    window = Window(visit, sign_in(client, officer), TRIAGE)

    window.open("Log a call")
    window.send(NEW_CALL, area="DV-N", duty_point=str(point.public_id), answer="will_act")

    call = Call.objects.get()
    assert window.page.locator("h1").inner_text().count(call.reference) == 1
    assert (window.loads, call.called_by, call.duty_point) == (2, officer, point)
