"""Which moves a finding's state allows, and where they lead: one table, which services, pages
and tests read. Pure.

Source: the handbook's 2.6 and 3.6 to 3.10. A move that is not here is not offered, and is refused
with 409.
"""

from dataclasses import dataclass
from enum import StrEnum

from ceasefire.codes.verification import FindingOutcome, FindingState

DRAFT, LEGAL_REVIEW, NOTIFIED, DELIBERATION, ADOPTED_BY_ONE, ADOPTED, WITHDRAWN, SUPERSEDED = (
    FindingState
)
ENDED = frozenset({WITHDRAWN, SUPERSEDED})
OPEN = frozenset(FindingState) - ENDED


class Move(StrEnum):
    """What somebody may do about a finding."""

    CHANGE = "change"
    SUBMIT = "submit"
    REVIEW = "review"
    RETURN = "return"
    NOTIFY = "notify"
    REPLY = "reply"
    DELIBERATE = "deliberate"
    OVERRIDE = "override"
    DISSENT = "dissent"
    SIGN = "sign"
    ADOPT = "adopt"
    CORRECT = "correct"
    FOLLOW_UP = "follow_up"
    SUPERSEDE = "supersede"
    WITHDRAW = "withdraw"


# From which states, and to which; None where a finding stays as it stands.
MOVES: dict[Move, tuple[frozenset[FindingState], FindingState | None]] = {
    Move.CHANGE: (frozenset({DRAFT}), None),
    Move.SUBMIT: (frozenset({DRAFT}), LEGAL_REVIEW),
    Move.REVIEW: (frozenset({LEGAL_REVIEW}), None),
    Move.RETURN: (frozenset({LEGAL_REVIEW, DELIBERATION, ADOPTED_BY_ONE}), DRAFT),
    Move.NOTIFY: (frozenset({LEGAL_REVIEW}), NOTIFIED),
    Move.REPLY: (frozenset({NOTIFIED, DELIBERATION}), None),
    Move.DELIBERATE: (frozenset({LEGAL_REVIEW, NOTIFIED}), DELIBERATION),
    Move.OVERRIDE: (frozenset({NOTIFIED}), DELIBERATION),
    Move.DISSENT: (frozenset({DELIBERATION, ADOPTED_BY_ONE}), None),
    Move.SIGN: (frozenset({DELIBERATION}), ADOPTED_BY_ONE),
    Move.ADOPT: (frozenset({ADOPTED_BY_ONE}), ADOPTED),
    Move.CORRECT: (frozenset({ADOPTED}), DELIBERATION),
    Move.FOLLOW_UP: (frozenset({ADOPTED}), None),
    Move.SUPERSEDE: (frozenset({ADOPTED}), SUPERSEDED),
    Move.WITHDRAW: (OPEN, WITHDRAWN),
}


@dataclass(frozen=True)
class Standing:
    """How a finding stands: all that decides which moves are open."""

    state: FindingState
    outcome: FindingOutcome
    names_accused: bool
    is_reviewed: bool = False
    is_put: bool = False
    is_replied: bool = False
    is_window_over: bool = False

    @property
    def must_be_heard(self) -> bool:
        """A violation is put to the party that it names before anybody deliberates."""
        return self.outcome == FindingOutcome.VIOLATION and not self.is_put


def allowed(standing: Standing) -> frozenset[Move]:
    """The moves that are open to a finding that stands so."""
    found = {move for move, (states, _) in MOVES.items() if standing.state in states}
    return frozenset(found - _closed(standing))


def leads_to(move: Move) -> FindingState:
    """The state after a move that changes it. Raises ValueError for one that does not."""
    _, state = MOVES[move]
    if state is None:
        raise ValueError(f"{move} leaves a finding as it stands")
    return state


def _closed(standing: Standing) -> set[Move]:
    closed = {Move.REVIEW} if standing.is_reviewed else set()
    if standing.is_put or not standing.names_accused:
        closed.add(Move.NOTIFY)
    if standing.is_replied or not standing.is_put:
        closed.add(Move.REPLY)
    if standing.state == LEGAL_REVIEW:
        return closed | _closed_in_review(standing)
    is_heard = standing.is_replied or standing.is_window_over
    return closed | ({Move.OVERRIDE} if is_heard else {Move.DELIBERATE})


def _closed_in_review(standing: Standing) -> set[Move]:
    """Nothing leaves legal review before it was reviewed; a violation leaves it to the accused."""
    if not standing.is_reviewed:
        return {Move.NOTIFY, Move.DELIBERATE}
    return {Move.DELIBERATE} if standing.must_be_heard else set()
