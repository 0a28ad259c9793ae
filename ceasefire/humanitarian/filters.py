"""How staff and mediators narrow the list of requests for access: never by party."""

import django_filters as filters
from django.db.models import OuterRef, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from ceasefire.agreements.filters import HappeningFilter
from ceasefire.codes.humanitarian import AccessPurpose, AccessStanding
from ceasefire.humanitarian.models import AccessDecision
from ceasefire.humanitarian.querysets import AccessRequestQuerySet

STRUCK = "struck"


class AccessRequestFilter(HappeningFilter):
    """Requests by where, by what for, and by what became of them; struck ones only if asked for."""

    purpose = filters.ChoiceFilter(choices=AccessPurpose, label=_("What for"))
    standing = filters.ChoiceFilter(
        choices=[*AccessStanding.choices, (STRUCK, _("recorded by mistake"))],
        method="in_standing",
        label=_("What became of it"),
    )

    def filter_queryset(self, queryset: AccessRequestQuerySet) -> AccessRequestQuerySet:
        found: AccessRequestQuerySet = super().filter_queryset(queryset)
        return found if self.form.cleaned_data["standing"] == STRUCK else found.not_struck()

    def in_standing(
        self, requests: AccessRequestQuerySet, field: str, standing: str
    ) -> AccessRequestQuerySet:
        """By the latest decision that was not struck."""
        if standing == STRUCK:
            return requests.filter(struck_at__isnull=False)
        kept = AccessDecision.objects.filter(request=OuterRef("pk"), struck_at__isnull=True)
        latest = Subquery(kept.order_by("-decided_on", "-pk").values("kind")[:1])
        stands = Coalesce(latest, Value(AccessStanding.UNANSWERED.value))
        return requests.alias(stands=stands).filter(stands=standing)
