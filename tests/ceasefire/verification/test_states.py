import pytest

from ceasefire.codes.incidents import IncidentState
from ceasefire.verification.states import MOVES, Move, allowed

TAKE_UP, ANSWER, CONFIRM = Move
REPORTED, UNDER, *CONCLUDED = IncidentState


@pytest.mark.parametrize("has_changed", [True, False])
def test_what_is_open_is_taken_up_once_and_answered(has_changed):
    assert allowed(REPORTED, has_changed=has_changed) == {TAKE_UP, ANSWER}
    assert allowed(UNDER, has_changed=has_changed) == {ANSWER}


@pytest.mark.parametrize("state", CONCLUDED)
def test_what_is_concluded_is_answered_again_only_after_a_change(state):
    assert allowed(state, has_changed=False) == frozenset()
    assert allowed(state, has_changed=True) == {CONFIRM}


def test_table_names_every_move():
    assert set(MOVES) == set(Move)
