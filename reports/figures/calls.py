"""Calls to stop what was happening, by area and never by party, as plain values.

Calls are not published: small counts are not told, nor what would tell them.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Any

from ceasefire.agreements.models import Agreement
from ceasefire.codes.calls import CallAnswer, FireStopped
from ceasefire.common.clock import start_of_day
from ceasefire.incidents.models import Call
from reports.figures.references import area_references
from reports.statistics.few import few, parts_told
from reports.statistics.minutes import minutes_told
from reports.statistics.periods import Period

Part = dict[str, Any]


def calls_part(agreement: Agreement, period: Period) -> list[Part]:
    """The calls made in a period, by area in order of code: answered, and what followed."""
    start, end = (start_of_day(each, agreement.time_zone) for each in (period.start, period.end))
    calls = Call.objects.filter(agreement=agreement).called_between(start, end)
    by_area: dict[str, list[Call]] = defaultdict(list)
    for call in calls.select_related("area"):
        by_area[call.area.code].append(call)
    areas = area_references(by_area)
    return [{"area": areas[code], **_counted(by_area[code])} for code in sorted(by_area)]


def _counted(calls: Sequence[Call]) -> Part:
    not_reached = sum(call.answer == CallAnswer.NOT_REACHED for call in calls)
    followed = Counter(call.fire_stopped for call in calls)
    told = parts_told({each.value: followed[each] for each in FireStopped})
    minutes = [call.minutes_to_stop for call in calls if call.minutes_to_stop is not None]
    return {
        "calls": few(len(calls)),
        **parts_told({"answered": len(calls) - not_reached, "not_reached": not_reached}),
        **told,
        **minutes_told(minutes if told[FireStopped.STOPPED] else ()),
    }
