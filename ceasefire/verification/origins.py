"""From whom an account comes in the end: two that repeat one witness are of one origin. Pure.

Source: the handbook's 2.1 (derived origin) and 2.6 (an unknown origin never counts as a second).
"""

from collections.abc import Iterable
from dataclasses import dataclass

from ceasefire.codes.observations import Basis
from ceasefire.codes.verification import EvidenceClass
from ceasefire.common.text import normalise


@dataclass(frozen=True)
class Told:
    """How an account came: how its source knows it, and through whom it was told."""

    source: int
    basis: Basis
    relayed_from: str = ""


Origin = tuple[str, int | str]


def origin_of(told: Told) -> Origin | None:
    """Whoever saw it is the origin; else whoever it is said to come from; None if nobody says."""
    if told.basis == Basis.SAW:
        return ("source", told.source)
    relayed = normalise(told.relayed_from)
    return ("relayed", relayed) if relayed else None


def are_two_origins(accounts: Iterable[Told]) -> bool:
    """Whether at least two of these come from different people who are known."""
    return len({origin_of(told) for told in accounts} - {None}) > 1


def are_two_classes(evidence: Iterable[EvidenceClass]) -> bool:
    """Whether this is evidence of more than one class."""
    return len(set(evidence)) > 1
