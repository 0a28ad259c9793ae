from datetime import date

import pytest

from ceasefire.incidents.choices import ControlKind, Direction
from tests.builders.agreements import make_agreement
from tests.builders.everything import make_everything
from tests.builders.incidents import make_control_claim
from tests.builders.places import make_place
from tests.ceasefire.web.pages import elements, facts, first, row_heads, section, text_of

pytestmark = pytest.mark.django_db


def address_of(claim):
    return f"/control-claims/{claim.public_id}/"


@pytest.mark.parametrize(
    ("claim", "sentence"),
    [
        ({}, "Northern Command holds Weir Bridge"),
        (
            {"kind": ControlKind.CUT_OFF, "directions": (Direction.NORTH, Direction.EAST,
             Direction.WEST), "parties": ("NORTH", "SOUTH")},
            "Northern Command and Southern Command cut off Weir Bridge from the north, east and west",
        ),
        ({"kind": ControlKind.TAKEN, "against": "SOUTH"},
         "Northern Command took Weir Bridge against Southern Command"),
        ({"kind": ControlKind.ROAD_SEVERED, "place_text": "the mill road"},
         "Northern Command severed the mill road"),
    ],
)  # fmt: skip
def test_claim_is_one_sentence(page, claim, sentence):
    make_control_claim(**claim)

    assert row_heads(page("/control-claims/")) == [f"{sentence} DEMO"]


def test_page_says_who_what_where_when_and_says_whom(page):
    claim = make_everything()["control_claim"]

    tree = page(address_of(claim))

    assert text_of(first(tree, "p", class_="verdict")).endswith(
        "according to Northern Command, relayed by Valley Gazette · Invented communiqué 4 Read aloud."
    )
    shown = facts(tree)
    assert (shown["Against"], shown["Day"]) == ("Southern Command", "5 March 2021")
    assert shown["Claim"] == "cut off, from the south and east"
    assert shown["Place"] == "Weir Bridge, North Valley"
    assert "We hold both ends of the bridge." in text_of(tree)


def test_claims_of_one_place_and_day_stand_side_by_side(page):
    make_place("demo:weir")
    make_place("demo:mill", names={"en": "Old Mill"})
    ours = make_control_claim(place="demo:weir")
    make_control_claim(place="demo:weir", parties=("SOUTH",))
    make_control_claim(place="demo:weir", parties=("SOUTH",), on_day=date(2021, 3, 6))
    make_control_claim(place="demo:mill", place_text="Old Mill")

    tree = page(address_of(ours))

    beside = [
        text_of(each) for each in elements(section(tree, "same-title"), "li", class_="account")
    ]
    assert [each.partition(" hold")[0] for each in beside] == [
        "Northern Command", "Southern Command",
    ]  # fmt: skip
    assert "(this claim)" in beside[0]
    [later] = section(tree, "other-title").iter("li")
    assert "6 March 2021" in text_of(later)


def test_claims_of_a_place_known_by_words_alone_are_compared_by_them(page):
    make_place("demo:weir")
    ours = make_control_claim(place_text="the ford")
    make_control_claim(place_text="the ford", parties=("SOUTH",))
    make_control_claim(place="demo:weir")

    shown = section(page(address_of(ours)), "same-title")

    assert len(list(elements(shown, "li", class_="account"))) == 2


def test_claims_of_different_agreements_are_not_compared(page):
    make_agreement("DEMO-2")
    ours = make_control_claim()
    make_control_claim(agreement="DEMO-2")

    assert section(page(address_of(ours)), "same-title") is None


def test_undated_claims_come_last_either_way(page):
    make_control_claim(place_text="A", on_day=None, when_in_words="in April")
    make_control_claim(place_text="B", on_day=date(2021, 3, 1))
    make_control_claim(place_text="C", on_day=date(2021, 3, 2))

    falling = [each[-6] for each in row_heads(page("/control-claims/"))]
    rising = [each[-6] for each in row_heads(page("/control-claims/", sort="-day"))]

    assert (falling, rising) == (["C", "B", "A"], ["B", "C", "A"])
