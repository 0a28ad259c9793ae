"""Marginals added up over the days of a period, and how to ask them. Pure."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Self

from reports.rollups.choices import BEYOND_AREAS, SEPARATOR, Counted, Dimension, Word, key_of
from reports.rollups.marginals import Marginal


@dataclass(frozen=True)
class Part:
    """Somebody's word on what is placed in an area: `number` of `of`."""

    number: int
    of: int


@dataclass(frozen=True)
class Stated(Part):
    """Somebody's word on a side's count: `number` of `of`, in `issues` bulletins."""

    issues: int


@dataclass(frozen=True)
class Sums:
    """Counts by dimension, key and state. What is not there is 0."""

    counts: Mapping[Marginal, int]

    @classmethod
    def added(cls, parts: Iterable[Self]) -> Self:
        """The sums of several days, or of several dimensions, in one."""
        counts: Counter[Marginal] = Counter()
        for part in parts:
            counts.update(part.counts)
        return cls(counts)

    def by_key(self, dimension: Dimension) -> dict[str, dict[str, int]]:
        """Every key of one dimension, each with its states."""
        found: dict[str, dict[str, int]] = {}
        for (each, key, state), number in self.counts.items():
            if each == dimension:
                found.setdefault(key, {})[state] = number
        return found

    def of_series(self, series: str, state: Counted) -> int:
        return self._of(Dimension.BULLETIN, key_of(series), state)

    def of_side(self, series: str, side: str, state: Counted) -> int:
        return self._of(Dimension.SIDE, key_of(series, side), state)

    def of_area(self, series: str, side: str, area: str, state: Counted | str) -> int:
        return self._of(Dimension.AREA, key_of(series, side, area), state)

    def areas(self, series: str, side: str) -> list[str]:
        """The codes of areas in which the side registered anything, in order of code."""
        start = key_of(series, side, "")
        found = {
            key.removeprefix(start)
            for dimension, key, _ in self.counts
            if dimension == Dimension.AREA and key.startswith(start)
        }
        return sorted(found - {BEYOND_AREAS})

    def authors(self, series: str, side: str) -> set[str]:
        """The public ids of those whose word on the side's count is stated."""
        start = key_of(series, side, "")
        return {
            key.rsplit(SEPARATOR, 1)[1]
            for dimension, key, _ in self.counts
            if dimension == Dimension.VIEW and key.startswith(start)
        }

    def view(self, series: str, side: str, author: str, word: Word) -> Stated | None:
        """The author's word on the side's count; None where no issue states it."""
        key = key_of(series, side, author)
        number, of, issues = (
            self._of(Dimension.VIEW, key, state) for state in (word, word.of, word.issues)
        )
        return Stated(number, of, issues) if issues else None

    def area_view(self, series: str, side: str, area: str, word: Word) -> Part | None:
        """The other side's word on what the side places in an area; None where none is stated."""
        key = key_of(series, side, area)
        number, of = (self._of(Dimension.AREA, key, state) for state in (word, word.of))
        return Part(number, of) if of else None

    def _of(self, dimension: Dimension, key: str, state: str) -> int:
        return self.counts.get((dimension, key, state), 0)
