"""What a cell of an imported table says. Blank is None: not stated, never 0. Pure."""

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import TypeVar

from ceasefire.monitoring.tables import Row

LARGEST_NUMBER = 2_147_483_647  # of the database's integer
LONGEST_SOURCE = 2000  # bytes: longer ones cannot be indexed
DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
PART_OF_A_DATE = re.compile(r"\d{4}(-\d{2})?", re.ASCII)
WHOLE_NUMBER = re.compile(r"\d+", re.ASCII)
NEGATIVE_NUMBER = re.compile(r"-\d+(\.\d+)?", re.ASCII)
DECIMAL_NUMBER = re.compile(r"\d{1,11}(\.\d{1,3})?", re.ASCII)
LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z]{2,4})?", re.ASCII)
MEASURE = re.compile(r"[a-z0-9_]{1,60}", re.ASCII)

Word = TypeVar("Word", bound=StrEnum)
Meaning = TypeVar("Meaning")


class CellError(Exception):
    """A cell cannot be read."""

    def __init__(self, column: str, reason: str) -> None:
        super().__init__(f"{column}: {reason}")
        self.column = column
        self.reason = reason


def quoted(text: str) -> str:
    """A cell's text as a reason repeats it: on one line, not too long."""
    plain = " ".join(text.split())
    return f'"{plain[:40]}…"' if len(plain) > 40 else f'"{plain}"'


def whole_number(row: Row, column: str) -> int | None:
    text = row[column].strip()
    if not text:
        return None
    _refuse_negative(column, text)
    if not WHOLE_NUMBER.fullmatch(text):
        raise CellError(column, f"{quoted(text)} is not a whole number")
    if len(text) > 10 or int(text) > LARGEST_NUMBER:
        raise CellError(column, f"{quoted(text)} is too large")
    return int(text)


def decimal_number(row: Row, column: str) -> Decimal:
    """A number with at most three decimals. It must be there."""
    text = row[column].strip()
    _refuse_negative(column, text)
    if not DECIMAL_NUMBER.fullmatch(text):
        raise CellError(column, f"{quoted(text)} is not a number")
    return Decimal(text)


def day(row: Row, column: str) -> date | None:
    text = row[column].strip()
    if not text:
        return None
    try:
        return date.fromisoformat(_matching(DAY, column, text, "a day like 2017-02-10"))
    except ValueError:
        raise CellError(column, f"{quoted(text)} is not a day of the calendar") from None


def part_of_a_date(row: Row, column: str) -> str:
    """A year, a month or a day, as text; blank if there is none."""
    text = row[column].strip()
    if not text or (PART_OF_A_DATE.fullmatch(text) and _is_month(text)):
        return text
    found = day(row, column)
    return found.isoformat() if found else ""


def word(row: Row, column: str, known: Callable[[str], Meaning], says: str) -> Meaning:
    """What `known` makes of the cell. It raises KeyError or ValueError for what it does not know."""
    text = row[column].strip()
    try:
        return known(text)
    except (KeyError, ValueError):
        raise CellError(column, f"{quoted(text)} is not {says}") from None


def source(row: Row, column: str) -> str:
    """Where the figures come from: an address, or words where there is none. It must be there."""
    text = row[column].strip()
    if not text:
        raise CellError(column, "the source is missing")
    if len(text.encode()) > LONGEST_SOURCE:
        raise CellError(column, "the source is too long")
    return text


def language(row: Row, column: str) -> str:
    text = row[column].strip()
    return text and _matching(LANGUAGE, column, text, "a language code")


def measure(row: Row, column: str) -> str:
    return _matching(MEASURE, column, row[column].strip(), "the name of a measure")


def _matching(pattern: re.Pattern[str], column: str, text: str, says: str) -> str:
    if not pattern.fullmatch(text):
        raise CellError(column, f"{quoted(text)} is not {says}")
    return text


def _refuse_negative(column: str, text: str) -> None:
    if NEGATIVE_NUMBER.fullmatch(text):
        raise CellError(column, f"{quoted(text)} is negative")


def _is_month(text: str) -> bool:
    _, _, month = text.partition("-")
    return not month or 1 <= int(month) <= 12
