"""How callers narrow the lists of agreements and provisions."""

from datetime import date, datetime, timedelta
from typing import Any

import django_filters as filters
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ceasefire.codes.agreements import AgreementClass, AgreementForm, ProvisionKind, TextStatus
from ceasefire.common.clock import start_of_day
from ceasefire.publication.choices import PublishedKind
from ceasefire.publication.filters import (
    AgreementCodeFilter,
    CodeFilter,
    DayFilter,
    PublishedFilter,
    SearchFilter,
    called,
)
from ceasefire.publication.querysets import PublishedVersionQuerySet


class AgreementFilter(PublishedFilter):
    """Agreements by what they are, and by a day on which they were in force."""

    agreement = None
    name = SearchFilter(method="called", label=_("Name or code"))
    form = filters.ChoiceFilter(field_name="document__form", choices=AgreementForm, label=_("Form"))
    text_status = filters.ChoiceFilter(
        field_name="document__text_status", choices=TextStatus, label=_("Text")
    )
    in_force_on = DayFilter(method="in_force", label=_("In force on"))

    @classmethod
    def get_filters(cls) -> dict[str, filters.Filter]:
        # Named here because `class` cannot be an attribute's name.
        of_class = filters.ChoiceFilter(
            field_name="document__class", choices=AgreementClass, label=_("Class")
        )
        return {"class": of_class, **super().get_filters()}

    def called(
        self, versions: PublishedVersionQuerySet, field: str, words: str
    ) -> PublishedVersionQuerySet:
        return called(versions, words)

    def in_force(
        self, versions: PublishedVersionQuerySet, field: str, day: date
    ) -> PublishedVersionQuerySet:
        """In force at any moment of that day of the agreement's own zone."""
        documents = versions.values_list("pk", "document")
        return versions.filter(pk__in=[key for key, each in documents if was_in_force(each, day)])


class ProvisionFilter(PublishedFilter):
    """Provisions by agreement, by what they oblige to, by how the wording is known."""

    kind = filters.ChoiceFilter(
        field_name="document__kind", choices=ProvisionKind, label=_("Obliges to")
    )
    text_status = filters.ChoiceFilter(
        field_name="document__text_status", choices=TextStatus, label=_("Text")
    )
    words = SearchFilter(
        field_name="document__text", lookup_expr="icontains", label=_("Words of the text")
    )


class HappeningFilter(filters.FilterSet):
    """Whatever says when and where, by its agreement and by an area or what that is made up of."""

    agreement = AgreementCodeFilter(
        field_name="agreement__code", kind=PublishedKind.AGREEMENT, label=_("Agreement")
    )
    area = CodeFilter(method="in_area", kind=PublishedKind.AREA, label=_("Area"))

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        for each in self.filters.values():
            if isinstance(each, CodeFilter):
                each.offer(self.request.user)

    @property
    def is_narrowed(self) -> bool:
        """Whether the caller asked for less than everything."""
        return any(self.data.get(name) for name in self.filters)

    def in_area(self, rows: Any, field: str, code: str) -> Any:
        return rows.filter(
            Q(area__code=code) | Q(area__parent__code=code) | Q(area__parent__parent__code=code)
        )


def was_in_force(agreement: dict[str, Any], day: date) -> bool:
    """Whether the published agreement was in force at any moment of `day` in its own zone."""
    start, end = agreement["effective_from"], agreement["effective_to"]
    zone = agreement["time_zone"]
    if start is None or datetime.fromisoformat(start) >= start_of_day(day + timedelta(1), zone):
        return False
    return end is None or datetime.fromisoformat(end) > start_of_day(day, zone)
