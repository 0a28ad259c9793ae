"""How callers narrow lists of incidents: those published, and, for staff, those under way."""

from datetime import date
from typing import Any

import django_filters as filters
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ceasefire.agreements.filters import HappeningFilter
from ceasefire.agreements.models import Agreement, Mandate
from ceasefire.codes.agreements import Act, MandateAct
from ceasefire.codes.incidents import IncidentState
from ceasefire.codes.verification import AttributionState
from ceasefire.common.clock import start_of_day
from ceasefire.incidents.querysets import IncidentQuerySet
from ceasefire.places.models import Place
from ceasefire.publication.choices import PublishedKind
from ceasefire.publication.filters import CodeFilter, DayFilter, PeriodFilter, SearchFilter
from ceasefire.publication.querysets import PublishedVersionQuerySet

BOUNDS = (MinValueValidator(date(1900, 1, 1)), MaxValueValidator(date(2200, 1, 1)))


def state_filter(**options: Any) -> filters.ChoiceFilter:
    return filters.ChoiceFilter(choices=IncidentState, label=_("Did it happen?"), **options)


class IncidentFilter(PeriodFilter):
    """Published incidents by their day, by what was done and where, and by what was answered."""

    act = filters.ChoiceFilter(field_name="document__act", choices=Act, label=_("What was done"))
    area = CodeFilter(field_name="document__area__code", kind=PublishedKind.AREA, label=_("Area"))
    place = SearchFilter(method="at_place", label=_("Place"))
    state = state_filter(field_name="document__state")
    by_whom = filters.ChoiceFilter(
        field_name="document__by_whom__state", choices=AttributionState, label=_("By whom?")
    )

    def at_place(
        self, versions: PublishedVersionQuerySet, field: str, words: str
    ) -> PublishedVersionQuerySet:
        """By any name of the settlement."""
        known = Place.objects.matching(words).values_list("gazetteer_id", flat=True)
        return versions.filter(document__place__code__in=list(known))


class IncidentPageFilter(IncidentFilter):
    """The same on pages. Nobody is asked about what no mandate lets the mechanism publish."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        for part in ("state", "by_whom"):
            if not self.queryset.filter(document__has_key=part).exists():
                del self.filters[part]


class StaffIncidentFilter(HappeningFilter):
    """Incidents as staff work on them. Their state only where a mandate lets them be verified."""

    act = filters.ChoiceFilter(choices=Act, label=_("What was done"))
    state = state_filter(method="in_state")

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.shows_state = _may_verify(self.data.get("agreement"))
        if not self.shows_state:
            del self.filters["state"]

    @classmethod
    def get_filters(cls) -> dict[str, filters.Filter]:
        found: dict[str, filters.Filter] = super().get_filters()
        # Named here because `from` cannot be an attribute's name.
        first = DayFilter(method="from_day", label=_("From (included)"), validators=BOUNDS)
        end = DayFilter(method="to_day", label=_("To (not included)"), validators=BOUNDS)
        return {**found, "from": first, "to": end}

    def in_state(self, incidents: IncidentQuerySet, field: str, state: str) -> IncidentQuerySet:
        return incidents.to_verify().in_state(IncidentState(state))

    def from_day(self, incidents: IncidentQuerySet, field: str, day: date) -> IncidentQuerySet:
        return incidents.filter(_by_own_clock("begins_at__gte", day))

    def to_day(self, incidents: IncidentQuerySet, field: str, day: date) -> IncidentQuerySet:
        return incidents.filter(_by_own_clock("begins_at__lt", day))


def _by_own_clock(condition: str, day: date) -> Q:
    """The condition on the first moment of a day in the zone of each row's agreement."""
    zones = Agreement.objects.order_by().values_list("time_zone", flat=True).distinct()
    found = Q(pk__in=[])
    for zone in zones:
        found |= Q(**{"agreement__time_zone": zone, condition: start_of_day(day, zone)})
    return found


def _may_verify(agreement: str | None) -> bool:
    """Whether any mandate, or any of the agreement with this code, lets the mechanism verify."""
    mandates = Mandate.objects.filter(acts__contains=[MandateAct.VERIFY])
    return (mandates.filter(agreement__code=agreement) if agreement else mandates).exists()
