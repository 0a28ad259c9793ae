"""The bulletins behind the figures, and those whose day is not certain."""

from collections.abc import Iterable
from typing import Any

from ceasefire.publication.models import PublishedVersion
from reports.statistics.periods import Period

Part = dict[str, Any]


def bulletin_lines(versions: Iterable[PublishedVersion], series: str) -> list[Part]:
    """The bulletins of a series, each with what makes it findable and what is odd about it."""
    return [_line(each) for each in versions if _is_of(each, series)]


def uncertain_part(undated: Iterable[PublishedVersion], series: str, period: Period) -> Part:
    """Bulletins without a stated day: those inferred to touch the period, and how many others."""
    own = [version for version in undated if _is_of(version, series)]
    touching = [each for each in own if _may_touch(each.document["inferred_date"], period)]
    unknown = [each for each in own if not each.document["inferred_date"]]
    return {
        "bulletins": [_line(version) for version in touching],
        "without_any_date": len(unknown),
        "inferred_elsewhere": len(own) - len(touching) - len(unknown),
    }


def names_who_fired(versions: Iterable[PublishedVersion], series: str) -> bool:
    """Whether any of the series' bulletins says whom a side accuses."""
    own = (version for version in versions if _is_of(version, series))
    return any(count["accused"] for version in own for count in version.document["counts"])


def _is_of(version: PublishedVersion, series: str) -> bool:
    return bool(version.document["series"]["code"] == series)


def _may_touch(inferred: str, period: Period) -> bool:
    """Whether an inferred day or month (ISO 8601) may lie in the period."""
    if not inferred:
        return False
    first, last = period.start.isoformat(), period.last.isoformat()
    return first[: len(inferred)] <= inferred <= last[: len(inferred)]


def _line(version: PublishedVersion) -> Part:
    document = version.document
    return {
        "id": version.public_id,
        "version": version.version,
        "day": document["period_end"],
        "date_basis": document["date_basis"],
        "inferred_date": document["inferred_date"],
        "source_url": document["source_url"],
        "source_language": document["source_language"],
        "flags": document["flags"],
        "counts": [
            {"side": count["side"]["id"], "total": count["total"], "notes": count["notes"]}
            for count in document["counts"]
        ],
    }
