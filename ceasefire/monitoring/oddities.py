"""What is odd about a bulletin: kept as it is, and flagged. Pure; nothing is repaired."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from ceasefire.monitoring.choices import BreakdownStatement, DateBasis, Flag


@dataclass(frozen=True)
class AreaCountFacts:
    """One line of a breakdown: `area` (code), its count, the other side's view of these.

    None means that the source does not say.
    """

    area: str
    count: int | None
    confirmed: int | None = None
    not_confirmed: int | None = None
    excluded_target: int | None = None


@dataclass(frozen=True)
class ViewFacts:
    """An author's (party code) word on a side's count; None where it says nothing."""

    author: str
    confirmed: int | None = None
    not_confirmed: int | None = None
    excluded_target: int | None = None

    @property
    def says_anything(self) -> bool:
        return (self.confirmed, self.not_confirmed, self.excluded_target) != (None, None, None)

    def not_stated(self, total: int | None) -> int | None:
        """What is left of the total; None where the total is not stated."""
        if total is None:
            return None
        stated = (self.confirmed, self.not_confirmed, self.excluded_target)
        return max(0, total - sum(number or 0 for number in stated))


@dataclass(frozen=True)
class SideFacts:
    """What one side (party code) registered, line by line."""

    side: str
    total: int | None
    areas: tuple[AreaCountFacts, ...] = ()
    views: tuple[ViewFacts, ...] = ()
    breakdown: BreakdownStatement | None = None
    accused: str | None = None
    notes: tuple[str, ...] = ()

    def without_empty_views(self) -> "SideFacts":
        return replace(self, views=tuple(view for view in self.views if view.says_anything))


@dataclass(frozen=True)
class BulletinFacts:
    """One source for one period. `period_end` is None unless the source or its page has a date."""

    series: str
    period_end: date | None
    date_basis: DateBasis
    source_url: str
    inferred_date: str = ""
    source_language: str = ""
    sides: tuple[SideFacts, ...] = field(default=())


def side_flags(facts: SideFacts) -> list[Flag]:
    """The oddities of one side's count, in the order of the code list."""
    found = set(_breakdown_flags(facts))
    if facts.total is None:
        found.add(Flag.TOTAL_BLANK)
    if _some_view_exceeds(facts):
        found.add(Flag.VIEW_OVER_TOTAL)
    if facts.notes:
        found.add(Flag.NOTED)
    return in_order(found)


def bulletin_flags(facts: BulletinFacts, expected_sides: Sequence[str]) -> list[Flag]:
    """The oddities of a whole bulletin: of its date, of its sides, and of each count."""
    found = {flag for side in facts.sides for flag in side_flags(side)}
    by_basis = {
        DateBasis.ARTICLE: Flag.DATE_FROM_PAGE,
        DateBasis.INFERRED: Flag.DATE_INFERRED,
        DateBasis.NONE: Flag.UNDATED,
    }
    if facts.date_basis in by_basis:
        found.add(by_basis[facts.date_basis])
    if {side.side for side in facts.sides} != set(expected_sides):
        found.add(Flag.SIDE_MISSING)
    return in_order(found)


def in_order(flags: Iterable[Flag]) -> list[Flag]:
    wanted = set(flags)
    return [flag for flag in Flag if flag in wanted]


def _breakdown_flags(facts: SideFacts) -> Iterable[Flag]:
    listed = [line.area for line in facts.areas]
    if len(listed) != len(set(listed)):
        yield Flag.AREA_TWICE
    if facts.total is None:
        return
    added_up = sum(line.count or 0 for line in facts.areas)
    if facts.total and not facts.areas:
        yield Flag.NO_BREAKDOWN
    elif added_up < facts.total:
        yield Flag.BREAKDOWN_UNDER
    elif added_up > facts.total:
        yield Flag.BREAKDOWN_OVER
    if facts.breakdown and facts.breakdown != _expected_statement(facts.total, added_up):
        yield Flag.BREAKDOWN_DISPUTED


def _expected_statement(total: int, added_up: int) -> BreakdownStatement:
    if total == 0 and added_up == 0:
        return BreakdownStatement.NOT_APPLICABLE
    return BreakdownStatement.YES if added_up == total else BreakdownStatement.NO


def _some_view_exceeds(facts: SideFacts) -> bool:
    return any(_view_exceeds(view, facts.total) for view in facts.views) or any(
        _view_exceeds(line, line.count) for line in facts.areas
    )


def _view_exceeds(view: ViewFacts | AreaCountFacts, registered: int | None) -> bool:
    stated = (view.confirmed, view.not_confirmed, view.excluded_target)
    return registered is not None and sum(number or 0 for number in stated) > registered
