"""Read a table somebody else wrote (CSV, RFC 4180, UTF-8) into rows that know their line. Pure."""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

BYTE_ORDER_MARK = "\ufeff"


class UnreadableFileError(Exception):
    """The file as a whole cannot be read; the message is one line."""


@dataclass(frozen=True, order=True)
class Rejection:
    """A row that was left out: the line on which it starts, the column at fault, and why."""

    line: int
    column: str
    reason: str

    def found_in(self, file: str) -> "Rejection":
        """The same, for an answer about several files."""
        return replace(self, reason=f"{file}: {self.reason}")


@dataclass(frozen=True)
class Row:
    """A row's cells by column, as written. A column that the file has not is blank."""

    line: int
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")


@dataclass(frozen=True)
class Table:
    """The rows of a file, those that are not rows of it, and the columns nobody asked for."""

    rows: tuple[Row, ...]
    rejected: tuple[Rejection, ...]
    unknown: tuple[str, ...]


def read_table(content: bytes, *, required: Sequence[str], optional: Sequence[str]) -> Table:
    """The rows below the header. Raises UnreadableFileError if there is no such header.

    Every line that is not blank belongs to one row, and every row is in `rows`
    or in `rejected`.
    """
    records = _records(_text(content))
    header = [name.strip() for name in _header(next(records, None))]
    missing = [name for name in required if name not in header]
    if missing:
        raise UnreadableFileError(f"the header lacks the columns {', '.join(missing)}")
    repeated = sorted({name for name in header if name and header.count(name) > 1})
    if repeated:
        raise UnreadableFileError(f"the header repeats the columns {', '.join(repeated)}")
    known = [*required, *optional]
    read = [_row(line, record, header, known) for line, record in records]
    return Table(
        rows=tuple(row for row in read if isinstance(row, Row)),
        rejected=tuple(row for row in read if isinstance(row, Rejection)),
        unknown=tuple(name for name in header if name not in known),
    )


def _text(content: bytes) -> str:
    try:
        text = content.decode().removeprefix(BYTE_ORDER_MARK)
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise UnreadableFileError(f"the file is not UTF-8 (line {line})") from None
    if not text.strip():
        raise UnreadableFileError("the file is empty")
    return text


def _header(first: tuple[int, list[str] | csv.Error] | None) -> list[str]:
    cells = first[1] if first else []
    if isinstance(cells, csv.Error):
        raise UnreadableFileError(f"the header cannot be read: {cells}")
    return cells


def _records(text: str) -> Iterator[tuple[int, list[str] | csv.Error]]:
    """Each record with the line on which it starts; blank lines are none."""
    csv.field_size_limit(max(csv.field_size_limit(), len(text)))
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield line, error
        else:
            if cells:
                yield line, cells


def _row(
    line: int, record: list[str] | csv.Error, header: Sequence[str], known: Sequence[str]
) -> Row | Rejection:
    if isinstance(record, csv.Error):
        return Rejection(line, "", f"the row cannot be read: {record}")
    if len(record) < len(header):
        return Rejection(line, header[len(record)], "the row ends before this column")
    if len(record) > len(header):
        return Rejection(line, "", f"the row has {len(record)} cells, the header {len(header)}")
    cells = {name: cell for name, cell in zip(header, record, strict=True) if name in known}
    for name, cell in cells.items():
        if "\0" in cell:
            return Rejection(line, name, "the cell holds a null character")
    return Row(line, cells)
