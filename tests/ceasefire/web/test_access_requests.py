"""How officers record access that was asked for, and how staff and mediators read of it."""

from datetime import date

import pytest
from time_machine import travel

from ceasefire.codes.humanitarian import AccessDecisionKind
from ceasefire.codes.roles import Role
from ceasefire.humanitarian.asking import strike_access_request
from ceasefire.humanitarian.models import AccessRequest
from tests.builders.access import make_access_decision, make_access_request, make_relief
from tests.builders.accounts import make_user, sign_in
from tests.builders.field import make_field
from tests.builders.places import make_place
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
LIST, NEW = "/access/", "/access/new/"
NO_BREACH = "does not say that an agreement was breached"
TODAY = "2021-03-15T12:00Z"


@pytest.fixture
def officer(client):
    person = make_user(Role.OFFICER, name="Bela")
    sign_in(client, person)
    return person


def path(asked, step=""):
    return f"{LIST}{asked.public_id}/{step}"


def filled_in(**changes):
    usual = {
        "agreement": "DEMO-1",
        "submission": ONCE,
        "asked_on": "2021-03-05",
        "asked_by": "VALLEY-RELIEF",
        "asked_of": "SOUTH",
        "purpose": "convoy",
        "area": "DV-N",
        "place": "Weir Bridge",
        "words": "Four lorries with flour.",
        "source_url": "relief.invalid/letter",
    }
    return {**usual, **changes}


def told(answer):
    return text_of(first(parsed(answer), "main"))


def heads(client, **query):
    return [each.partition(" ")[0] for each in row_heads(parsed(client.get(LIST, query)))]


# --- Recording ---
def test_request_is_recorded_decided_and_its_page_tells_all_side_by_side(client, officer):
    make_field(), make_relief()
    client.post(NEW, filled_in())
    asked = AccessRequest.objects.get()
    decision = {"decided_by": "SOUTH", "asserted_by": "Southern Command"}
    for kind, day in (("conditions", "2021-03-09"), ("delayed", "2021-03-06")):
        client.post(path(asked, "decide/"), {**decision, "kind": kind, "decided_on": day})

    with travel(TODAY, tick=False):
        page = parsed(client.get(path(asked)))

    told_facts = facts(page)
    assert (told_facts["Asked by"], told_facts["Asked of"]) == ("Valley Relief", "Southern Command")
    assert told_facts["Area"] == "North Valley, Weir Bridge"
    assert told_facts["Source"].startswith("https://relief.invalid/letter recorded by Bela")
    decided = [text_of(each) for each in elements(section(page, "decisions-title"), "h3")]
    assert decided == ["6 March 2021: delayed", "9 March 2021: granted under conditions"]
    words = "granted under conditions, 9 March 2021: after 4 days"
    assert text_of(first(page, "p", class_="verdict")) == words
    assert "recorded a decision on access" in text_of(section(page, "history-title"))
    assert NO_BREACH in text_of(page)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"asked_by": ""}, "asked_by"),
        ({"area": "", "place": ""}, "area"),
        ({"place": "Nowhere"}, "place"),
        ({"place": "Bridge"}, "place"),
        ({"source_url": ""}, "asserted_by"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_nothing_typed_is_lost(
    client, officer, changes, field
):
    make_field(), make_relief()
    make_place("demo:low", names={"en": "Low Bridge"}, area="DV-N")
    sent = filled_in(**changes)

    answer = client.post(NEW, sent)

    boxes = typed(answer)
    assert (answer.status_code, list(faults(answer))) == (400, [field])
    kept = {name: value for name, value in sent.items() if value}
    assert {name: boxes[name] for name in kept} == kept
    assert not AccessRequest.objects.exists()


def test_form_without_an_agreement_says_so(client, officer):
    assert "No agreement is recorded yet" in told(client.get(NEW))


def test_what_was_recorded_by_mistake_is_struck_and_stays_readable(client, officer):
    decision = make_access_decision(AccessDecisionKind.REFUSED, words="Not now.")
    asked = decision.request
    of_decision = path(asked, f"decisions/{decision.public_id}/strike/")
    assert of_decision in links(parsed(client.get(path(asked))))

    client.post(of_decision, {"reason": "Of another road."})
    halfway = told(client.get(path(asked)))
    client.post(path(asked, "strike/"), {"reason": "Of another valley."})

    page = parsed(client.get(path(asked)))
    assert "Recorded by mistake: Of another road." in halfway
    assert "no answer yet: waiting for" in halfway
    assert ": Of another valley. It is counted nowhere." in text_of(page)
    assert [link for link in links(page) if "strike" in link or "decide" in link] == []
    again = client.post(path(asked, "strike/"), {"reason": "Again."})
    assert (again.status_code, "was struck before" in told(again)) == (409, True)


# --- Reading ---
def test_requests_are_listed_by_day_and_narrowed_by_what_became_of_them(client, officer):
    north = make_access_request(date(2021, 3, 5))
    make_access_decision(AccessDecisionKind.REFUSED, date(2021, 3, 8), request=north)
    south = make_access_request(date(2021, 3, 7), area="DV-S", asked_of=None, purpose="medical")
    struck = make_access_request(date(2021, 3, 9))
    strike_access_request(request=struck, reason="Twice.", by=officer)
    expected = {
        (): [south, north],
        (("standing", "refused"),): [north],
        (("standing", "unanswered"),): [south],
        (("standing", "granted"),): [],
        (("standing", "struck"),): [struck],
        (("purpose", "medical"),): [south],
        (("area", "DV-N"),): [north],
        (("sort", "area"),): [north, south],
    }

    found = {query: heads(client, **dict(query)) for query in expected}

    assert found == {
        query: [each.reference for each in requests] for query, requests in expected.items()
    }
    assert "Nothing matches these filters." in told(client.get(LIST, {"standing": "granted"}))
    assert client.get(LIST, {"standing": "perhaps"}).status_code == 400


def test_mediator_reads_what_became_of_requests_and_records_nothing(client):
    asked = make_access_request()
    sign_in(client, make_user(Role.MEDIATOR))

    detail, refused = parsed(client.get(path(asked))), client.get(NEW)
    with travel(TODAY, tick=False):
        [row] = rows(parsed(client.get(LIST)))

    assert row.startswith(f"5 March 2021 {asked.reference} DEMO North Valley aid convoy")
    assert "Valley Relief Northern Command no answer yet: waiting for 10 days" in row
    assert [section(detail, "history-title"), refused.status_code] == [None, 403]
    assert "strike" not in str(links(detail))


def test_empty_list_says_so(client, officer):
    assert "No request for access is recorded yet." in told(client.get(LIST))
