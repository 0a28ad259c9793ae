"""The figures made from bulletins. Pure: marginals added up over a period in, numbers out.

Sides are never added to each other. None means that nothing is stated, which is not 0.
"""

from decimal import Decimal

from reports.rollups.choices import BEYOND_AREAS, Counted, Word
from reports.rollups.sums import Part, Stated, Sums
from reports.statistics.issues import IssuesHeld, rate_per_issue


def registered_by_side(sums: Sums, series: str, side: str) -> int | None:
    """The stated totals of one side, added up over the issues that state one."""
    if not issues_of_side(sums, series, side):
        return None
    return sums.of_side(series, side, Counted.REGISTERED)


def issues_of_side(sums: Sums, series: str, side: str) -> int:
    """The issues that state a total of this side."""
    return sums.of_side(series, side, Counted.ISSUES)


def issues_without_total(sums: Sums, series: str, side: str) -> int:
    """The issues that have this side's figures but no total, or two that contradict each other."""
    return sums.of_side(series, side, Counted.WITHOUT_TOTAL)


def registered_in_area(sums: Sums, series: str, side: str, area: str) -> int:
    """What one side places in an area (by code), added up over the issues."""
    return sums.of_area(series, side, area, Counted.REGISTERED)


def beyond_areas(sums: Sums, series: str, side: str) -> int:
    """What a side's totals say beyond what they place in any area; never below 0."""
    return sums.of_area(series, side, BEYOND_AREAS, Counted.REGISTERED)


def said_of_side(sums: Sums, series: str, side: str, author: str, word: Word) -> Stated | None:
    """The author's word on one side's count: n of m, in k issues."""
    return sums.view(series, side, author, word)


def said_of_area(sums: Sums, series: str, side: str, area: str, word: Word) -> Part | None:
    """The other side's word on what one side places in an area, where it is given by area."""
    return sums.area_view(series, side, area, word)


def accepted_by_both(sums: Sums, series: str, side: str, author: str) -> Stated | None:
    """What one side registered and the other (`author`) confirmed."""
    return said_of_side(sums, series, side, author, Word.CONFIRMED)


def rate_of_side(sums: Sums, series: str, side: str, issues: IssuesHeld) -> Decimal | None:
    """Registered per issue held; withheld (None) where fewer than 80 % are held."""
    registered = registered_by_side(sums, series, side)
    if registered is None or not issues.allow_a_rate:
        return None
    return rate_per_issue(registered, issues_of_side(sums, series, side))
