"""Marginals added up over the days of a period, and how to ask them. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass

from reports.rollups.choices import BEYOND_AREAS, SEPARATOR, Counted, Dimension, Word, key_of
from reports.rollups.marginals import Marginal


@dataclass(frozen=True)
class Stated:
    """Somebody's word on a side's count: `number` of `of`, in `issues` bulletins."""

    number: int
    of: int
    issues: int


@dataclass(frozen=True)
class Sums:
    """Counts by dimension, key and state. What is not there is 0."""

    counts: Mapping[Marginal, int]

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
        return self._stated(Dimension.VIEW, key_of(series, side, author), word)

    def area_view(self, series: str, side: str, area: str, word: Word) -> Stated | None:
        """The other side's word on what the side places in an area; None where none is stated."""
        return self._stated(Dimension.AREA, key_of(series, side, area), word)

    def _stated(self, dimension: Dimension, key: str, word: Word) -> Stated | None:
        issues = self._of(dimension, key, word.issues)
        if not issues:
            return None
        return Stated(self._of(dimension, key, word), self._of(dimension, key, word.of), issues)

    def _of(self, dimension: Dimension, key: str, state: str) -> int:
        return self.counts.get((dimension, key, state), 0)
