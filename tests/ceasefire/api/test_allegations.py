import pytest

from ceasefire.allegations.services import (
    admit_allegation,
    hold_back_allegation,
    withdraw_allegation,
)
from ceasefire.codes.allegations import LodgedAs
from ceasefire.codes.roles import Role
from tests.builders.accounts import make_user
from tests.builders.cases import (
    liaison_of,
    make_admitted,
    make_allegation,
    make_answered,
    make_claim,
    make_notified,
    make_self_report,
    put,
)
from tests.builders.field import RECORD_ONLY, THAT_DAY, make_field

pytestmark = pytest.mark.django_db
LIST = "/api/v1/allegations/"


@pytest.fixture
def found(partner):
    """`found(**query)`: the references of the allegations that answer it."""

    def listed(**query):
        answer = partner.get(LIST, query)
        assert answer.status_code == 200, answer.content
        return {each["reference"] for each in answer.json()["results"]}

    return listed


def test_only_what_was_put_to_the_accused_is_told(partner, found):
    make_allegation()
    admitted, notified = make_admitted(), make_notified()

    assert found() == {notified.reference}
    assert partner.get(f"{LIST}{admitted.public_id}/").status_code == 404


def test_allegation_is_as_described(partner, described):
    make_notified()
    answered = make_answered("SOUTH")

    answer = partner.get(LIST).json()

    assert described("allegations", answer) == []
    single = partner.get(f"{LIST}{answered.public_id}/").json()
    assert described("allegations/{id}", single) == []
    assert single["response"]["words"] == "We were not there."
    assert (single["complainant"]["code"], single["accused"]["code"]) == ("SOUTH", "NORTH")


def test_allegation_of_nobody_s_and_report_on_oneself_are_as_described(partner, described):
    officer = make_user(Role.OFFICER)
    report, claim = make_self_report(), make_claim(LodgedAs.OWN_INITIATIVE)
    for each in (report, claim):
        admit_allegation(allegation=each, by=officer)
    put(claim)

    answer = partner.get(LIST).json()

    assert described("allegations", answer) == []
    told = {each["reference"]: each for each in answer["results"]}
    assert (told[report.reference]["admits"], told[report.reference]["put_on"]) == (True, None)
    assert told[claim.reference]["complainant"] is None
    assert told[claim.reference]["lodged_as"] == "own_initiative"


def test_allegation_tells_neither_the_accusers_words_nor_who_lodged_it(partner):
    allegation = make_notified(words="CANARY of a witness", place_text="CANARY of a house")

    text = partner.get(f"{LIST}{allegation.public_id}/").content.decode()

    told = ("CANARY", allegation.lodged_by.name, "09:30")
    assert [word for word in told if word in text] == []


def test_held_back_allegation_is_a_tombstone(partner, found):
    allegation = make_notified()
    by = make_user(Role.ADJUDICATOR)

    hold_back_allegation(allegation=allegation, reason="For the safety of people.", by=by)

    assert found() == set()
    published = partner.get(f"{LIST}{allegation.public_id}/").json()["published"]
    assert published["withdrawn_because"] == "For the safety of people."


def test_withdrawn_allegation_says_so_in_its_next_version(partner):
    allegation = make_notified()

    withdraw_allegation(allegation=allegation, reason="Settled.", by=liaison_of("NORTH"))

    told = partner.get(f"{LIST}{allegation.public_id}/").json()
    assert (told["state"], told["published"]["version"]) == ("withdrawn", 2)


def test_mandate_that_does_not_let_the_mechanism_publish_publishes_none(found):
    make_field(acts=RECORD_ONLY)
    make_notified()

    assert found() == set()


def test_allegations_are_found_by_parties_act_area_and_day(found):
    ours = make_notified("NORTH")
    theirs = make_notified("SOUTH", at=THAT_DAY.replace(day=9), act="air")

    assert found(complainant="NORTH") == {ours.reference}
    assert found(accused="NORTH") == {theirs.reference}
    assert found(act="air") == {theirs.reference}
    assert found(lodged_as="party") == {ours.reference, theirs.reference}
    assert found(lodged_as="monitor") == set()
    assert found(area="DV-N", agreement="DEMO-1") == {ours.reference, theirs.reference}
    assert found(**{"from": "2021-03-09"}) == {theirs.reference}
