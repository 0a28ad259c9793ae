"""What one series of bulletins says of a period: every figure, by side, as plain values.

The same part stands in summaries, on the overview and in the API.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from ceasefire.monitoring.models import BulletinSeries
from reports.figures import bulletins as figures
from reports.figures.references import Reference, area_references, party_reference, party_references
from reports.rollups.choices import Counted, Dimension, Word
from reports.rollups.models import DailyMarginal
from reports.rollups.sums import Stated, Sums
from reports.statistics.issues import IssuesHeld, issues_held, spans
from reports.statistics.periods import Period

Part = dict[str, Any]


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


def read_series(series: BulletinSeries, period: Period) -> SeriesInPeriod:
    """The marginals as they stand; recount the period first where the last second counts."""
    marginals = DailyMarginal.objects.of(series.agreement, period)
    days = marginals.by_day([Dimension.BULLETIN, Dimension.SIDE])
    return SeriesInPeriod(series, period, marginals.sums(), days)


def series_part(read: SeriesInPeriod, before: SeriesInPeriod) -> Part:
    """Every figure of one series in a period; `before` is the period to compare it with."""
    series = read.series
    sides = [side.party for side in series.sides.select_related("party")]
    references = [party_reference(side) for side in sides]
    return {
        "code": series.code,
        "names": series.names,
        "unit": series.unit,
        "issuer": party_reference(series.issuer),
        "issues": issues_part(read),
        "sides": [_side_part(read, reference, references) for reference in references],
        "days": [_day_part(read, day, references) for day in sorted(read.issues.held_days)],
        "comparison": comparison_part(read, before, references),
    }


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


def _side_part(read: SeriesInPeriod, side: Reference, sides: list[Reference]) -> Part:
    sums, key = read.sums, (read.series.code, side["id"])
    return {
        "side": side,
        "registered": figures.registered_by_side(sums, *key),
        "issues": figures.issues_of_side(sums, *key),
        "without_total": figures.issues_without_total(sums, *key),
        "areas": [
            _area_part(sums, key, area) for area in area_references(sums.areas(*key)).values()
        ],
        "beyond_areas": figures.beyond_areas(sums, *key),
        "views": _views(sums, key, sides),
        "silent": [
            other["id"]
            for other in sides
            if other != side and other["id"] not in sums.authors(*key)
        ],
        "rate_per_issue": _text(figures.rate_of_side(sums, *key, read.issues)),
    }


def _area_part(sums: Sums, key: tuple[str, str], area: Reference) -> Part:
    return {
        "area": area,
        "registered": figures.registered_in_area(sums, *key, area["code"]),
        **{str(word): _said(figures.said_of_area(sums, *key, area["code"], word)) for word in Word},
    }


def _views(sums: Sums, key: tuple[str, str], sides: list[Reference]) -> list[Part]:
    """The other sides' word first, in the sides' order, then everybody else's."""
    authors = party_references(sums.authors(*key))
    order = [side["id"] for side in sides if side["id"] in authors]
    order += [public_id for public_id in authors if public_id not in order]
    return [
        {
            "author": authors[public_id],
            "is_a_side": any(side["id"] == public_id for side in sides),
            **{
                str(word): _said(figures.said_of_side(sums, *key, public_id, word)) for word in Word
            },
        }
        for public_id in order
    ]


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


def _said(stated: Stated | None) -> Part | None:
    if stated is None:
        return None
    return {"number": stated.number, "of": stated.of, "issues": stated.issues}


def _text(number: object) -> str | None:
    return None if number is None else str(number)
