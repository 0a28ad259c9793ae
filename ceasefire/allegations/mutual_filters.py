"""How staff narrow the list of mutual accusations."""

from typing import Any

import django_filters as filters
from django.utils.translation import gettext_lazy as _

from ceasefire.allegations.models import MutualAccusation
from ceasefire.codes.allegations import MutualKind, MutualState
from ceasefire.publication.choices import PublishedKind
from ceasefire.publication.filters import AgreementCodeFilter


class MutualFilter(filters.FilterSet):
    """Mutual accusations by agreement, by how two meet, and by whether somebody decided."""

    agreement = AgreementCodeFilter(
        field_name="first__agreement__code", kind=PublishedKind.AGREEMENT, label=_("Agreement")
    )
    kind = filters.ChoiceFilter(choices=MutualKind, label=_("How they meet"))
    state = filters.ChoiceFilter(choices=MutualState, label=_("State"))

    class Meta:
        model = MutualAccusation
        fields: list[str] = []

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.filters["agreement"].offer(self.request.user)

    @property
    def is_narrowed(self) -> bool:
        """Whether the caller asked for less than everything."""
        return any(self.data.get(name) for name in self.filters)
