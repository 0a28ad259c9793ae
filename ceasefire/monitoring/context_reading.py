"""Read a table of the other measures of bulletins: aid, settlements joined, formations. Pure."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import groupby
from operator import attrgetter

from ceasefire.monitoring import cells
from ceasefire.monitoring.bulletin_rows import read_day
from ceasefire.monitoring.cells import CellError
from ceasefire.monitoring.choices import DateBasis
from ceasefire.monitoring.reading import Says, agreeing
from ceasefire.monitoring.tables import Rejection, Row, read_table

REQUIRED = ("period_end_date", "date_basis", "measure", "value", "source_url")
OPTIONAL = ("inferred_date",)


@dataclass(frozen=True)
class MeasureRow:
    """What one row says: the value of one measure in one source for one period."""

    line: int
    period_end: date | None
    date_basis: DateBasis
    inferred_date: str
    source_url: str
    measure: str
    value: Decimal

    @property
    def source(self) -> tuple[str, str]:
        return self.period_end.isoformat() if self.period_end else "", self.source_url

    @property
    def key(self) -> tuple[str, str, str]:
        return *self.source, self.measure


@dataclass(frozen=True)
class ReadMeasures:
    """The measures of each source, in the order of their names, and the rows left out."""

    sources: tuple[tuple[MeasureRow, ...], ...]
    rejected: tuple[Rejection, ...]
    unknown_columns: tuple[str, ...]


def read_measures(content: bytes) -> ReadMeasures:
    """Every row of the file, with its source or rejected. Raises UnreadableFileError.

    A measure given twice alike counts once.
    """
    table = read_table(content, required=REQUIRED, optional=OPTIONAL)
    rejected = list(table.rejected)
    rows: list[MeasureRow] = []
    for row in table.rows:
        try:
            rows.append(_read_row(row))
        except CellError as error:
            rejected.append(Rejection(row.line, error.column, error.reason))
    sources = [
        measures
        for _, together in groupby(sorted(rows, key=_KEY), key=_SOURCE)
        if (measures := _measures(list(together), rejected))
    ]
    return ReadMeasures(tuple(sources), tuple(sorted(rejected)), table.unknown)


_SOURCE = attrgetter("source")
_KEY = attrgetter("key")
_ALIKE_IN_A_SOURCE: dict[str, Says] = {
    "date_basis": attrgetter("date_basis"),
    "inferred_date": attrgetter("inferred_date"),
}
_ALIKE_IN_A_MEASURE: dict[str, Says] = {"value": attrgetter("value")}


def _read_row(row: Row) -> MeasureRow:
    period_end, date_basis, inferred_date = read_day(row)
    return MeasureRow(
        line=row.line,
        period_end=period_end,
        date_basis=date_basis,
        inferred_date=inferred_date,
        source_url=cells.source(row, "source_url"),
        measure=cells.measure(row, "measure"),
        value=cells.decimal_number(row, "value"),
    )


def _measures(rows: list[MeasureRow], rejected: list[Rejection]) -> tuple[MeasureRow, ...]:
    alike = agreeing(rows, _ALIKE_IN_A_SOURCE, rejected)
    each = [
        agreeing(list(same), _ALIKE_IN_A_MEASURE, rejected) for _, same in groupby(alike, key=_KEY)
    ]
    return tuple(same[0] for same in each if same)
