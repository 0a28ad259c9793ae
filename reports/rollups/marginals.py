"""The marginals of one day, counted from its bulletins. Pure; the keys stand in `choices.py`."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from reports.rollups.choices import BEYOND_AREAS, Counted, Dimension, Word, key_of

Marginal = tuple[str, str, str]  # dimension, key, state
Words = tuple[tuple[Word, int], ...]  # a word that is not said is absent


@dataclass(frozen=True)
class AreaLine:
    """One line of a breakdown; None where the source does not say."""

    area: str
    count: int | None
    words: Words = ()


@dataclass(frozen=True)
class ViewLine:
    """An author's word on a side's count."""

    author: str
    words: Words


@dataclass(frozen=True)
class SideLine:
    """What one side registered in a bulletin."""

    side: str
    total: int | None
    areas: tuple[AreaLine, ...]
    views: tuple[ViewLine, ...]


@dataclass(frozen=True)
class Issue:
    """One dated bulletin of a series. `is_page_dated`: only the page it was read from has a date."""

    series: str
    is_page_dated: bool
    recorded: int
    sides: tuple[SideLine, ...]


def marginals_of(issues: Iterable[Issue]) -> dict[Marginal, int]:
    """Count the issues of one day. Several sources for one issue are counted once."""
    counts: Counter[Marginal] = Counter()
    ordered = sorted(issues, key=lambda issue: (issue.series, issue.is_page_dated, issue.recorded))
    for series, found in groupby(ordered, key=lambda issue: issue.series):
        counted, *others = found
        for dimension, parts, state, number in _of_issue(counted, others):
            counts[str(dimension), key_of(series, *parts), str(state)] += number
    return {marginal: number for marginal, number in counts.items() if number}


Line = tuple[Dimension, tuple[str, ...], str, int]


def _of_issue(issue: Issue, others: Sequence[Issue]) -> Iterator[Line]:
    yield Dimension.BULLETIN, (), Counted.HELD, 1
    yield Dimension.BULLETIN, (), Counted.PAGE_DATED, int(issue.is_page_dated)
    yield Dimension.BULLETIN, (), Counted.REPEATED, len(others)
    for side in issue.sides:
        yield from _of_side(side)
        yield from _of_areas(side)
        for view in side.views:
            yield from _of_view(side, view)


def _of_side(side: SideLine) -> Iterator[Line]:
    if side.total is None:
        yield Dimension.SIDE, (side.side,), Counted.WITHOUT_TOTAL, 1
        return
    yield Dimension.SIDE, (side.side,), Counted.ISSUES, 1
    yield Dimension.SIDE, (side.side,), Counted.REGISTERED, side.total


def _of_areas(side: SideLine) -> Iterator[Line]:
    """The breakdown as stated, and what a stated total says beyond it."""
    for line in side.areas:
        key = (side.side, line.area)
        yield Dimension.AREA, key, Counted.REGISTERED, line.count or 0
        for word, number in line.words if line.count is not None else ():
            yield Dimension.AREA, key, word, number
            yield Dimension.AREA, key, word.of, line.count or 0
    beyond = (side.total or 0) - sum(line.count or 0 for line in side.areas)
    yield Dimension.AREA, (side.side, BEYOND_AREAS), Counted.REGISTERED, max(0, beyond)


def _of_view(side: SideLine, view: ViewLine) -> Iterator[Line]:
    """A number of confirmed ones says nothing without the total it is a part of."""
    if side.total is None:
        return
    key = (side.side, view.author)
    for word, number in view.words:
        yield Dimension.VIEW, key, word, number
        yield Dimension.VIEW, key, word.of, side.total
        yield Dimension.VIEW, key, word.issues, 1
