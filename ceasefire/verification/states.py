"""Which moves an incident's state and the mandate allow, and how it stands by whom: the tables that
services, pages, the API and tests read. Pure.

Source: the handbook's 2.6. A move that is not here is not offered, and is refused with 409.
"""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from ceasefire.codes.agreements import MandateAct
from ceasefire.codes.incidents import CONCLUDED, HAPPENED, IncidentState
from ceasefire.codes.verification import AttributionLevel, AttributionState


class Move(StrEnum):
    """What somebody may do about an incident, in the order in which it is done."""

    TAKE_UP = "take_up"
    ANSWER = "answer"
    CONFIRM = "confirm"
    ASK_REOPENING = "ask_reopening"
    DECIDE_REOPENING = "decide_reopening"
    ANSWER_BY_WHOM = "answer_by_whom"
    SIGN = "sign"
    PUBLISH = "publish"


@dataclass(frozen=True)
class Rule:
    """What must be so for a move. None: it does not matter.

    `has_changed`: something was edited since it was concluded; `is_asked`: a reopening waits to
    be decided; `is_unsigned`: an answer waits for a second signature.
    """

    power: MandateAct
    states: frozenset[IncidentState]
    has_changed: bool | None = None
    is_asked: bool | None = None
    is_unsigned: bool | None = None


@dataclass(frozen=True)
class Standing:
    """How an incident stands: all that decides which moves are open."""

    state: IncidentState
    acts: frozenset[MandateAct]
    has_changed: bool = False
    is_asked: bool = False
    is_unsigned: bool = False


OPEN = frozenset({IncidentState.REPORTED, IncidentState.UNDER_VERIFICATION})
VERIFY, ATTRIBUTE = MandateAct.VERIFY, MandateAct.ATTRIBUTE
MOVES: dict[Move, Rule] = {
    Move.TAKE_UP: Rule(VERIFY, frozenset({IncidentState.REPORTED})),
    Move.ANSWER: Rule(VERIFY, OPEN),
    # After a change the answer is confirmed as it was; for another, two people reopen the case.
    Move.CONFIRM: Rule(VERIFY, CONCLUDED, has_changed=True, is_asked=False),
    Move.ASK_REOPENING: Rule(VERIFY, CONCLUDED, has_changed=True, is_asked=False),
    Move.DECIDE_REOPENING: Rule(VERIFY, CONCLUDED, is_asked=True),
    Move.ANSWER_BY_WHOM: Rule(ATTRIBUTE, HAPPENED, has_changed=False),
    Move.SIGN: Rule(ATTRIBUTE, HAPPENED, has_changed=False, is_unsigned=True),
    Move.PUBLISH: Rule(MandateAct.PUBLISH, CONCLUDED, has_changed=False),
}


def allowed(standing: Standing) -> frozenset[Move]:
    """The moves that are open to an incident that stands so."""
    return frozenset(move for move, rule in MOVES.items() if _is_met(move, rule, standing))


def _is_met(move: Move, rule: Rule, standing: Standing) -> bool:
    # Where nobody may verify, there is no answer to wait for.
    waits = move != Move.PUBLISH or VERIFY in standing.acts
    asked = (
        (rule.has_changed, standing.has_changed),
        (rule.is_asked, standing.is_asked),
        (rule.is_unsigned, standing.is_unsigned),
    )
    return (
        rule.power in standing.acts
        and (standing.state in rule.states or not waits)
        and all(wanted in (None, is_so) for wanted, is_so in asked)
    )


# --- By whom ---

OF_A_PARTY = (AttributionLevel.POSSIBLE, AttributionLevel.PROBABLE, AttributionLevel.ESTABLISHED)
# How far officers may go: to establish by whom, the whole of what happened is verified.
LEVELS_OF: dict[IncidentState, tuple[AttributionLevel, ...]] = {
    IncidentState.VERIFIED: (AttributionLevel.NOT_ATTRIBUTABLE, *OF_A_PARTY),
    IncidentState.PARTLY_VERIFIED: (AttributionLevel.NOT_ATTRIBUTABLE, *OF_A_PARTY[:-1]),
}
NEEDS_SECOND = frozenset({AttributionLevel.ESTABLISHED})
UNSIGNED = {AttributionLevel.ESTABLISHED: AttributionLevel.PROBABLE}
# From weakest to strongest: of several, the strongest says how it stands.
STRENGTH = (
    AttributionState.UNATTRIBUTED,
    AttributionState.ALLEGED,
    AttributionState.NOT_ATTRIBUTABLE,
    AttributionState.POSSIBLE,
    AttributionState.PROBABLE,
    AttributionState.ESTABLISHED,
    AttributionState.ADMITTED,
    AttributionState.JOINT,
)
CERTAIN = frozenset({AttributionState.ESTABLISHED, AttributionState.ADMITTED})


def state_of_answer(level: AttributionLevel, *, is_signed: bool) -> AttributionState:
    """What an answer comes to: one that lacks a signature counts for less until it has it."""
    counts_as = level if is_signed else UNSIGNED.get(level, level)
    return AttributionState(counts_as.value)


def strongest(states: Collection[AttributionState]) -> AttributionState:
    """Of several states of one party, or of an incident, the one that says most."""
    return max(states, key=STRENGTH.index, default=AttributionState.UNATTRIBUTED)


def state_in_all(states: Collection[AttributionState]) -> AttributionState:
    """How an incident stands, from how each party does, or that nobody can be named."""
    is_joint = len([each for each in states if each in CERTAIN]) > 1
    return AttributionState.JOINT if is_joint else strongest(states)
