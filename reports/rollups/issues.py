"""The bulletins of one day, as plain lines to count."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any

from ceasefire.monitoring.choices import DateBasis
from ceasefire.monitoring.models import AreaCount, Bulletin, SideCount, SideView
from ceasefire.publication.choices import PublishedKind
from ceasefire.publication.models import PublishedVersion
from reports.rollups.choices import Word
from reports.rollups.marginals import AreaLine, Issue, SideLine, ViewLine, Words


def issues_of_day(agreement_id: int, day: date) -> list[Issue]:
    """Every bulletin of the agreement dated `day` that is not withdrawn, side by side."""
    dated = Bulletin.objects.filter(series__agreement=agreement_id, period_end=day)
    found = dated.order_by("pk").values_list("pk", "public_id", "series__code", "date_basis")
    bulletins = {pk: (str(public_id), series, basis) for pk, public_id, series, basis in found}
    withdrawn = _withdrawn(public_id for public_id, *_ in bulletins.values())
    sides = _sides_by_bulletin(bulletins)
    return [
        Issue(series, basis == DateBasis.ARTICLE, pk, tuple(sides[pk]))
        for pk, (public_id, series, basis) in bulletins.items()
        if public_id not in withdrawn
    ]


def _withdrawn(public_ids: Iterable[str]) -> set[str]:
    versions = PublishedVersion.objects.of_kind(PublishedKind.BULLETIN).current()
    withdrawn = versions.filter(public_id__in=list(public_ids), withdrawn_at__isnull=False)
    return set(withdrawn.values_list("public_id", flat=True))


def _sides_by_bulletin(bulletins: Iterable[int]) -> dict[int, list[SideLine]]:
    counts = SideCount.objects.filter(bulletin__in=list(bulletins)).order_by("pk")
    rows = list(counts.values_list("pk", "bulletin_id", "side__public_id", "total"))
    keys = [pk for pk, *_ in rows]
    areas, views = _areas_by_count(keys), _views_by_count(keys)
    found: dict[int, list[SideLine]] = defaultdict(list)
    for pk, bulletin, side, total in rows:
        found[bulletin].append(SideLine(str(side), total, tuple(areas[pk]), tuple(views[pk])))
    return found


def _areas_by_count(counts: list[int]) -> dict[int, list[AreaLine]]:
    lines = AreaCount.objects.filter(side_count__in=counts).order_by("pk")
    found: dict[int, list[AreaLine]] = defaultdict(list)
    for side_count, area, count, *numbers in lines.values_list(
        "side_count_id", "area__code", "count", *Word
    ):
        found[side_count].append(AreaLine(area, count, _said(numbers)))
    return found


def _views_by_count(counts: list[int]) -> dict[int, list[ViewLine]]:
    views = SideView.objects.filter(side_count__in=counts).order_by("pk")
    found: dict[int, list[ViewLine]] = defaultdict(list)
    for side_count, author, *numbers in views.values_list(
        "side_count_id", "author__public_id", *Word
    ):
        found[side_count].append(ViewLine(str(author), _said(numbers)))
    return found


def _said(numbers: list[Any]) -> Words:
    pairs = zip(Word, numbers, strict=True)
    return tuple((word, number) for word, number in pairs if number is not None)
