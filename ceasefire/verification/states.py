"""Which moves an incident's state allows: one table, which services, pages and tests read. Pure.

Source: the handbook's 2.6. A move that is not here is not offered, and is refused with 409.
"""

from enum import StrEnum

from ceasefire.codes.incidents import CONCLUDED, IncidentState


class Move(StrEnum):
    """What somebody may do about an incident."""

    TAKE_UP = "take_up"
    ANSWER = "answer"
    CONFIRM = "confirm"


OPEN = (IncidentState.REPORTED, IncidentState.UNDER_VERIFICATION)
MOVES: dict[Move, frozenset[IncidentState]] = {
    Move.TAKE_UP: frozenset({IncidentState.REPORTED}),
    Move.ANSWER: frozenset(OPEN),
    # After a change, what was concluded is confirmed or answered anew.
    Move.CONFIRM: frozenset(CONCLUDED),
}


def allowed(state: IncidentState, *, has_changed: bool) -> frozenset[Move]:
    """The moves from `state`; `has_changed`: something was edited since it was concluded."""
    found = {move for move, states in MOVES.items() if state in states}
    return frozenset(found if has_changed else found - {Move.CONFIRM})
