"""The letter of a source: one officer proposes it, another confirms it, nobody else sees it."""

import pytest

from ceasefire.codes.grades import Reliability
from ceasefire.codes.roles import Role
from ceasefire.monitoring.models import Source
from ceasefire.monitoring.sources import propose_letter
from tests.builders.accounts import make_user, sign_in
from tests.builders.field import make_incident, make_report
from tests.ceasefire.web.pages import elements, first, links, parsed, text_of

pytestmark = pytest.mark.django_db
TRIAGE = "/triage/"


@pytest.fixture
def officer(client):
    person = make_user(Role.OFFICER, name="Bela")
    sign_in(client, person)
    return person


@pytest.fixture
def source():
    make_report()
    return Source.objects.get()


def path(source, step=""):
    return f"/sources/{source.public_id}/letter/{step}"


def propose(source, by=None):
    by = by or make_user(Role.OFFICER, name="Ceren")
    propose_letter(source=source, letter=Reliability.B, reason="Right five times.", by=by)


def test_letter_is_proposed_with_a_reason(client, officer, source):
    answer = client.post(path(source), {"letter": "B", "reason": "Right five times."})

    review = source.reviews.get()
    assert answer.headers["Location"] == TRIAGE
    assert (review.letter, review.reason, review.proposed_by) == ("B", "Right five times.", officer)
    source.refresh_from_db()
    assert source.reliability == Reliability.F


def test_letter_that_the_source_has_is_not_offered(client, officer, source):
    tree = parsed(client.get(path(source)))

    offered = [each.get("value") for each in elements(tree, "input", name="letter")]
    assert offered == ["A", "B", "C", "D", "E"]
    assert client.post(path(source), {"letter": "F", "reason": "Same"}).status_code == 400


def test_second_proposal_is_refused_while_one_waits(client, officer, source):
    propose(source)

    answer = client.post(path(source), {"letter": "C", "reason": "No"})

    assert answer.status_code == 409
    assert "waits to be confirmed" in text_of(first(parsed(answer), "ul", class_="errorlist"))


def test_another_officer_confirms_what_was_proposed(client, officer, source):
    propose(source)
    shown = text_of(first(parsed(client.get(path(source, "confirm/"))), "main"))

    client.post(path(source, "confirm/"))

    assert "B: usually reliable: Right five times." in shown
    assert "proposed by Ceren" in shown
    source.refresh_from_db()
    assert source.reliability == Reliability.B


def test_nobody_confirms_their_own_proposal(client, officer, source):
    propose(source, by=officer)

    answer = client.post(path(source, "confirm/"))

    assert answer.status_code == 409
    source.refresh_from_db()
    assert source.reliability == Reliability.F


def test_confirming_nothing_is_refused(client, officer, source):
    assert client.post(path(source, "confirm/")).status_code == 409


def test_officer_comes_back_to_the_incident_they_came_from(client, officer, source):
    incident = make_incident(reports=[source_report(source)])
    page = f"/incidents/{incident.public_id}/"
    way = f"{path(source)}?incident={incident.public_id}"
    assert way in links(parsed(client.get(page)))

    answer = client.post(way, {"letter": "B", "reason": "Right five times."})

    assert answer.headers["Location"] == page


def source_report(source):
    return make_report(by=source.account)


@pytest.mark.parametrize(
    "word", ["", "nonsense", "https://elsewhere.invalid/", "00000000-0000-4000-8000-000000000000"]
)
def test_way_back_that_leads_nowhere_is_triage(client, officer, source, word):
    shown = parsed(client.get(path(source), {"incident": word}))

    assert TRIAGE in links(first(shown, "form", class_="form"))


@pytest.mark.parametrize("role", [Role.ADJUDICATOR, Role.AUDITOR, Role.CUSTODIAN, Role.MONITOR])
@pytest.mark.parametrize("step", ["", "confirm/"])
def test_letters_are_for_officers(client, source, role, step):
    sign_in(client, make_user(role))

    assert client.get(path(source, step)).status_code == 403
