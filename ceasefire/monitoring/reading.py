"""Read a table of bulletins: what each row says, and which rows cannot stand together. Pure.

A bulletin is the rows that share period end and source. What its rows must say alike
(how its day is known; a side's total) but do not is nobody's word: the rows that say
it are left out and named, and the rest is kept. The order of rows means nothing.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from typing import Any, Protocol, TypeVar

from ceasefire.monitoring.bulletin_rows import REQUIRED, VIEW, BulletinRow, Vocabulary, read_row
from ceasefire.monitoring.cells import CellError, quoted
from ceasefire.monitoring.oddities import AreaCountFacts, BulletinFacts, SideFacts, ViewFacts
from ceasefire.monitoring.tables import Rejection, read_table

NOT_STATED = (None, "")
Read = TypeVar("Read", bound="HasLine")
Says = Callable[[Any], object]  # what a row says in one column


class HasLine(Protocol):
    """A row read from a file."""

    @property
    def line(self) -> int: ...


@dataclass(frozen=True)
class ReadBulletin:
    """A bulletin, and the lines of the file that it was read from."""

    facts: BulletinFacts
    lines: tuple[int, ...]


@dataclass(frozen=True)
class ReadBulletins:
    """All that a file says: bulletins by day and source, and the rows left out, by line."""

    bulletins: tuple[ReadBulletin, ...]
    rejected: tuple[Rejection, ...]
    unknown_columns: tuple[str, ...]


def read_bulletins(content: bytes, words: Vocabulary) -> ReadBulletins:
    """Every row of the file, in a bulletin or rejected. Raises UnreadableFileError."""
    table = read_table(content, required=REQUIRED, optional=words.columns)
    rejected = list(table.rejected)
    rows: list[BulletinRow] = []
    for row in table.rows:
        try:
            rows.append(read_row(row, words))
        except CellError as error:
            rejected.append(Rejection(row.line, error.column, error.reason))
    bulletins = [
        bulletin
        for _, together in groupby(sorted(rows, key=_SOURCE), key=_SOURCE)
        if (bulletin := _bulletin(list(together), words, rejected))
    ]
    return ReadBulletins(tuple(bulletins), tuple(sorted(rejected)), table.unknown)


_SOURCE = attrgetter("source")
_ALIKE_IN_A_BULLETIN: dict[str, Says] = {
    "date_basis": attrgetter("date_basis"),
    "inferred_date": attrgetter("inferred_date"),
    "source_lang": attrgetter("source_language"),
}
_ALIKE_IN_A_SIDE: dict[str, Says] = {
    "total": attrgetter("total"),
    "breakdown_complete": attrgetter("breakdown"),
}


def _bulletin(
    rows: list[BulletinRow], words: Vocabulary, rejected: list[Rejection]
) -> ReadBulletin | None:
    rows = agreeing(rows, _ALIKE_IN_A_BULLETIN, rejected)
    by_side = {
        code: _agreeing_side([row for row in rows if row.side == code], words, rejected)
        for code in words.sides
    }
    kept = [row for of_side in by_side.values() for row in of_side]
    if not kept:
        return None
    facts = BulletinFacts(
        series=words.series,
        period_end=kept[0].period_end,
        date_basis=kept[0].date_basis,
        source_url=kept[0].source_url,
        inferred_date=max(row.inferred_date for row in kept),
        source_language=max(row.source_language for row in kept),
        sides=tuple(_side(code, told, words) for code, told in by_side.items() if told),
    )
    return ReadBulletin(facts, tuple(sorted(row.line for row in kept)))


def _agreeing_side(
    rows: list[BulletinRow], words: Vocabulary, rejected: list[Rejection]
) -> list[BulletinRow]:
    """The rows of one side of a bulletin that can stand together."""
    authors = {column: _part("authors", column) for column in words.authors}
    rows = agreeing(rows, _ALIKE_IN_A_SIDE | authors, rejected)
    whole = [row for row in rows if row.area is None]
    view = {column: _part("view", field) for column, field in VIEW.items()}
    return [row for row in rows if row.area is not None] + agreeing(whole, view, rejected)


def _part(field: str, key: str) -> Says:
    return lambda row: getattr(row, field)[key]


def agreeing(
    rows: list[Read], columns: Mapping[str, Says], rejected: list[Rejection]
) -> list[Read]:
    """The rows without those that contradict one another in one of `columns`."""
    for column, says in columns.items():
        stated = {says(row) for row in rows}.difference(NOT_STATED)
        if len(stated) > 1:
            differ = ", ".join(sorted(map(str, stated)))
            reason = f"rows about the same contradict each other: {quoted(differ)}"
            out = [row for row in rows if says(row) in stated]
            rejected += [Rejection(row.line, column, reason) for row in out]
            rows = [row for row in rows if says(row) not in stated]
    return rows


def _side(code: str, rows: Sequence[BulletinRow], words: Vocabulary) -> SideFacts:
    whole = [row for row in rows if row.area is None]
    said = {field: _stated(row.view[field] for row in whole) for field in VIEW.values()}
    views = [ViewFacts(words.other_side(code) or "", **said)] + [
        ViewFacts(author, confirmed=_stated(row.authors[column] for row in rows))
        for column, author in words.authors.items()
    ]
    lines = [AreaCountFacts(row.area, row.count, **row.view) for row in rows if row.area]
    return SideFacts(
        side=code,
        total=_stated(row.total for row in rows),
        areas=tuple(sorted(lines, key=_order_of_line)),
        views=tuple(view for view in views if view.says_anything),
        breakdown=next((row.breakdown for row in rows if row.breakdown), None),
        notes=tuple(sorted({row.note for row in rows if row.note.strip()})),
    )


def _stated(numbers: Iterable[int | None]) -> int | None:
    """The one number that rows which agree state; None if none of them does."""
    return next((number for number in numbers if number is not None), None)


def _order_of_line(line: AreaCountFacts) -> tuple[object, ...]:
    numbers = (line.count, line.confirmed, line.not_confirmed, line.excluded_target)
    return line.area, [(number is None, number or 0) for number in numbers]
