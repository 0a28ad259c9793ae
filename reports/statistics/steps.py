"""Cumulative figures, read as steps from one issue to the next."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise


@dataclass(frozen=True)
class Stated:
    """A cumulative value as one issue states it, by the issue's day."""

    day: date
    value: Decimal


@dataclass(frozen=True)
class Step:
    """What a cumulative figure rose by between two issues, as then stated.

    `change` is None where the later value is lower: the source has restated the
    figure, which is not a negative increment.
    """

    earlier: Stated
    later: Stated

    @property
    def days(self) -> int:
        return (self.later.day - self.earlier.day).days

    @property
    def is_restated(self) -> bool:
        return self.later.value < self.earlier.value

    @property
    def change(self) -> Decimal | None:
        return None if self.is_restated else self.later.value - self.earlier.value


def steps(values: Iterable[Stated]) -> list[Step]:
    """The steps between consecutive issues, earliest first.

    Of several values for one day the last given counts.
    """
    by_day = {value.day: value for value in values}
    ordered = [by_day[day] for day in sorted(by_day)]
    return [Step(*pair) for pair in pairwise(ordered)]
