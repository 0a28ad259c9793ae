"""How staff narrow the list of what is referred."""

from typing import Any

import django_filters as filters
from django.utils.translation import gettext_lazy as _

from ceasefire.allegations.models import LadderLevel, Referral
from ceasefire.common.names import name_in


class ReferralFilter(filters.FilterSet):
    """Referrals by agreement, of those that have a ladder, and by its levels."""

    agreement = filters.ChoiceFilter(field_name="level__agreement__code", label=_("Agreement"))
    level = filters.ChoiceFilter(field_name="level__public_id", label=_("Level"))

    class Meta:
        model = Referral
        fields: list[str] = []

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        levels = LadderLevel.objects.visible_to(self.request.user).in_order()
        agreements = dict.fromkeys(each.agreement for each in levels)
        self.filters["agreement"].extra["choices"] = [
            (each.code, f"{each.code} · {name_in(each.names)}") for each in agreements
        ]
        self.filters["level"].extra["choices"] = [
            (str(each.public_id), f"{each.agreement.code} · {name_in(each.names)}")
            for each in levels
        ]

    @property
    def is_narrowed(self) -> bool:
        """Whether the caller asked for less than everything."""
        return any(self.data.get(name) for name in self.filters)
