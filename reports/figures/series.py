"""What one series of bulletins says of a period: every figure, by side, as plain values.

The same part stands in summaries, on the overview and in the API.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from ceasefire.monitoring.models import BulletinSeries
from reports.figures import bulletins as figures
from reports.figures.references import Reference, area_references, party_reference, party_references
from reports.rollups.choices import Counted, Dimension, Word
from reports.rollups.models import DailyMarginal
from reports.rollups.sums import Sums
from reports.statistics.issues import IssuesHeld, issues_held, spans
from reports.statistics.periods import Period

Part = dict[str, Any]
NOTHING = Sums({})


@dataclass(frozen=True)
class SeriesInPeriod:
    """The marginals of one series in one period, and the issues they rest on."""

    series: BulletinSeries
    period: Period
    sums: Sums
    days: Mapping[date, Sums]

    @property
    def issues(self) -> IssuesHeld:
        held = [day for day, sums in self.days.items() if self._holds_issue(sums)]
        return issues_held(self.period, held, self.series.starts_on, self.series.ends_on)

    def _holds_issue(self, sums: Sums) -> bool:
        return bool(sums.of_series(self.series.code, Counted.HELD))


@dataclass(frozen=True)
class ComparedSeries:
    """A series in a period, and in the one it is held against (there without areas and views)."""

    now: SeriesInPeriod
    before: SeriesInPeriod

    @property
    def series(self) -> BulletinSeries:
        return self.now.series


def read_series(series: BulletinSeries, period: Period, before: Period) -> ComparedSeries:
    """The marginals as they stand; recount both periods first where the last second counts."""
    marginals = DailyMarginal.objects.filter(agreement=series.agreement)
    both = marginals.of(Period(min(period.start, before.start), max(period.end, before.end)))
    days = both.by_day([Dimension.BULLETIN, Dimension.SIDE])
    details = marginals.of(period).sums([Dimension.AREA, Dimension.VIEW])
    return ComparedSeries(
        _in_period(series, period, days, details), _in_period(series, before, days, NOTHING)
    )


def _in_period(
    series: BulletinSeries, period: Period, days: Mapping[date, Sums], details: Sums
) -> SeriesInPeriod:
    own = {day: sums for day, sums in days.items() if day in period}
    return SeriesInPeriod(series, period, Sums.added([*own.values(), details]), own)


def series_part(read: ComparedSeries) -> Part:
    """Every figure of one series in a period, and the period before beside it."""
    now, series = read.now, read.series
    sides = [party_reference(each.party) for each in series.sides.select_related("party")]
    names = _names(now, sides)
    return {
        "code": series.code,
        "names": series.names,
        "unit": series.unit,
        "issuer": party_reference(series.issuer),
        "issues": issues_part(now),
        "sides": [
            _side_part(now.sums, (series.code, side["id"]), names, now.issues) for side in sides
        ],
        "days": [_day_part(now, day, sides) for day in sorted(now.issues.held_days)],
        "comparison": comparison_part(now, read.before, sides),
    }


@dataclass(frozen=True)
class _Names:
    """Whatever the figures of a series speak of, by id or code, each looked up once."""

    sides: dict[str, Reference]
    authors: dict[str, Reference]
    areas: dict[str, Reference]


def _names(read: SeriesInPeriod, sides: list[Reference]) -> _Names:
    keys = [(read.series.code, side["id"]) for side in sides]
    authors = {public_id for key in keys for public_id in read.sums.authors(*key)}
    areas = {code for key in keys for code in read.sums.areas(*key)}
    by_id = {side["id"]: side for side in sides}
    others = party_references(authors - set(by_id))
    return _Names(by_id, {**by_id, **others}, area_references(areas))


def issues_part(read: SeriesInPeriod) -> Part:
    """How many issues are held of those expected, and which are not."""
    issues = read.issues
    code = read.series.code
    return {
        "held": issues.held,
        "expected": issues.expected,
        "missing": [
            [first.isoformat(), last.isoformat()] for first, last in spans(issues.missing_days)
        ],
        "page_dated": read.sums.of_series(code, Counted.PAGE_DATED),
        "repeated": read.sums.of_series(code, Counted.REPEATED),
        "allow_a_rate": issues.allow_a_rate,
    }


def comparison_part(read: SeriesInPeriod, before: SeriesInPeriod, sides: list[Reference]) -> Part:
    """The period before beside this one, where both hold enough issues; else why not."""
    why_not = None
    if not read.issues.allow_a_rate:
        why_not = "too_few_issues"
    elif not before.issues.allow_a_rate:
        why_not = "too_few_issues_before"
    return {
        "from": before.period.start.isoformat(),
        "to": before.period.end.isoformat(),
        "held": before.issues.held,
        "expected": before.issues.expected,
        "why_not": why_not,
        "sides": [] if why_not else [_compared(before, side) for side in sides],
    }


def _compared(before: SeriesInPeriod, side: Reference) -> Part:
    key = before.series.code, side["id"]
    return {
        "side": side["id"],
        "registered": figures.registered_by_side(before.sums, *key),
        "issues": figures.issues_of_side(before.sums, *key),
        "rate_per_issue": _text(figures.rate_of_side(before.sums, *key, before.issues)),
    }


def _side_part(sums: Sums, key: tuple[str, str], names: _Names, issues: IssuesHeld) -> Part:
    said = sums.authors(*key)
    return {
        "side": names.sides[key[1]],
        "registered": figures.registered_by_side(sums, *key),
        "issues": figures.issues_of_side(sums, *key),
        "without_total": figures.issues_without_total(sums, *key),
        "areas": [_area_part(sums, key, names.areas[code]) for code in sums.areas(*key)],
        "beyond_areas": figures.beyond_areas(sums, *key),
        "views": [
            _view_part(sums, key, author, is_a_side=public_id in names.sides)
            for public_id, author in names.authors.items()
            if public_id in said
        ],
        "silent": [each for each in names.sides if each != key[1] and each not in said],
        "rate_per_issue": _text(figures.rate_of_side(sums, *key, issues)),
    }


def _area_part(sums: Sums, key: tuple[str, str], area: Reference) -> Part:
    said = {word: figures.said_of_area(sums, *key, area["code"], word) for word in Word}
    return {
        "area": area,
        "registered": figures.registered_in_area(sums, *key, area["code"]),
        **{str(word): stated and asdict(stated) for word, stated in said.items()},
    }


def _view_part(sums: Sums, key: tuple[str, str], author: Reference, *, is_a_side: bool) -> Part:
    """An author's word on a side's count; the other sides come first, in the sides' order."""
    said = {word: figures.said_of_side(sums, *key, author["id"], word) for word in Word}
    return {
        "author": author,
        "is_a_side": is_a_side,
        **{str(word): stated and asdict(stated) for word, stated in said.items()},
    }


def _day_part(read: SeriesInPeriod, day: date, sides: list[Reference]) -> Part:
    sums, code = read.days[day], read.series.code
    return {
        "day": day.isoformat(),
        "page_dated": bool(sums.of_series(code, Counted.PAGE_DATED)),
        "registered": [
            {
                "side": side["id"],
                "number": figures.registered_by_side(sums, code, side["id"]),
            }
            for side in sides
        ],
    }


def _text(number: object) -> str | None:
    return None if number is None else str(number)
