"""How callers narrow the list of control claims."""

import django_filters as filters
from django.db.models import Q
from django.db.models.fields.json import KT
from django.utils.translation import gettext_lazy as _

from ceasefire.incidents.choices import ControlKind
from ceasefire.places.models import Place
from ceasefire.publication.choices import PublishedKind
from ceasefire.publication.filters import CodeFilter, PeriodFilter, SearchFilter
from ceasefire.publication.querysets import PublishedVersionQuerySet


class ControlClaimFilter(PeriodFilter):
    """Control claims by kind, by place in any script, by the party said to hold it."""

    kind = filters.ChoiceFilter(field_name="document__kind", choices=ControlKind, label=_("Claim"))
    place = SearchFilter(method="about_place", label=_("Place"))
    party = CodeFilter(method="with_party", kind=PublishedKind.PARTY, label=_("Party"))

    def about_place(
        self, versions: PublishedVersionQuerySet, field: str, words: str
    ) -> PublishedVersionQuerySet:
        """By the words of the claim, or by any name of the settlement it speaks of."""
        known = Place.objects.matching(words).values_list("gazetteer_id", flat=True)
        return versions.annotate(place_words=KT("document__place_text")).filter(
            Q(place_words__icontains=words) | Q(document__place__code__in=list(known))
        )

    def with_party(
        self, versions: PublishedVersionQuerySet, field: str, code: str
    ) -> PublishedVersionQuerySet:
        """Claims that name the party as the one who holds, or against whom."""
        return versions.filter(
            Q(document__parties__contains=[{"code": code}]) | Q(document__against__code=code)
        )
