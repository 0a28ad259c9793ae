"""The periods and the areas that an accepted-and-disputed sheet is asked for."""

from itertools import pairwise

from django.utils import timezone

from ceasefire.agreements.covering import areas_around
from ceasefire.agreements.locating import areas_to_name
from ceasefire.agreements.models import Agreement
from ceasefire.common.clock import local_day
from ceasefire.places.models import Area, Zone
from ceasefire.talks.models import Round
from reports.statistics.periods import ONE_DAY, Meeting, Period, month_up_to, periods_between

SINCE_THE_LAST, ALL, THIS_MONTH = "since-the-last-round", "all", "this-month"


def periods_to_choose(agreement: Agreement) -> dict[str, Period]:
    """Since the last round; between rounds, latest first, by the code of the round that ends it;
    since the agreement took effect. Each where there is one; this month, where there is none."""
    today = local_day(timezone.now(), agreement.time_zone)
    rounds = rounds_about(agreement)
    found: dict[str, Period] = {}
    held = [each.last_day for each in rounds if each.last_day < today]
    if held:
        found[SINCE_THE_LAST] = Period(max(held) + ONE_DAY, today + ONE_DAY)
    for earlier, later in reversed([*pairwise(rounds)]):
        meetings = [Meeting(each.first_day, each.last_day) for each in (earlier, later)]
        for period in periods_between(meetings):
            found[later.code] = period
    if agreement.effective_from:
        since = local_day(agreement.effective_from, agreement.time_zone)
        found[ALL] = Period(min(since, today), today + ONE_DAY)
    return found or {THIS_MONTH: month_up_to(today)}


def rounds_about(agreement: Agreement) -> list[Round]:
    """The high-level rounds, earliest first."""
    return list(Round.objects.about(agreement).high_level().order_by("first_day", "pk"))


def zones_of(agreement: Agreement) -> list[Zone]:
    """The zones the agreement speaks of whose areas are recorded."""
    zones = [each.zone for each in agreement.areas.select_related("zone")]
    zones += [each.zone for each in agreement.provisions.select_related("zone") if each.zone]
    return [zone for zone in dict.fromkeys(zones) if zone.areas.exists()]


def areas_within(agreement: Agreement, where: Area | Zone) -> frozenset[int]:
    """The keys of an area and its parts, or of all areas of a zone with theirs."""
    areas = where.areas.all() if isinstance(where, Zone) else [where]
    wanted = {area.code for area in areas}
    return frozenset(
        area.pk for area in areas_to_name(agreement) if not wanted.isdisjoint(areas_around(area))
    )
