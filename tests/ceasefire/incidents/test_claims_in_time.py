"""Claims are put in the order of their days; those that differ stand side by side, disputed."""

import pytest

from ceasefire.incidents.claims_in_time import places_claimed

FIFTH, SIXTH = "2021-03-05", "2021-03-06"


def claim(kind="holds", who="NORTH", *, day=FIFTH, when="", **facts):
    """The document of a claim about the mill, as far as it matters."""
    return {
        "agreement": {"code": facts.pop("agreement", "DEMO-1")},
        "place": facts.pop("place", None),
        "place_text": facts.pop("place_text", "the mill"),
        "kind": kind,
        "parties": [{"code": code} for code in who.split()],
        "against": {"code": facts.pop("against")} if "against" in facts else None,
        "directions": facts.pop("directions", []),
        "on_day": day,
        "when": when,
    }


def days(*claims):
    """Of the one place: each day, how many claims, whether they are disputed."""
    [place] = places_claimed(claims)
    return [(each.day, len(each.claims), each.is_disputed) for each in place.moments]


def test_claims_stand_by_day_and_those_without_one_come_last_by_their_words():
    undated, march = claim(day=None), claim(day=None, when="in March")

    assert days(undated, claim(day=SIXTH), march, claim(), claim(day=None, when="in March")) == [
        (FIFTH, 1, False),
        (SIXTH, 1, False),
        (None, 1, False),
        (None, 2, False),
    ]


@pytest.mark.parametrize(
    ("one", "other", "is_disputed"),
    [
        (claim(), claim("taken"), False),
        (claim(), claim(who="SOUTH"), True),
        (claim(), claim(who="NORTH BAND"), True),
        (claim("besieged"), claim(who="SOUTH"), False),
        (claim("besieged"), claim("besieged"), False),
        (claim("besieged"), claim("cut_off"), True),
        (claim("cut_off", directions=["north"]), claim("cut_off", directions=["south"]), True),
        (claim("cut_off", directions=["east", "north"]),
         claim("cut_off", directions=["north", "east"]), False),
        (claim("besieged", against="SOUTH"), claim("besieged", against="BAND"), True),
        (claim("besieged"), claim("besieged", "SOUTH"), True),
        (claim(when="at dawn"), claim(who="SOUTH", when="in the evening"), False),
        (claim(when="at dawn"), claim(who="SOUTH"), True),
        (claim(day=None), claim(who="SOUTH", day=None), False),
        (claim(day=None, when="in March"), claim(who="SOUTH", day=None, when="in March"), True),
    ],
)  # fmt: skip
def test_claims_that_answer_one_question_otherwise_are_disputed(one, other, is_disputed):
    assert [each[2] for each in days(one, other)] == [is_disputed]


def test_places_are_told_apart_by_agreement_and_by_settlement():
    weir = {"id": "1"}
    found = places_claimed(
        [
            claim(agreement="DEMO-2"),
            claim(),
            claim(place=weir, place_text="Weir Bridge"),
            claim(place=weir, place_text="the bridge", day=SIXTH),
        ]
    )

    assert [(each.agreement["code"], each.place_text, len(each.moments)) for each in found] == [
        ("DEMO-1", "Weir Bridge", 2),
        ("DEMO-1", "the mill", 1),
        ("DEMO-2", "the mill", 1),
    ]
