"""How callers narrow lists of allegations: those published, and those that are worked on."""

from typing import Any

import django_filters as filters
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ceasefire.allegations.asked import standing_at
from ceasefire.allegations.models import Allegation
from ceasefire.allegations.querysets import AllegationQuerySet
from ceasefire.codes.agreements import Act
from ceasefire.codes.allegations import AllegationState, AnswerStanding, LodgedAs
from ceasefire.monitoring.filters import AreaFilter
from ceasefire.parties.models import Liaison
from ceasefire.publication.choices import PublishedKind
from ceasefire.publication.filters import AgreementCodeFilter, CodeFilter, PeriodFilter


class AllegationFilter(PeriodFilter):
    """Published allegations by who lodged them, against whom, for what and where."""

    complainant = CodeFilter(
        field_name="document__complainant__code", kind=PublishedKind.PARTY, label=_("Lodged for")
    )
    accused = CodeFilter(
        field_name="document__accused__code", kind=PublishedKind.PARTY, label=_("Against")
    )
    lodged_as = filters.ChoiceFilter(
        field_name="document__lodged_as", choices=LodgedAs, label=_("Lodged")
    )
    act = filters.ChoiceFilter(field_name="document__act", choices=Act, label=_("What was done"))
    area = AreaFilter(field_name="document__area__code", kind=PublishedKind.AREA, label=_("Area"))


class OpenAllegationFilter(filters.FilterSet):
    """Allegations in any state, for those who work on them."""

    agreement = AgreementCodeFilter(
        field_name="agreement__code", kind=PublishedKind.AGREEMENT, label=_("Agreement")
    )
    state = filters.ChoiceFilter(choices=AllegationState, label=_("State"))
    standing = filters.ChoiceFilter(
        method="standing_so", choices=AnswerStanding, label=_("Between the sides")
    )

    class Meta:
        model = Allegation
        fields: list[str] = []

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        for each in self.filters.values():
            if isinstance(each, CodeFilter):
                each.offer(self.request.user)

    def standing_so(
        self, allegations: AllegationQuerySet, field: str, standing: str
    ) -> AllegationQuerySet:
        now = timezone.now()
        rows = allegations.select_related("notification", "response")
        return allegations.filter(
            pk__in=[each.pk for each in rows if standing_at(each, now) == standing]
        )

    @property
    def is_narrowed(self) -> bool:
        """Whether the caller asked for less than everything."""
        return any(self.data.get(name) for name in self.filters)


class StaffAllegationFilter(OpenAllegationFilter):
    """For staff, by party too."""

    complainant = CodeFilter(
        field_name="complainant__code", kind=PublishedKind.PARTY, label=_("Lodged for")
    )
    accused = CodeFilter(field_name="accused__code", kind=PublishedKind.PARTY, label=_("Against"))
    lodged_as = filters.ChoiceFilter(choices=LodgedAs, label=_("Lodged"))


class LiaisonAllegationFilter(OpenAllegationFilter):
    """For a liaison, by direction: what its party lodged, and what was put to it."""

    direction = filters.ChoiceFilter(
        method="in_direction",
        choices=[("ours", _("lodged for us")), ("put", _("put to us"))],
        label=_("Direction"),
    )

    def in_direction(
        self, allegations: AllegationQuerySet, field: str, direction: str
    ) -> AllegationQuerySet:
        user = self.request.user
        if direction == "put":
            return allegations.put_to(user)
        return allegations.filter(complainant__in=Liaison.objects.of(user).values("party"))
