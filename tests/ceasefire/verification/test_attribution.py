import pytest

from ceasefire.codes.verification import AttributionLevel, AttributionState
from ceasefire.verification.attribution import (
    Attribution,
    Claim,
    Given,
    OfParty,
    as_one,
    attribution,
)

NOBODY, POSSIBLE, PROBABLE, ESTABLISHED = AttributionLevel
OF = AttributionState
NORTH, SOUTH, EAST = 7, 3, 5
ORDER = [NORTH, SOUTH]


def stands(answers=(), claims=()):
    """In all, and each party: its state, and whether it denies it."""
    found = attribution(answers, claims, ORDER)
    return found.state, [(each.party, each.state, each.is_disputed) for each in found.parties]


@pytest.mark.parametrize(
    ("given", "left"),
    [
        ([], []),
        ([Given(POSSIBLE, NORTH), Given(PROBABLE, NORTH)], [1]),
        ([Given(POSSIBLE, NORTH), Given(PROBABLE, SOUTH)], [0, 1]),
        ([Given(POSSIBLE, NORTH), Given(PROBABLE, SOUTH), Given(NOBODY)], [2]),
        ([Given(NOBODY), Given(NOBODY)], [1]),
        ([Given(NOBODY), Given(POSSIBLE, NORTH)], [1]),
        ([Given(POSSIBLE, NORTH), Given(NOBODY), Given(POSSIBLE, SOUTH)], [2]),
    ],
)
def test_later_answers_take_the_place_of_those_they_speak_against(given, left):
    assert as_one(given) == [given[number] for number in left]


def test_nothing_said_is_unattributed():
    assert attribution([], [], ORDER) == Attribution(OF.UNATTRIBUTED)


def test_parties_stand_in_the_order_of_the_agreement_and_others_after_them():
    claims = [Claim(each, is_alleged=True) for each in (EAST, SOUTH, NORTH)]

    assert stands(claims=claims) == (
        OF.ALLEGED,
        [(NORTH, OF.ALLEGED, False), (SOUTH, OF.ALLEGED, False), (EAST, OF.ALLEGED, False)],
    )


@pytest.mark.parametrize(
    ("answers", "claims", "state"),
    [
        ([Given(POSSIBLE, NORTH)], [Claim(NORTH, is_alleged=True)], OF.POSSIBLE),
        ([Given(ESTABLISHED, NORTH)], [], OF.ESTABLISHED),
        ([Given(ESTABLISHED, NORTH, is_signed=False)], [], OF.PROBABLE),
        ([Given(ESTABLISHED, NORTH)], [Claim(NORTH, is_admitted=True)], OF.ADMITTED),
        ([], [Claim(NORTH, is_alleged=True), Claim(NORTH, is_admitted=True)], OF.ADMITTED),
    ],
)
def test_one_party_stands_at_the_strongest_of_what_is_said_and_is_never_joint(
    answers, claims, state
):
    assert stands(answers, claims) == (state, [(NORTH, state, False)])


def test_several_that_are_certain_are_joint():
    state, _ = stands([Given(ESTABLISHED, NORTH)], [Claim(SOUTH, is_admitted=True)])

    assert state == OF.JOINT


def test_denial_of_one_allegation_disputes_whatever_else_is_said_of_the_party():
    claims = [
        Claim(SOUTH, is_alleged=True, is_disputed=True),
        Claim(SOUTH, is_alleged=True),
        Claim(NORTH, is_alleged=True),
    ]

    found = attribution([Given(PROBABLE, SOUTH)], claims, ORDER)

    assert stands([Given(PROBABLE, SOUTH)], claims)[1] == [
        (NORTH, OF.ALLEGED, False),
        (SOUTH, OF.PROBABLE, True),
    ]
    assert (found.is_disputed, attribution([], claims[2:], ORDER).is_disputed) == (True, False)


def test_party_of_whom_nothing_stands_any_more_is_not_named():
    assert stands(claims=[Claim(SOUTH, is_disputed=True)]) == (OF.UNATTRIBUTED, [])


def test_answer_is_named_beside_its_party_or_as_that_of_nobody():
    one = attribution([Given(PROBABLE, SOUTH, answer=41)], [], ORDER)
    nobody = attribution([Given(NOBODY, answer=42)], [Claim(SOUTH, is_alleged=True)], ORDER)

    assert one.parties == (OfParty(SOUTH, OF.PROBABLE, is_disputed=False, answer=41),)
    assert (one.nobody, nobody.nobody) == (None, 42)
    assert (nobody.state, nobody.parties[0].state) == (OF.NOT_ATTRIBUTABLE, OF.ALLEGED)
