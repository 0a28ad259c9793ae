"""A published bulletin laid out in columns of equal weight, one for each side. Pure.

It reads the document that was published, so that a page of an older version shows
what was shown then.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

Document = Mapping[str, Any]


@dataclass(frozen=True)
class Column:
    """A side and what it counted; `count` is None if the source has nothing of it."""

    side: Document
    count: Document | None

    @property
    def total(self) -> int | None:
        """The total as stated; None if there is none, or nothing of this side."""
        return self.count["total"] if self.count else None

    @property
    def added_up(self) -> int | None:
        """The counts of areas added up; None if no area has one."""
        counts = [line["count"] for line in self.lines if line["count"] is not None]
        return sum(counts) if counts else None

    @property
    def beyond(self) -> int | None:
        """The total less what the areas add up to; None if there is nothing to compare."""
        if self.total is None or self.added_up is None:
            return None
        return self.total - self.added_up

    @property
    def exceeds_by(self) -> int:
        """How much more than the total the areas add up to."""
        return max(0, -(self.beyond or 0))

    @property
    def lines(self) -> list[Document]:
        return self.count["areas"] if self.count else []

    @property
    def names(self) -> dict[str, str]:
        return names_of(self.side)


@dataclass(frozen=True)
class Line:
    """An area and, for each side, what its lines say of it: none, one, or two if it is listed twice."""

    area: Document
    cells: list[list[Document]]


@dataclass(frozen=True)
class Columns:
    """The sides in the series' order, and the areas by code, aligned on the same lines.

    `unheard` are whose view of whose records (names) the source does not have;
    `flags` the oddities of the bulletin that are not those of one side.
    """

    sides: list[Column]
    lines: list[Line]
    unheard: list[tuple[dict[str, str], dict[str, str]]]
    flags: list[str]

    @property
    def held(self) -> int:
        """How many sides' figures the source has."""
        return sum(side.count is not None for side in self.sides)

    @property
    def names_accused(self) -> bool:
        return any(side.count and side.count["accused"] for side in self.sides)

    @property
    def has_views(self) -> bool:
        return any(side.count and side.count["views"] for side in self.sides)

    @property
    def noted(self) -> list[Column]:
        """The sides about whose figures there is a note."""
        return [side for side in self.sides if side.count and side.count["notes"]]


def columns_of(document: Document) -> Columns:
    """The columns of a bulletin's document."""
    counts = {count["side"]["id"]: count for count in document["counts"]}
    sides = [Column(side, counts.get(side["id"])) for side in document["sides"]]
    areas = {line["area"]["id"]: line["area"] for side in sides for line in side.lines}
    return Columns(
        sides=sides,
        lines=[
            Line(area, [_lines_of(side, area) for side in sides])
            for area in sorted(areas.values(), key=lambda area: area["code"])
        ],
        unheard=list(_unheard(sides)),
        flags=[
            flag
            for flag in document["flags"]
            if not any(flag in count["flags"] for count in counts.values())
        ],
    )


def names_of(party: Document) -> dict[str, str]:
    """A party's names for narrow columns."""
    return {**party["names"], **party.get("short_names", {})}


def _lines_of(side: Column, area: Document) -> list[Document]:
    return [line for line in side.lines if line["area"]["id"] == area["id"]]


def _unheard(sides: list[Column]) -> Iterable[tuple[dict[str, str], dict[str, str]]]:
    """Whose view of whose records the source does not have, where there are any records."""
    for side in sides:
        if side.count is None or side.total == 0:
            continue
        heard = {view["author"]["id"] for view in side.count["views"]}
        for other in sides:
            if other is not side and other.side["id"] not in heard:
                yield other.names, side.names
