"""Places over time as readers are shown them, and the form by which an officer adds a claim."""

from datetime import date

import pytest

from ceasefire.codes.roles import Role
from ceasefire.incidents.choices import ControlKind
from ceasefire.incidents.models import ControlClaim
from tests.builders.accounts import make_user, sign_in
from tests.builders.field import make_field
from tests.builders.incidents import make_control_claim
from tests.builders.parties import make_party
from tests.builders.places import make_place
from tests.ceasefire.web.pages import elements, first, links, parsed, text_of
from tests.ceasefire.web.sending import ONCE, faults, typed

pytestmark = pytest.mark.django_db
PLACES, NEW = "/control-claims/places/", "/control-claims/new/"


@pytest.fixture
def officer(client):
    make_field()
    person = make_user(Role.OFFICER, name="Bela")
    sign_in(client, person)
    return person


def filled_in(**changes):
    usual = {
        "agreement": "DEMO-1",
        "submission": ONCE,
        "parties": ["NORTH"],
        "kind": "besieged",
        "place_text": "Weir Bridge",
        "against": "SOUTH",
        "directions": ["north", "west"],
        "on_day": "2021-03-05",
        "words": "Nobody comes or goes.",
        "asserted_by": "Southern Command",
    }
    return {**usual, **changes}


# --- Over time ---
def test_place_shows_its_claims_by_day_and_what_differs_side_by_side(page):
    make_control_claim(kind=ControlKind.BESIEGED, parties=("SOUTH", "NORTH"), against="SOUTH")
    make_control_claim(parties=("SOUTH",), on_day=date(2021, 3, 7))
    make_control_claim(on_day=date(2021, 3, 7))
    make_control_claim(on_day=None, when_in_words="in April")

    tree = page(PLACES)

    assert "On days without a claim nobody said" in text_of(first(tree, "p", class_="lead"))
    days = [text_of(each) for each in first(tree, "ol", class_="assertions").findall("li")]
    assert [each.startswith("disputed") for each in days] == [False, True, False]
    assert days[0].startswith(
        "5 March 2021 Northern Command and Southern Command besieges Weir Bridge"
    )
    beside = [text_of(each) for each in elements(tree, "li", class_="account")]
    assert [each.removeprefix("7 March 2021 ")[:22] for each in beside] == [
        "Northern Command holds", "Southern Command holds",
    ]  # fmt: skip
    assert days[2].startswith("in April Northern Command holds Weir Bridge")


def test_places_said_to_be_closed_in_keep_all_their_claims(page):
    make_control_claim(place_text="the mill")
    make_control_claim(kind=ControlKind.CUT_OFF)
    make_control_claim(on_day=date(2021, 3, 9), parties=("SOUTH",))

    everything, closed = page(PLACES), page(PLACES, closed_in="on", agreement="DEMO-1")

    assert [text_of(each) for each in elements(everything, "h3")] == ["Weir Bridge", "the mill"]
    assert [text_of(each) for each in elements(closed, "h3")] == ["Weir Bridge"]
    assert len(first(closed, "ol", class_="assertions").findall("li")) == 2
    assert NEW not in links(everything)


def test_empty_page_says_so_and_the_list_leads_to_it(page):
    assert "No control claim has been published yet." in text_of(page(PLACES))
    assert PLACES in links(page("/control-claims/"))


# --- Adding a claim ---
def test_officer_records_a_claim_and_readers_see_it_at_once(client, officer, client_factory):
    form = parsed(client.get(NEW))
    assert "published as soon as it is recorded" in text_of(first(form, "p", class_="notice"))
    assert NEW in links(parsed(client.get(PLACES)))

    answer = client.post(NEW, filled_in())

    claim = ControlClaim.objects.get()
    assert answer.headers["Location"] == f"/control-claims/{claim.public_id}/"
    assert (claim.place.gazetteer_id, claim.area.code) == ("demo:weir", "DV-N")
    reader = sign_in(client_factory(), make_user())
    assert "besieges Weir Bridge" in text_of(first(parsed(reader.get(PLACES)), "main"))


def test_words_that_mean_no_one_settlement_are_kept_as_written(client, officer):
    make_place("demo:weir-2", names={"en": "Weir Mill"}, area="DV-N")

    client.post(NEW, filled_in(place_text="Weir"))

    claim = ControlClaim.objects.get()
    assert (claim.place, claim.area, claim.place_text) == (None, None, "Weir")


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"parties": []}, "parties"),
        ({"parties": ["BAND"]}, "parties"),
        ({"against": "NORTH"}, "against"),
        ({"on_day": "2999-01-01"}, "on_day"),
        ({"on_day": "yesterday"}, "on_day"),
        ({"on_day": ""}, "on_day"),
        ({"asserted_by": ""}, "asserted_by"),
        ({"place_text": ""}, "place_text"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_nothing_typed_is_lost(
    client, officer, changes, field
):
    make_party("BAND")
    sent = filled_in(**changes)

    answer = client.post(NEW, sent)

    assert (answer.status_code, list(faults(answer))) == (400, [field])
    boxes = typed(answer)
    kept = {name: value for name, value in sent.items() if value and isinstance(value, str)}
    assert {name: boxes[name] for name in kept} == kept
    assert ControlClaim.objects.count() == 0


def test_form_sent_twice_is_kept_once_and_with_other_words_refused(client, officer):
    sent = filled_in()

    answers = [client.post(NEW, each) for each in (sent, sent, {**sent, "kind": "holds"})]

    assert [each.status_code for each in answers] == [302, 302, 409]
    assert ControlClaim.objects.get().kind == "besieged"


def test_form_without_an_agreement_says_what_is_missing(client):
    sign_in(client, make_user(Role.OFFICER))

    assert "No agreement is recorded yet" in text_of(first(parsed(client.get(NEW)), "main"))
