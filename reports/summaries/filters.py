"""How callers narrow lists of summaries: those published, and, for staff, those under way."""

from datetime import date
from typing import Any

import django_filters as filters
from django.utils.translation import gettext_lazy as _

from ceasefire.publication.choices import PublishedKind
from ceasefire.publication.filters import AgreementCodeFilter, DayFilter, PublishedFilter
from ceasefire.publication.querysets import PublishedVersionQuerySet
from reports.summaries.choices import SummaryKind, SummaryStatus
from reports.summaries.models import ComplianceSummary


class SummaryFilter(PublishedFilter):
    """Published summaries by kind, and by the days their periods touch."""

    kind = filters.ChoiceFilter(
        field_name="document__kind", choices=SummaryKind, label=_("Kind of period")
    )

    @classmethod
    def get_filters(cls) -> dict[str, filters.Filter]:
        found: dict[str, filters.Filter] = super().get_filters()
        # Named here because `from` cannot be an attribute's name.
        first = DayFilter(method="reaching", label=_("From (included)"))
        end = DayFilter(method="beginning_before", label=_("To (not included)"))
        return {**found, "from": first, "to": end}

    def reaching(
        self, versions: PublishedVersionQuerySet, field: str, day: date
    ) -> PublishedVersionQuerySet:
        return versions.filter(document__to__gt=day.isoformat())

    def beginning_before(
        self, versions: PublishedVersionQuerySet, field: str, day: date
    ) -> PublishedVersionQuerySet:
        return versions.filter(document__from__lt=day.isoformat())


class StaffSummaryFilter(filters.FilterSet):
    """Summaries in any state, as staff work on them."""

    agreement = AgreementCodeFilter(
        field_name="agreement__code", kind=PublishedKind.AGREEMENT, label=_("Agreement")
    )
    kind = filters.ChoiceFilter(choices=SummaryKind, label=_("Kind of period"))
    status = filters.ChoiceFilter(choices=SummaryStatus, label=_("State"))

    class Meta:
        model = ComplianceSummary
        fields: list[str] = []

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.filters["agreement"].offer(self.request.user)

    @classmethod
    def get_filters(cls) -> dict[str, filters.Filter]:
        found: dict[str, filters.Filter] = super().get_filters()
        first = DayFilter(field_name="period_to", lookup_expr="gt", label=_("From (included)"))
        end = DayFilter(field_name="period_from", lookup_expr="lt", label=_("To (not included)"))
        return {**found, "from": first, "to": end}

    @property
    def is_narrowed(self) -> bool:
        """Whether the caller asked for less than everything."""
        return any(self.data.get(name) for name in self.filters)
