"""Two accounts side by side: what staff read of a mutual accusation, and what officers decide."""

from datetime import timedelta

import pytest

from ceasefire.allegations.models import MutualAccusation
from ceasefire.allegations.mutual import confirm_mutual
from ceasefire.allegations.notifying import answer_allegation
from ceasefire.codes.allegations import MutualKind, ResponseKind
from ceasefire.codes.incidents import LinkKind
from ceasefire.codes.observations import TimePrecision
from ceasefire.codes.roles import Role
from ceasefire.incidents.opening import relate_incidents
from tests.builders.accounts import make_user, sign_in
from tests.builders.cases import liaison_of, make_admitted, make_notified
from tests.builders.field import THAT_DAY, make_field
from tests.ceasefire.web.pages import (
    body_rows,
    elements,
    first,
    links,
    parsed,
    row_heads,
    section,
    text_of,
)

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
LIST = "/mutual-accusations/"
THEY_BEGAN = "They fired first. We answered, as anybody would."


@pytest.fixture
def officer(client):
    make_field()
    person = make_user(Role.OFFICER, name="Olga")
    sign_in(client, person)
    return person


@pytest.fixture
def mutual(officer):
    """Southern Command speaks first, and of an earlier hour; it is answered with a reason."""
    told = {"words": "They shelled us at dawn.", "time_precision": TimePrecision.HOUR}
    souths = make_notified("SOUTH", at=THAT_DAY - HOUR, **told)
    answer = {"kind": ResponseKind.ADMIT_JUSTIFY, "words": THEY_BEGAN, "language": "en"}
    answer_allegation(allegation=souths, by=liaison_of("NORTH"), **answer)
    make_admitted("NORTH", words="They shelled the mill.")
    return MutualAccusation.objects.get()


def path(mutual, step=""):
    return f"{LIST}{mutual.public_id}/{step}"


def accounts(tree):
    """The text of each column."""
    return [text_of(each) for each in elements(tree, "li", class_="account")]


def test_accounts_stand_in_the_order_of_the_agreement_not_of_their_times(client, mutual):
    tree = parsed(client.get(path(mutual)))

    north, south = accounts(tree)
    assert north.startswith("Account of Northern Command Northern Command alleges against Southern")
    assert south.startswith("Account of Southern Command Southern Command alleges against Northern")
    assert "5 March 2021, 11:30 (Etc/GMT-2)" in north
    assert "5 March 2021, 10:30 (Etc/GMT-2)" in south
    assert "They shelled the mill." in north
    assert "Answer of Southern Command not put to the accused" in north
    assert "They shelled us at dawn." in south


def test_claim_of_retaliation_is_quoted(client, officer, mutual):
    relate_incidents(
        incident=mutual.first.incident,
        other=mutual.second.incident,
        kind=LinkKind.RESPONSE_TO,
        by=officer,
    )

    tree = parsed(client.get(path(mutual)))

    south = list(elements(tree, "li", class_="account"))[1]
    quoted = [text_of(each) for each in elements(south, "blockquote")]
    assert quoted == ["They shelled us at dawn.", THEY_BEGAN]
    assert "A claim of retaliation says nothing of the other account" in text_of(south)
    said = text_of(section(tree, "said-title"))
    one, other = mutual.first.incident.reference, mutual.second.incident.reference
    assert f"{one} is said to be a response to it: {other} recorded by Olga" in said
    assert "does not tell who began" in said


def test_times_stand_on_one_line_as_ranges(client, officer, mutual):
    tree = parsed(client.get(path(mutual, "timeline/")))

    rows = [text_of(row) for row in body_rows(tree)]
    assert [row.split(" Command")[0] for row in rows] == ["Southern", "Northern"]
    assert "5 March 2021, 10:30 – 11:30 (Etc/GMT-2)" in rows[0]
    assert "to the hour" in rows[0]
    assert "The ranges do not overlap." in text_of(first(tree, "main"))
    make_admitted("SOUTH", at=THAT_DAY - HOUR, ends_at=THAT_DAY + HOUR)
    tree = parsed(client.get(path(MutualAccusation.objects.latest("pk"), "timeline/")))
    told = text_of(first(tree, "main"))
    assert "The ranges overlap: 5 March 2021, 11:30 – 11:31 (Etc/GMT-2)" in told


def test_list_has_first_what_waits(client, officer, mutual):
    confirm_mutual(mutual=mutual, kind=MutualKind.SAME_EVENT_REVERSED, by=officer)
    late = make_admitted("SOUTH", at=THAT_DAY + 2 * HOUR)
    norths, souths = mutual.second, mutual.first

    heads = row_heads(parsed(client.get(LIST)))
    narrowed = row_heads(parsed(client.get(LIST, {"state": "confirmed"})))

    assert heads == [
        f"{norths.reference} · {late.reference} DEMO",
        f"{norths.reference} · {souths.reference} DEMO",
    ]
    assert narrowed == heads[1:]
    refused = client.get(LIST, {"kind": "revenge"})
    assert (refused.status_code, "cannot be read" in refused.text) == (400, True)


def test_nothing_meets_so_far(client, officer):
    told = text_of(first(parsed(client.get(LIST)), "main"))

    assert "No two admitted allegations meet so far." in told


def test_officer_confirms_from_the_page_of_an_allegation(client, mutual):
    allegation = f"/allegations/{mutual.second.public_id}/"
    assert path(mutual) in links(parsed(client.get(allegation)))
    assert path(mutual, "confirm/") in links(parsed(client.get(path(mutual))))
    form = parsed(client.get(path(mutual, "confirm/")))
    chosen = [each.get("value") for each in form.iter("input") if each.get("checked") is not None]

    answer = client.post(path(mutual, "confirm/"), {"kind": "parallel"})

    mutual.refresh_from_db()
    assert chosen == ["same_event_reversed"]
    assert answer.headers["Location"] == path(mutual)
    assert (mutual.state, mutual.kind) == ("confirmed", "parallel")
    tree = parsed(client.get(path(mutual)))
    assert "Two events near each other: confirmed Decided by Olga" in text_of(first(tree, "main"))
    assert path(mutual, "confirm/") not in links(tree)


def test_officer_puts_aside_with_a_reason_and_the_second_is_told(client, mutual):
    step = path(mutual, "put-aside/")
    assert client.post(step).status_code == 400

    answer = client.post(step, {"reason": "Two bridges."})
    late = client.post(path(mutual, "confirm/"), {"kind": "parallel"})

    mutual.refresh_from_db()
    assert answer.headers["Location"] == LIST
    assert (mutual.state, mutual.because) == ("put_aside", "Two bridges.")
    assert late.status_code == 409
    assert "This is decided: put aside. Olga came first" in text_of(first(parsed(late), "main"))
    allegation = f"/allegations/{mutual.second.public_id}/"
    assert path(mutual) not in links(parsed(client.get(allegation)))
