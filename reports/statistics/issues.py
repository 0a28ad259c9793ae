"""How many issues of a series a figure rests on, and what that allows to be said."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from reports.statistics.periods import Period

SHARE_NEEDED = Fraction(4, 5)
TENTH = Decimal("0.1")


@dataclass(frozen=True)
class IssuesHeld:
    """The daily issues held of those expected in a period, by their days."""

    expected_days: tuple[date, ...]
    held_days: frozenset[date]

    @property
    def held(self) -> int:
        return len(self.held_days)

    @property
    def expected(self) -> int:
        return len(self.expected_days)

    @property
    def missing_days(self) -> tuple[date, ...]:
        return tuple(day for day in self.expected_days if day not in self.held_days)

    @property
    def allow_a_rate(self) -> bool:
        """Whether at least 80 % of the expected issues are held. Nothing expected allows nothing."""
        return bool(self.expected) and Fraction(self.held, self.expected) >= SHARE_NEEDED


def issues_held(
    period: Period, held_days: Iterable[date], starts_on: date, ends_on: date | None
) -> IssuesHeld:
    """One issue is expected for each day of `period` on which the series ran, or an issue is held."""
    held = frozenset(day for day in held_days if day in period)
    covered = period.within(starts_on, ends_on)
    expected = held.union(covered.days if covered else ())
    return IssuesHeld(tuple(sorted(expected)), held)


def rate_per_issue(registered: int, issues: int) -> Decimal | None:
    """Registered per issue held, to one decimal, halves up. Never per calendar day."""
    if not issues:
        return None
    return (Decimal(registered) / Decimal(issues)).quantize(TENTH, ROUND_HALF_UP)


def spans(days: Collection[date]) -> list[tuple[date, date]]:
    """Runs of consecutive days as (first, last), earliest first."""
    runs: list[tuple[date, date]] = []
    for day in sorted(days):
        if runs and runs[-1][1] == day - timedelta(days=1):
            runs[-1] = (runs[-1][0], day)
        else:
            runs.append((day, day))
    return runs
