"""How it stands by whom, from what officers answered, others allege, and the accused say. Pure.

Source: the handbook's 2.6. Parties are known by their keys, in the order they are given in.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ceasefire.codes.verification import AttributionLevel, AttributionState
from ceasefire.verification.states import state_in_all, state_of_answer, strongest


@dataclass(frozen=True)
class Given:
    """An officer's answer: how far it is known that this party did it, or that nobody can be named."""

    level: AttributionLevel
    party: int | None = None
    is_signed: bool = True
    answer: int = 0  # the key of its row


@dataclass(frozen=True)
class Claim:
    """What is said of one party without the mechanism: that it is alleged, and how it answered."""

    party: int
    is_alleged: bool = False
    is_admitted: bool = False
    is_disputed: bool = False


@dataclass(frozen=True)
class OfParty:
    """How one party stands to an incident; `answer`: the key of what officers answered, if so."""

    party: int
    state: AttributionState
    is_disputed: bool
    answer: int | None


@dataclass(frozen=True)
class Attribution:
    """How it stands by whom. `nobody`: the key of the answer that nobody can be named, if so."""

    state: AttributionState
    parties: tuple[OfParty, ...] = ()
    nobody: int | None = None

    @property
    def is_disputed(self) -> bool:
        """Whether a party of whom this is said denies it."""
        return any(each.is_disputed for each in self.parties)


def as_one(answers: Iterable[Given]) -> list[Given]:
    """What stands of answers given one after the other, be it about several incidents now merged.

    A later answer about a party takes the place of an earlier one; that nobody can be named takes
    the place of all before it, and gives way to any after it.
    """
    found: list[Given] = []
    for given in answers:
        if given.party is None:
            found = [given]
        else:
            found = [each for each in found if each.party not in (None, given.party)] + [given]
    return found


def attribution(
    answers: Iterable[Given], claims: Iterable[Claim], order: Sequence[int]
) -> Attribution:
    """How it stands: `answers` in the order in which they were given, parties by `order`."""
    given = {each.party: each for each in as_one(answers)}
    said = _gathered(claims)
    known = sorted(
        {party for party in (*given, *said) if party is not None},
        key=lambda party: (order.index(party) if party in order else len(order), party),
    )
    found = [_of_party(party, given.get(party), said.get(party, Claim(party))) for party in known]
    parties = tuple(each for each in found if each.state != AttributionState.UNATTRIBUTED)
    nobody = given.get(None)
    states = [each.state for each in parties]
    if nobody:
        states.append(AttributionState.NOT_ATTRIBUTABLE)
    return Attribution(state_in_all(states), parties, nobody.answer if nobody else None)


def _of_party(party: int, given: Given | None, said: Claim) -> OfParty:
    states = [AttributionState.ALLEGED] if said.is_alleged else []
    if said.is_admitted:
        states.append(AttributionState.ADMITTED)
    if given:
        states.append(state_of_answer(given.level, is_signed=given.is_signed))
    return OfParty(party, strongest(states), said.is_disputed, given.answer if given else None)


def _gathered(claims: Iterable[Claim]) -> dict[int, Claim]:
    """All that is said of each party, as one claim."""
    found: dict[int, Claim] = {}
    for each in claims:
        earlier = found.get(each.party, each)
        found[each.party] = Claim(
            each.party,
            is_alleged=each.is_alleged or earlier.is_alleged,
            is_admitted=each.is_admitted or earlier.is_admitted,
            is_disputed=each.is_disputed or earlier.is_disputed,
        )
    return found
