"""Windows of time side by side: what two share, and how to draw them. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

WIDTH = 600  # units of a drawing
SHORTEST = 6  # so that a minute is seen beside a day


@dataclass(frozen=True)
class Range:
    """A half-open window of time."""

    begins_at: datetime
    ends_at: datetime


@dataclass(frozen=True)
class Bar:
    """Where a window lies in a drawing, in whole units from its beginning."""

    offset: int
    length: int

    @property
    def mirrored(self) -> int:
        """Its offset where time runs from right to left."""
        return WIDTH - self.offset - self.length


def shared(one: Range, other: Range) -> Range | None:
    """The time that lies in both; None where none does."""
    begins, ends = max(one.begins_at, other.begins_at), min(one.ends_at, other.ends_at)
    return Range(begins, ends) if begins < ends else None


def bars_of(ranges: Sequence[Range]) -> list[Bar]:
    """Each window as a bar, in the order given, on one scale that holds them all."""
    first = min(each.begins_at for each in ranges)
    scale = WIDTH / (max(each.ends_at for each in ranges) - first).total_seconds()

    def bar(each: Range) -> Bar:
        length = round((each.ends_at - each.begins_at).total_seconds() * scale)
        offset = round((each.begins_at - first).total_seconds() * scale)
        drawn = min(max(length, SHORTEST), WIDTH)
        return Bar(min(offset, WIDTH - drawn), drawn)

    return [bar(each) for each in ranges]
