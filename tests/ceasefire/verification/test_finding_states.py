"""The whole table of a finding's moves, by how it stands."""

import pytest

from ceasefire.codes.verification import FindingOutcome, FindingState
from ceasefire.verification.finding_states import ENDED, MOVES, Move, Standing, allowed, leads_to

(
    DRAFT, LEGAL_REVIEW, NOTIFIED, DELIBERATION, ADOPTED_BY_ONE, ADOPTED, WITHDRAWN, SUPERSEDED,
) = FindingState  # fmt: skip
VIOLATION, NO_VIOLATION = FindingOutcome.VIOLATION, FindingOutcome.NO_VIOLATION


def moves(state, *, outcome=VIOLATION, names_accused=True, **facts):
    return allowed(Standing(state, outcome, names_accused, **facts))


@pytest.mark.parametrize(
    ("state", "open_moves"),
    [
        (DRAFT, {Move.CHANGE, Move.SUBMIT, Move.WITHDRAW}),
        (LEGAL_REVIEW, {Move.REVIEW, Move.RETURN, Move.WITHDRAW}),
        (DELIBERATION, {Move.RETURN, Move.DISSENT, Move.SIGN, Move.WITHDRAW}),
        (ADOPTED_BY_ONE, {Move.RETURN, Move.DISSENT, Move.ADOPT, Move.WITHDRAW}),
        (ADOPTED, {Move.CORRECT, Move.FOLLOW_UP, Move.SUPERSEDE, Move.WITHDRAW}),
        (WITHDRAWN, set()),
        (SUPERSEDED, set()),
    ],
)
def test_moves_of_a_state(state, open_moves):
    assert moves(state) == open_moves


REVIEWED = {Move.RETURN, Move.WITHDRAW}


@pytest.mark.parametrize(
    ("facts", "more"),
    [
        ({}, {Move.NOTIFY}),
        ({"outcome": NO_VIOLATION}, {Move.NOTIFY, Move.DELIBERATE}),
        ({"outcome": NO_VIOLATION, "names_accused": False}, {Move.DELIBERATE}),
        ({"is_put": True}, {Move.DELIBERATE}),
    ],
)
def test_violation_leaves_legal_review_for_the_accused_only(facts, more):
    assert moves(LEGAL_REVIEW, is_reviewed=True, **facts) == REVIEWED | more


@pytest.mark.parametrize(
    ("facts", "more"),
    [
        ({}, {Move.REPLY, Move.OVERRIDE}),
        ({"is_window_over": True}, {Move.REPLY, Move.DELIBERATE}),
        ({"is_replied": True}, {Move.DELIBERATE}),
        ({"is_replied": True, "is_window_over": True}, {Move.DELIBERATE}),
    ],
)
def test_reply_is_awaited_unless_somebody_says_why_not(facts, more):
    assert moves(NOTIFIED, is_put=True, **facts) == {Move.WITHDRAW} | more


def test_reply_may_come_late_until_somebody_has_adopted():
    assert Move.REPLY in moves(DELIBERATION, is_put=True)
    assert Move.REPLY not in moves(DELIBERATION, is_put=True, is_replied=True)
    assert Move.REPLY not in moves(ADOPTED_BY_ONE, is_put=True)


def test_table_names_every_move_and_every_state_that_is_reached():
    assert set(MOVES) == set(Move)
    reached = {state for _, state in MOVES.values() if state}
    assert reached == set(FindingState)


def test_what_has_ended_is_left_by_no_move():
    assert [move for move, (states, _) in MOVES.items() if states & ENDED] == []


def test_move_that_changes_no_state_leads_nowhere():
    assert leads_to(Move.SIGN) == ADOPTED_BY_ONE
    with pytest.raises(ValueError, match="as it stands"):
        leads_to(Move.REPLY)
