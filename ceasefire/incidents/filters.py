"""How callers narrow the list of control claims."""

import django_filters as filters
from django import forms
from django.db.models import Q
from django.db.models.fields.json import KT
from django.utils.translation import gettext_lazy as _

from ceasefire.incidents.choices import ControlKind
from ceasefire.incidents.claims_in_time import CLOSED_IN, place_key
from ceasefire.places.models import Place
from ceasefire.publication.choices import PublishedKind
from ceasefire.publication.filters import (
    CodeFilter,
    PeriodFilter,
    PublishedFilter,
    SearchFilter,
)
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


class ControlPlaceFilter(PublishedFilter):
    """Claims by agreement; on request only those about places once said to be closed in."""

    closed_in = filters.BooleanFilter(
        method="said_to_be_closed_in",
        label=_("Only places said to be cut off or besieged"),
        widget=forms.CheckboxInput,
    )

    def said_to_be_closed_in(
        self, versions: PublishedVersionQuerySet, field: str, only: object
    ) -> PublishedVersionQuerySet:
        """Everything claimed of such a place: also who holds it, and what was said later."""
        if not only:
            return versions
        told = list(versions.values_list("pk", "document"))
        places = {place_key(claim) for _pk, claim in told if claim["kind"] in CLOSED_IN}
        return versions.filter(pk__in=[pk for pk, claim in told if place_key(claim) in places])
