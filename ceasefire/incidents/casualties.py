"""People harmed in one happening, as several accounts have it. Pure.

Two accounts of one happening are never added: together they give a range that holds both.
A best estimate stands only where all accounts that give one give the same. Source: the
handbook's 2.4 (low / best / high kept as a triple) and 2.5 (OHCHR's guidance on casualty
recording: unknown status is never counted as civilian).
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from ceasefire.codes.casualties import CasualtyOutcome, CasualtyStatus


@dataclass(frozen=True)
class Estimate:
    """How many, from `low` to `high`; `best` is None where no single number stands."""

    low: int
    high: int
    best: int | None = None


@dataclass(frozen=True)
class Account:
    """What one account says of one sort of people harmed."""

    outcome: CasualtyOutcome
    status: CasualtyStatus
    estimate: Estimate


Sort = tuple[CasualtyOutcome, CasualtyStatus]


def combined(accounts: Iterable[Account]) -> dict[Sort, Estimate]:
    """One range per sort, in the order of the code lists, that holds what every account says."""
    by_sort: dict[Sort, list[Estimate]] = defaultdict(list)
    for each in accounts:
        by_sort[each.outcome, each.status].append(each.estimate)
    order = [(outcome, status) for outcome in CasualtyOutcome for status in CasualtyStatus]
    return {sort: _range(by_sort[sort]) for sort in order if sort in by_sort}


def in_all(ranges: dict[Sort, Estimate], outcome: CasualtyOutcome) -> Estimate | None:
    """Everybody with one outcome, whatever their status; None where no account says anything.

    These are different people, so their ranges are added.
    """
    found = [estimate for (each, _), estimate in ranges.items() if each == outcome]
    if not found:
        return None
    bests = [estimate.best for estimate in found]
    return Estimate(
        low=sum(estimate.low for estimate in found),
        high=sum(estimate.high for estimate in found),
        best=None if None in bests else sum(best for best in bests if best is not None),
    )


def _range(estimates: list[Estimate]) -> Estimate:
    bests = {estimate.best for estimate in estimates if estimate.best is not None}
    return Estimate(
        low=min(estimate.low for estimate in estimates),
        high=max(estimate.high for estimate in estimates),
        best=bests.pop() if len(bests) == 1 else None,
    )
