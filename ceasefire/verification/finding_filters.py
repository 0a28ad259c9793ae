"""How callers narrow lists of findings: those published, and those that are worked on."""

from typing import Any

import django_filters as filters
from django.utils.translation import gettext_lazy as _

from ceasefire.codes.verification import FindingOutcome, FindingState
from ceasefire.monitoring.filters import AreaFilter
from ceasefire.publication.choices import PublishedKind
from ceasefire.publication.filters import AgreementCodeFilter, CodeFilter, PeriodFilter
from ceasefire.verification.models import Finding


class FindingFilter(PeriodFilter):
    """Published findings by what was found, on which provision, on whom, and when adopted."""

    from_label = _("Adopted from (included)")
    to_label = _("Adopted before")

    outcome = filters.ChoiceFilter(
        field_name="document__outcome", choices=FindingOutcome, label=_("Outcome")
    )
    accused = CodeFilter(
        field_name="document__accused__code", kind=PublishedKind.PARTY, label=_("Party")
    )
    provision = filters.CharFilter(
        field_name="document__provision__number", label=_("Provision, by its number")
    )
    area = AreaFilter(field_name="document__area__code", kind=PublishedKind.AREA, label=_("Area"))


class PutFindingFilter(filters.FilterSet):
    """Findings that were put to a party: by nothing that would tell how they stand."""

    agreement = AgreementCodeFilter(
        field_name="incident__agreement__code", kind=PublishedKind.AGREEMENT, label=_("Agreement")
    )

    class Meta:
        model = Finding
        fields: list[str] = []

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        for each in self.filters.values():
            if isinstance(each, CodeFilter):
                each.offer(self.request.user)

    @property
    def is_narrowed(self) -> bool:
        """Whether the caller asked for less than everything."""
        return any(self.data.get(name) for name in self.filters)


class WorkingFindingFilter(PutFindingFilter):
    """Findings in any state, for staff."""

    state = filters.ChoiceFilter(choices=FindingState, label=_("State"))
    outcome = filters.ChoiceFilter(choices=FindingOutcome, label=_("Outcome"))
    accused = CodeFilter(field_name="accused__code", kind=PublishedKind.PARTY, label=_("Party"))
