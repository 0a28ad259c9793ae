"""The list and the page of incidents, as readers are shown them."""

import uuid
from datetime import timedelta

import pytest

from ceasefire.codes.agreements import Act
from ceasefire.codes.roles import Role
from ceasefire.verification.publishing import publish_incident, withdraw_incident
from tests.builders.accounts import make_user, sign_in
from tests.builders.answers import attribute
from tests.builders.field import (
    THAT_DAY,
    make_field,
    make_incident,
    make_published,
    make_report,
    make_verified,
)
from tests.ceasefire.web.pages import (
    body_rows,
    facts,
    first,
    links,
    parsed,
    row_heads,
    rows,
    section,
    text_of,
)

pytestmark = pytest.mark.django_db
LIST = "/incidents/"


@pytest.fixture
def officer(client):
    person = make_user(Role.OFFICER, name="Bela")
    sign_in(client, person)
    return person


def path(incident, step=""):
    return f"{LIST}{incident.public_id}/{step}"


def page_of(client, incident, **query):
    answer = client.get(path(incident), query)
    assert answer.status_code == 200
    return parsed(answer)


def test_readers_list_what_is_published_and_nothing_else(page):
    published = make_published()
    make_verified()

    assert row_heads(page(LIST)) == [f"{published.reference} DEMO"]


def test_reader_narrows_the_list(page):
    make_published()
    later = make_published(THAT_DAY + timedelta(days=1), act=Act.AIR)

    for query in (
        {"act": "air"}, {"from": "2021-03-06"}, {"act": "air", "place": "weir", "area": "DV-N"},
        {"state": "verified", "from": "2021-03-06"},
    ):  # fmt: skip
        assert row_heads(page(LIST, **query)) == [f"{later.reference} DEMO"]
    assert row_heads(page(LIST, place="nowhere")) == []
    assert row_heads(page(LIST, state="refuted")) == []


def test_reader_is_told_no_more_than_day_part_and_settlement(page):
    incident = make_published(latitude=0.51234, longitude=0.54321)

    shown = page(path(incident))

    assert facts(shown)["Day"] == "5 March 2021, morning (06:00–12:00)"
    assert facts(shown)["Place"].startswith("Weir Bridge, North Valley")
    told = text_of(first(shown, "main"))
    assert "11:30" not in told
    assert "0.51" not in told


def test_reader_sees_neither_accounts_nor_grades(page):
    source_told = make_report(narrative="I stood on the mill.")
    incident = make_published(reports=[source_told])

    told = text_of(first(page(path(incident)), "main"))

    for secret in (
        "I stood on the mill.", source_told.receipt, source_told.source.pseudonym,
        "cannot be judged", "probably true", "Two craters were seen.",
    ):  # fmt: skip
        assert secret not in told


def test_reader_is_told_the_answer_casualties_and_scope(page):
    incident = make_published(reports=[make_report(killed=(1, 3)), make_report(killed=(2, 5))])

    tree = page(path(incident))

    assert text_of(first(tree, "p", class_="verdict")) == "Did it happen? verified"
    assert facts(tree)["People harmed"] == "1–5 civilians, killed"
    assert facts(tree)["Severity"].startswith("serious by this rule Serious: somebody was killed")
    scope = [text_of(row) for row in body_rows(section(tree, "scope-title"))]
    assert scope[0] == "1 undetermined the actor is not named"


def test_reader_is_told_by_whom_where_the_mandate_lets_one_say(page):
    incident = make_verified()
    attribute(incident, "SOUTH")
    publish_incident(incident=incident, by=make_user(Role.OFFICER))

    told, [row] = text_of(first(page(path(incident)), "main")), rows(page(LIST, by_whom="probable"))

    assert "By whom? probable Southern Command: probable" in told
    assert row.endswith("verified probable DEMO-1")


def test_reader_is_not_asked_by_whom_where_no_mandate_lets_one_say(page):
    make_field(acts=("record", "verify", "publish"))
    incident = make_published()

    told = [text_of(first(page(each), "main")) for each in (LIST, path(incident))]

    assert [each for each in told if "By whom" in each] == []


def test_reader_does_not_see_an_incident_nor_that_there_is_one(reader):
    hidden = reader.get(path(make_verified()))
    missing = reader.get(f"{LIST}00000000-0000-4000-8000-000000000000/")

    assert (hidden.status_code, missing.status_code) == (404, 404)
    assert hidden.content == missing.content


def test_withdrawn_incident_is_a_tombstone(reader):
    incident = make_published()
    withdraw_incident(incident=incident, reason="Two became one.", by=make_user(Role.OFFICER))

    assert "Two became one." in text_of(parsed(reader.get(path(incident))))


def test_staff_are_shown_what_readers_see_where_they_ask(client, officer):
    incident = make_published()

    tree = page_of(client, incident, published="1")
    listed = parsed(client.get(LIST, {"published": "1"}))

    assert "This is what readers are shown." in text_of(tree)
    assert path(incident) in links(first(tree, "main"))
    assert "Accounts" not in text_of(first(listed, "main"))
    assert "Who did what" not in text_of(parsed(client.get(path(incident), {"version": "9"})))


def test_incident_that_no_reader_is_shown_is_missing_to_visitors_who_may_read(client, settings):
    settings.PUBLIC_READING = True
    hidden = make_incident()

    answers = [client.get(f"/incidents/{each}/") for each in (hidden.public_id, uuid.uuid4())]

    assert [answer.status_code for answer in answers] == [404, 404]
