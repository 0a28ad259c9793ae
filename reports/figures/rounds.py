"""Rounds of talks around a period."""

from datetime import date
from typing import Any

from ceasefire.publication.models import PublishedVersion
from ceasefire.talks.choices import ItemKind, RoundKind
from reports.figures.published import as_record, day_in
from reports.statistics.periods import Period


def rounds_part(rounds: list[PublishedVersion], period: Period) -> dict[str, Any]:
    """The last high-level round before the period, the next one after it, and all that touch it."""
    high_level = [each for each in rounds if each.document["kind"] == RoundKind.HIGH_LEVEL]
    before = [each for each in high_level if _last_day(each) < period.start]
    after = [each for each in high_level if _first_day(each) >= period.end]
    return {
        "before": as_record(before[-1]) if before else None,
        "within": [
            as_record(each)
            for each in rounds
            if _first_day(each) < period.end and _last_day(each) >= period.start
        ],
        "after": _announced(as_record(after[0])) if after else None,
    }


def _announced(record: dict[str, Any]) -> dict[str, Any]:
    """A round still to come: what it is to be about, not what came of it."""
    agenda = [item for item in record["items"] if item["kind"] == ItemKind.AGENDA]
    return {**record, "items": agenda}


def _first_day(version: PublishedVersion) -> date:
    return day_in(version, "first_day") or date.min


def _last_day(version: PublishedVersion) -> date:
    return day_in(version, "last_day") or date.min
