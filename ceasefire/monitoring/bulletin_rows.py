"""What one row of a table of bulletins says, in the words of its series. Pure."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from ceasefire.common.text import normalise
from ceasefire.monitoring import cells
from ceasefire.monitoring.cells import CellError
from ceasefire.monitoring.choices import BreakdownStatement, DateBasis
from ceasefire.monitoring.tables import Row

REQUIRED = (
    "period_end_date",
    "reporting_side",
    "total",
    "province",
    "count",
    "source_url",
    "date_basis",
)
VIEW = {
    "confirmed_by_other_side": "confirmed",
    "unconfirmed_by_other_side": "not_confirmed",
    "excluded_target": "excluded_target",
}
OPTIONAL = (*VIEW, "note", "inferred_date", "breakdown_complete", "source_lang")
HAS_A_DAY = {DateBasis.BULLETIN, DateBasis.ARTICLE}


@dataclass(frozen=True)
class Vocabulary:
    """The words a file of one series may use.

    `sides` are codes in their order; `areas` codes by normalised name; `authors` the
    parties (codes) whose word a further column is.
    """

    series: str
    sides: tuple[str, ...]
    areas: Mapping[str, str]
    authors: Mapping[str, str]

    @property
    def columns(self) -> tuple[str, ...]:
        return (*OPTIONAL, *self.authors)

    def other_side(self, side: str) -> str | None:
        """Who speaks in the columns of the other side; nobody where there are not two."""
        others = [code for code in self.sides if code != side]
        return others[0] if len(others) == 1 else None


@dataclass(frozen=True)
class BulletinRow:
    """What one row says. None and blank: not stated. Without an area it speaks of the whole."""

    line: int
    period_end: date | None
    date_basis: DateBasis
    inferred_date: str
    source_url: str
    source_language: str
    side: str
    total: int | None
    area: str | None
    count: int | None
    view: Mapping[str, int | None]
    authors: Mapping[str, int | None]
    breakdown: BreakdownStatement | None
    note: str

    @property
    def source(self) -> tuple[str, str]:
        return self.period_end.isoformat() if self.period_end else "", self.source_url


def read_row(row: Row, words: Vocabulary) -> BulletinRow:
    """What the row says. Raises CellError for the first cell that cannot be read."""
    period_end, date_basis, inferred_date = read_day(row)
    read = BulletinRow(
        line=row.line,
        period_end=period_end,
        date_basis=date_basis,
        inferred_date=inferred_date,
        source_url=cells.source(row, "source_url"),
        source_language=cells.language(row, "source_lang"),
        side=cells.word(row, "reporting_side", _known(words.sides), _one_of(words.sides)),
        total=cells.whole_number(row, "total"),
        area=_area(row, words),
        count=cells.whole_number(row, "count"),
        view={field: cells.whole_number(row, column) for column, field in VIEW.items()},
        authors={column: cells.whole_number(row, column) for column in words.authors},
        breakdown=_breakdown(row),
        note=row["note"],
    )
    _check(read, words)
    return read


def read_day(row: Row) -> tuple[date | None, DateBasis, str]:
    """The day, how it is known, and what was inferred where it is not. They must fit each other."""
    period_end = cells.day(row, "period_end_date")
    basis = cells.word(row, "date_basis", DateBasis, _one_of(DateBasis))
    inferred = cells.part_of_a_date(row, "inferred_date")
    if basis in HAS_A_DAY and not period_end:
        raise CellError("period_end_date", f"blank although date_basis is {basis}")
    if basis not in HAS_A_DAY and period_end:
        raise CellError("date_basis", f"{basis} although a day is given")
    if inferred and basis != DateBasis.INFERRED:
        raise CellError("inferred_date", f"given although date_basis is {basis}")
    return period_end, basis, inferred


def _known(codes: Sequence[str]) -> Callable[[str], str]:
    return {code: code for code in codes}.__getitem__


def _one_of(codes: Sequence[str] | type[DateBasis] | type[BreakdownStatement]) -> str:
    return f"one of {', '.join(codes)}"


def _area(row: Row, words: Vocabulary) -> str | None:
    if not row["province"].strip():
        return None
    return cells.word(
        row, "province", lambda name: words.areas[normalise(name)], "an area of this series"
    )


def _breakdown(row: Row) -> BreakdownStatement | None:
    if not row["breakdown_complete"].strip():
        return None
    return cells.word(row, "breakdown_complete", BreakdownStatement, _one_of(BreakdownStatement))


def _check(row: BulletinRow, words: Vocabulary) -> None:
    """The cells of one row must fit each other."""
    if row.area is None and row.count is not None and row.count != row.total:
        raise CellError("count", "not the total, although the row names no province")
    if words.other_side(row.side) is None:
        for column, field in VIEW.items():
            if row.view[field] is not None:
                raise CellError(column, "the series has no single other side")
