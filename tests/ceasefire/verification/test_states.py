"""The tables of moves and of standing, cell by cell."""

from dataclasses import replace

import pytest

from ceasefire.codes.agreements import MandateAct
from ceasefire.codes.incidents import HAPPENED, IncidentState
from ceasefire.codes.verification import AttributionLevel, AttributionState
from ceasefire.verification.states import (
    LEVELS_OF,
    MOVES,
    STRENGTH,
    Move,
    Standing,
    allowed,
    state_in_all,
    state_of_answer,
    strongest,
)

REPORTED, UNDER, *CONCLUDED = IncidentState
NOBODY, POSSIBLE, PROBABLE, ESTABLISHED = AttributionLevel
OF = AttributionState
WHOLE = frozenset(MandateAct)
PROFILES = {
    "record": {MandateAct.RECORD},
    "verify": {MandateAct.RECORD, MandateAct.VERIFY, MandateAct.PUBLISH},
    "attribute": {*MandateAct} - {MandateAct.RULE},
    "rule": {*MandateAct},
}


def moves(state, acts=WHOLE, **facts):
    return allowed(Standing(state, frozenset(acts), **facts))


@pytest.mark.parametrize("has_changed", [True, False])
def test_what_is_open_is_taken_up_once_and_answered(has_changed):
    assert moves(REPORTED, has_changed=has_changed) == {Move.TAKE_UP, Move.ANSWER}
    assert moves(UNDER, has_changed=has_changed) == {Move.ANSWER}


@pytest.mark.parametrize("state", CONCLUDED)
def test_what_is_concluded_is_confirmed_or_reopened_only_after_a_change(state):
    by_whom = {Move.ANSWER_BY_WHOM} if state in HAPPENED else set()

    assert moves(state) == {Move.PUBLISH, *by_whom}
    assert moves(state, has_changed=True) == {Move.CONFIRM, Move.ASK_REOPENING}


@pytest.mark.parametrize("state", CONCLUDED)
def test_while_a_reopening_waits_it_is_decided_and_nothing_confirmed(state):
    assert moves(state, has_changed=True, is_asked=True) == {Move.DECIDE_REOPENING}


@pytest.mark.parametrize("state", IncidentState)
def test_answer_is_signed_only_while_it_waits_and_nothing_has_changed(state):
    waiting = Standing(state, WHOLE, is_unsigned=True)

    assert (Move.SIGN in allowed(waiting)) == (state in HAPPENED)
    assert Move.SIGN not in allowed(replace(waiting, has_changed=True))
    assert Move.SIGN not in allowed(replace(waiting, is_unsigned=False))


@pytest.mark.parametrize(
    ("profile", "given"),
    [
        ("record", set()),
        ("verify", {*Move} - {Move.ANSWER_BY_WHOM, Move.SIGN}),
        ("attribute", {*Move}),
        ("rule", {*Move}),
    ],
)
def test_mandate_gives_its_moves_and_no_other(profile, given):
    offered = {
        move
        for state in IncidentState
        for has_changed in (True, False)
        for is_asked in (True, False)
        for move in moves(
            state,
            PROFILES[profile],
            has_changed=has_changed,
            is_asked=is_asked,
            is_unsigned=True,
        )
    }

    assert offered == given


def test_where_nobody_may_verify_there_is_no_answer_to_wait_for():
    acts = {MandateAct.RECORD, MandateAct.PUBLISH}

    assert moves(REPORTED, acts) == {Move.PUBLISH}
    assert moves(REPORTED, acts, has_changed=True) == set()


def test_table_names_every_move():
    assert list(MOVES) == list(Move)


# --- By whom ---
def test_levels_are_for_what_happened_and_only_the_whole_of_it_is_established():
    assert LEVELS_OF == {
        IncidentState.VERIFIED: (NOBODY, POSSIBLE, PROBABLE, ESTABLISHED),
        IncidentState.PARTLY_VERIFIED: (NOBODY, POSSIBLE, PROBABLE),
    }


@pytest.mark.parametrize(
    ("level", "is_signed", "state"),
    [
        (NOBODY, True, OF.NOT_ATTRIBUTABLE),
        (POSSIBLE, True, OF.POSSIBLE),
        (PROBABLE, True, OF.PROBABLE),
        (ESTABLISHED, True, OF.ESTABLISHED),
        (ESTABLISHED, False, OF.PROBABLE),
        (POSSIBLE, False, OF.POSSIBLE),
    ],
)
def test_what_is_established_counts_as_probable_until_a_second_signs(level, is_signed, state):
    assert state_of_answer(level, is_signed=is_signed) == state


def test_order_of_strength_names_every_state():
    assert set(STRENGTH) == set(AttributionState)


@pytest.mark.parametrize(
    ("states", "found"),
    [
        ([], OF.UNATTRIBUTED),
        ([OF.ALLEGED], OF.ALLEGED),
        ([OF.ALLEGED, OF.NOT_ATTRIBUTABLE], OF.NOT_ATTRIBUTABLE),
        ([OF.NOT_ATTRIBUTABLE, OF.ADMITTED], OF.ADMITTED),
        ([OF.POSSIBLE, OF.PROBABLE, OF.PROBABLE], OF.PROBABLE),
        ([OF.ESTABLISHED, OF.PROBABLE], OF.ESTABLISHED),
        ([OF.ESTABLISHED, OF.ESTABLISHED], OF.JOINT),
        ([OF.ESTABLISHED, OF.ALLEGED, OF.ADMITTED], OF.JOINT),
    ],
)
def test_several_stand_as_the_strongest_and_several_that_are_certain_as_joint(states, found):
    assert state_in_all(states) == found
    assert strongest(states) == (found if found != OF.JOINT else max(states, key=STRENGTH.index))
