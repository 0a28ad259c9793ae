"""What is filled in about allegations, and what is said where it does not fit."""

from datetime import UTC, datetime

import pytest

from ceasefire.agreements.models import Agreement
from ceasefire.allegations.models import Allegation
from ceasefire.codes.parties import AgreementRole
from ceasefire.codes.roles import Role
from ceasefire.parties.models import Party
from tests.builders.accounts import make_user, sign_in
from tests.builders.agreements import make_agreement, participation_facts, provision_facts
from tests.builders.cases import make_liaison
from tests.builders.field import make_field
from tests.builders.parties import make_party
from tests.builders.places import make_place
from tests.ceasefire.web.pages import elements, first, links, parsed, text_of

pytestmark = pytest.mark.django_db
PAGE = "/allegations/new/"
KEY = "5f0c2d6e-0000-4000-8000-000000000001"
FILLED_IN = {
    "accused": "SOUTH",
    "provisions": ["1", "2"],
    "act": "indirect_fire",
    "begins_at": "2021-03-05T11:30",
    "ends_at": "",
    "time_precision": "minute",
    "place": "weir bridge",
    "area": "",
    "latitude": "",
    "longitude": "",
    "place_precision": "exact",
    "words": "They shelled the bridge.",
    "language": "ar",
    "submission": KEY,
}


@pytest.fixture
def nora(client):
    """A liaison of Northern Command, signed in."""
    make_field()
    person = make_liaison("NORTH", name="Nora")
    sign_in(client, person)
    return person


def send(client, **changed):
    return client.post(PAGE, {**FILLED_IN, **changed})


def complaints(answer):
    """What is said against each field, by what it is called."""
    found = {}
    for field in elements(parsed(answer), "div", class_="field"):
        said, legend = first(field, "ul", class_="errorlist"), first(field, "legend")
        if said is not None:
            name = first(field, "label") if legend is None else legend
            found[text_of(name)] = text_of(said)
    return found


def options(tree, name):
    return [text_of(each) for each in first(tree, "select", name=name).iter("option")]


def test_allegation_is_lodged_as_it_was_filled_in(client, nora):
    answer = send(client)

    lodged = Allegation.objects.get()
    assert answer.url == f"/allegations/{lodged.public_id}/"
    assert (lodged.complainant.code, lodged.accused.code) == ("NORTH", "SOUTH")
    assert list(lodged.provisions.values_list("number", flat=True)) == ["1", "2"]
    assert (lodged.act, lodged.words, lodged.language) == (
        "indirect_fire", "They shelled the bridge.", "ar",
    )  # fmt: skip
    assert lodged.lodged_by == nora
    assert "The allegation is lodged." in text_of(parsed(client.get(answer.url)))


def test_time_is_that_of_the_agreements_clock(client, nora):
    send(client, ends_at="2021-03-05T12:00")

    lodged = Allegation.objects.get()
    assert lodged.begins_at == datetime(2021, 3, 5, 9, 30, tzinfo=UTC)
    assert lodged.ends_at == datetime(2021, 3, 5, 10, 0, tzinfo=UTC)
    assert "By the clock of Etc/GMT-2." in text_of(parsed(client.get(PAGE)))


def test_place_is_found_by_any_of_its_names(client, nora):
    send(client, place="جسر السد")

    lodged = Allegation.objects.get()
    assert (lodged.place.gazetteer_id, lodged.area.code) == ("demo:weir", "DV-N")
    assert lodged.place_text == ""


def test_place_nobody_knows_is_kept_in_words_with_its_area(client, nora):
    refused = send(client, place="the yellow barn")
    assert complaints(refused) == {"Area": "No settlement is known by this name: choose its area."}

    send(client, place="the yellow barn", area="DV-S")

    lodged = Allegation.objects.get()
    assert (lodged.place, lodged.place_text, lodged.area.code) == (None, "the yellow barn", "DV-S")


def test_name_of_several_places_is_asked_back(client, nora):
    make_place("demo:mill-n", names={"en": "Old Mill"}, area="DV-N")
    make_place("demo:mill-s", names={"en": "Old Mill"}, area="DV-S")

    refused = send(client, place="old mill")

    assert complaints(refused) == {
        "Name of the place": (
            "Several places are called so: Old Mill (North Valley), Old Mill (South Valley). "
            "Write the whole name, or choose its area."
        )
    }
    assert send(client, place="old mill", area="DV-S").status_code == 302
    assert Allegation.objects.get().place.gazetteer_id == "demo:mill-s"


def test_point_alone_tells_the_area(client, nora):
    send(client, place="", latitude="-0.5", longitude="0.5")

    assert Allegation.objects.get().area.code == "DV-S"


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"place": ""}, {"Name of the place": "Say where, as closely as you know."}),
        ({"provisions": []}, {"Provisions that were breached, as your party sees it":
                              "This field is required."}),
        ({"begins_at": "in the morning"}, {"From": "Enter a valid date/time."}),
        ({"begins_at": "2221-03-05T11:30"}, {"From": "This lies in the future. Is the day right?"}),
        ({"ends_at": "2021-03-05T11:00"}, {"To": "This is before the beginning."}),
        ({"latitude": "0.5"}, {"Longitude": "Give both, or neither."}),
        ({"latitude": "50", "longitude": "50"},
         {"Latitude": "This lies outside the area of the agreement."}),
        ({"accused": "NORTH"}, {"Against": (
            "Select a valid choice. NORTH is not one of the available choices.")}),
        ({"words": ""}, {"In your words": "This field is required."}),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_said_at_its_field_and_stays(client, nora, changed, said):
    answer = send(client, **changed)

    assert answer.status_code == 400
    assert complaints(answer) == said
    for name, words in {**FILLED_IN, **changed}.items():
        box = first(parsed(answer), "input", name=name)
        if name in {"begins_at", "place", "latitude"}:
            assert box.get("value", "") == words
    assert not Allegation.objects.exists()


def test_form_sent_twice_lodges_once(client, nora):
    first_answer, again = send(client), send(client)

    assert first_answer.url == again.url
    assert Allegation.objects.count() == 1


def test_every_form_has_its_own_key(client, nora):
    keys = {
        first(parsed(client.get(PAGE)), "input", name="submission").get("value") for _ in range(2)
    }

    assert len(keys) == 2


def test_accused_is_any_other_participant_that_could_breach_it(client):
    make_party("WATCH", names={"en": "Watch"})
    make_party("BAND", names={"en": "Band"})
    make_agreement(participations=[
        participation_facts("SOUTH"),
        participation_facts("NORTH"),
        participation_facts("WATCH", role=AgreementRole.MONITOR),
        participation_facts("BAND", role=AgreementRole.EXCLUDED),
        participation_facts("SOUTH", role=AgreementRole.GUARANTOR),
    ])  # fmt: skip
    sign_in(client, make_liaison("NORTH"))

    tree = parsed(client.get(PAGE))

    assert options(tree, "accused") == [
        "not chosen", "Southern Command", "Band", "not known, or not named",
        "our own party: a self-report",
    ]  # fmt: skip
    assert first(tree, "select", name="complainant") is None


def test_provisions_are_shown_in_words_each_number_once(client):
    make_agreement(provisions=[
        provision_facts("P1", text="First wording."),
        provision_facts("P1", version=2, text="Second wording."),
        provision_facts("P2", text="They talk."),
    ])  # fmt: skip
    sign_in(client, make_liaison("NORTH"))

    tree = parsed(client.get(PAGE))

    boxes = [
        each
        for each in elements(tree, "label")
        if first(each, "input", type="checkbox") is not None
    ]
    assert [text_of(each) for each in boxes] == ["P1 · Second wording.", "P2 · They talk."]


def test_liaison_of_two_parties_says_for_which(client, nora):
    Party.objects.get(code="SOUTH")
    speaking = make_liaison("SOUTH")
    nora.liaisons.create(party=speaking.liaisons.get().party, since=speaking.liaisons.get().since)
    make_party("BAND", names={"en": "Band"})
    make_agreement(
        participations=[participation_facts(each) for each in ("NORTH", "SOUTH", "BAND")]
    )

    tree = parsed(client.get(PAGE))
    send(client, complainant="SOUTH", accused="BAND", provisions=["1"])

    assert options(tree, "complainant") == ["Northern Command", "Southern Command"]
    assert options(tree, "accused")[:2] == ["not chosen", "Band"]
    assert Allegation.objects.get().complainant.code == "SOUTH"


def test_agreement_is_chosen_first_where_there_are_several(client, nora):
    make_agreement("DEMO-2", provisions=[provision_facts("X1", text="They talk.")])

    tree = parsed(client.get(PAGE))
    assert [each for each in links(tree) if each.startswith("?agreement")] == [
        "?agreement=DEMO-1", "?agreement=DEMO-2",
    ]  # fmt: skip
    assert "They talk." in text_of(parsed(client.get(PAGE, {"agreement": "DEMO-2"})))
    assert send(client).status_code == 400
    assert send(client, agreement="DEMO-1").status_code == 302

    assert Allegation.objects.get().agreement == Agreement.objects.get(code="DEMO-1")


@pytest.mark.parametrize("party", ["", "BAND"])
def test_who_cannot_lodge_is_told_why(client, party):
    make_field()
    make_party("BAND", names={"en": "Band"})
    sign_in(client, make_liaison(party) if party else make_user(Role.LIAISON))

    said = text_of(first(parsed(client.get(PAGE)), "p", class_="empty"))

    told = {
        "": "You do not speak for a party yet.",
        "BAND": "Your party takes part in no agreement",
    }
    assert said.startswith(told[party])
    assert send(client).status_code == 400


@pytest.mark.parametrize(
    ("changed", "kept"),
    [
        ({"accused": "nobody-named"}, ("party", None, False)),
        ({"accused": "ourselves"}, ("self_report", "NORTH", False)),
        ({"accused": "ourselves", "admits": "on"}, ("self_report", "NORTH", True)),
    ],
)
def test_party_may_name_nobody_or_itself(client, nora, changed, kept):
    send(client, **changed)

    lodged = Allegation.objects.get()
    assert (lodged.lodged_as, lodged.accused and lodged.accused.code, lodged.admits) == kept
    assert lodged.complainant.code == "NORTH"


def test_tick_that_one_did_it_is_for_ones_own_party_only(client, nora):
    refused = send(client, accused="SOUTH", admits="on")

    assert complaints(refused) == {
        "We carried this out": "Only a report on your own party says this."
    }
    assert first(parsed(refused), "input", name="admits").get("checked") is not None
    assert not Allegation.objects.exists()


@pytest.mark.parametrize(
    ("role", "changed", "kept"),
    [
        (Role.MONITOR, {}, ("monitor", "SOUTH")),
        (Role.MONITOR, {"accused": "nobody-named"}, ("monitor", None)),
        (Role.OFFICER, {"lodged_as": "third_party"}, ("third_party", "SOUTH")),
        (Role.OFFICER, {"lodged_as": "own_initiative"}, ("own_initiative", "SOUTH")),
    ],
)
def test_monitor_and_officer_lodge_for_no_party(client, role, changed, kept):
    make_field()
    person = sign_in(client, make_user(role))

    tree, answer = parsed(client.get(PAGE)), send(person, **changed)

    lodged = Allegation.objects.get()
    assert answer.url == f"/allegations/{lodged.public_id}/"
    assert client.get(answer.url).status_code == 200
    assert (lodged.lodged_as, lodged.accused and lodged.accused.code) == kept
    assert lodged.complainant is None
    assert [first(tree, "input", name=each) for each in ("admits", "complainant")] == [None, None]


@pytest.mark.parametrize("lodged_as", ["", "party", "monitor"])
def test_officer_says_for_whom(client, lodged_as):
    make_field()
    sign_in(client, make_user(Role.OFFICER))

    refused = send(client, lodged_as=lodged_as)

    assert list(complaints(refused)) == ["Lodged"]
    assert not Allegation.objects.exists()


def test_officer_is_told_not_to_write_who_asked(client):
    make_field()
    sign_in(client, make_user(Role.OFFICER))

    told = text_of(parsed(client.get(PAGE)))

    assert "Who asked for it is kept nowhere." in told
    assert "Do not write who asked for it" in told


def test_monitor_without_any_agreement_is_told_so(client):
    sign_in(client, make_user(Role.MONITOR))

    said = text_of(first(parsed(client.get(PAGE)), "p", class_="empty"))

    assert said == "No agreement has been recorded yet."


def test_page_is_for_those_who_lodge(client):
    for role in (Role.ADJUDICATOR, Role.GUARANTOR, Role.DELEGATE):
        assert sign_in(client, make_user(role)).get(PAGE).status_code == 403
