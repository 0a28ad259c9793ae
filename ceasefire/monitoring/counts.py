"""Sums of a series' counts, side by side and never across sides; every sum says what it rests on.

Pure: `queries.py` asks the database. Days are those bulletins are dated, periods are
half-open. A number that no bulletin states is None.
"""

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Dimension(TextChoices):
    """What sums can be grouped by."""

    SIDE = "side", _("side that counted")
    AREA = "area", _("area")
    DAY = "day", _("day")
    MONTH = "month", _("month")


TIMES = {Dimension.DAY, Dimension.MONTH}


@dataclass(frozen=True)
class Question:
    """Which counts to add up: of these sides (codes, in the series' order), grouped how.

    `start` is included, `end` is not. With `area` (a code), or grouped by area, counts
    by area are added; otherwise stated totals are.
    """

    sides: tuple[str, ...]
    group_by: frozenset[Dimension] = frozenset()
    area: str | None = None
    start: date | None = None
    end: date | None = None

    @property
    def is_by_area(self) -> bool:
        return self.area is not None or Dimension.AREA in self.group_by


@dataclass(frozen=True)
class Extent:
    """The days on which an issue of a series is expected, both included."""

    first: date
    last: date

    @property
    def days(self) -> int:
        return max(0, (self.last - self.first).days + 1)

    def within_month(self, month: date) -> "Extent":
        """The part of it in the month that begins on `month`."""
        last = month.replace(day=monthrange(month.year, month.month)[1])
        return Extent(max(self.first, month), min(self.last, last))


@dataclass(frozen=True)
class Sum:
    """One sum, the issues it rests on and those expected, and the other side's view.

    `month` is its first day. `unconfirmed` of `unconfirmed_of`, in `unconfirmed_in`
    bulletins, are the other side's word. Undated bulletins belong to no day: of them
    no number is expected.
    """

    is_dated: bool
    count: int
    issues_held: int
    side: str | None = None
    day: date | None = None
    month: date | None = None
    area: str | None = None
    issues_expected: int | None = None
    unconfirmed: int | None = None
    unconfirmed_of: int | None = None
    unconfirmed_in: int = 0
    confirmed: int | None = None
    excluded_target: int | None = None

    def as_json(self, group_by: Iterable[Dimension]) -> dict[str, Any]:
        """The sum with the keys that it is grouped by."""
        keys = {
            Dimension.SIDE: self.side,
            Dimension.DAY: self.day and self.day.isoformat(),
            Dimension.MONTH: self.month and f"{self.month:%Y-%m}",
            Dimension.AREA: self.area,
        }
        return {
            **{name.value: keys[name] for name in Dimension if name in group_by},
            "count": self.count,
            "issues_held": self.issues_held,
            "issues_expected": self.issues_expected,
            "unconfirmed": self.unconfirmed,
            "unconfirmed_of": self.unconfirmed_of,
            "confirmed": self.confirmed,
            "excluded_target": self.excluded_target,
        }


@dataclass(frozen=True)
class BulletinCounts:
    """Sums of dated bulletins; apart from them, those of bulletins that belong to no day.

    `without_total` is how many sides' counts of either have no stated total.
    """

    question: Question
    dated: tuple[Sum, ...]
    undated_issues: int
    undated: tuple[Sum, ...]
    without_total: int

    def as_json(self) -> dict[str, Any]:
        group_by = self.question.group_by
        return {
            "results": [each.as_json(group_by) for each in self.dated],
            "undated": {
                "issues": self.undated_issues,
                "results": [each.as_json(group_by - TIMES) for each in self.undated],
            },
            "without_total": self.without_total,
        }


def extent_of(
    question: Question, *, starts_on: date, ends_on: date | None, last_held: date | None
) -> Extent | None:
    """The days of the question on which the series was issued; without an end, to the last held.

    None if there are none. `ends_on` is the series' last day.
    """
    last = question.end - timedelta(days=1) if question.end else last_held
    if last is None:
        return None
    first = max(question.start or starts_on, starts_on)
    extent = Extent(first, min(last, ends_on or last))
    return extent if extent.days else None


def in_order(sums: Iterable[Sum], question: Question) -> list[Sum]:
    """Sides in the series' order, then by time, then by area; what lies in no area comes last."""
    return sorted(
        sums,
        key=lambda each: (
            question.sides.index(each.side) if each.side else 0,
            each.day or date.min,
            each.month or date.min,
            each.area is None,
            each.area or "",
        ),
    )


def with_expected(each: Sum, extent: Extent | None) -> Sum:
    """The sum with the number of issues expected in its group."""
    return replace(each, issues_expected=_expected(each, extent))


def _expected(each: Sum, extent: Extent | None) -> int | None:
    if not each.is_dated:
        return None
    if each.day:
        return 1
    if extent is None:
        return 0
    return extent.within_month(each.month).days if each.month else extent.days
