"""Access that was asked for, and what stands of it, by area and never by party, as plain values.

Requests are not published: small counts are not told, nor what would tell them.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Any

from ceasefire.agreements.models import Agreement
from ceasefire.codes.humanitarian import AccessStanding
from ceasefire.humanitarian.models import AccessRequest
from ceasefire.humanitarian.standing import standing_of
from reports.figures.references import area_references
from reports.statistics.few import few, parts_told
from reports.statistics.periods import Period

Part = dict[str, Any]


def access_part(agreement: Agreement, period: Period) -> list[Part]:
    """The requests asked in a period, by area in order of code, and what stands of them now."""
    asked = AccessRequest.objects.not_struck().filter(agreement=agreement)
    asked = asked.asked_between(period.start, period.end)
    by_area: dict[str, list[AccessRequest]] = defaultdict(list)
    for request in asked.select_related("area").prefetch_related("decisions"):
        by_area[request.area.code].append(request)
    areas = area_references(by_area)
    return [{"area": areas[code], **_counted(by_area[code])} for code in sorted(by_area)]


def _counted(requests: Sequence[AccessRequest]) -> Part:
    stands = Counter(
        standing_of(each.asked_on, each.decisions.all(), each.asked_on).kind for each in requests
    )
    parts = {each.value: stands[each] for each in AccessStanding}
    return {"asked": few(len(requests)), **parts_told(parts)}
