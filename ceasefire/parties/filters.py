"""How callers narrow the list of parties."""

import django_filters as filters
from django.utils.translation import gettext_lazy as _

from ceasefire.codes.parties import PartyKind
from ceasefire.parties.models import Party
from ceasefire.publication.choices import PublishedKind
from ceasefire.publication.filters import AgreementCodeFilter, PublishedFilter, SearchFilter
from ceasefire.publication.models import PublishedVersion
from ceasefire.publication.querysets import PublishedVersionQuerySet


class PartyFilter(PublishedFilter):
    """Parties by kind, by agreement, or by any of their names in any script."""

    agreement = AgreementCodeFilter(
        kind=PublishedKind.AGREEMENT, method="participating_in", label=_("Agreement")
    )
    kind = filters.ChoiceFilter(field_name="document__kind", choices=PartyKind, label=_("Kind"))
    name = SearchFilter(method="known_as", label=_("Name, alias or code"))

    def participating_in(
        self, versions: PublishedVersionQuerySet, field: str, code: str
    ) -> PublishedVersionQuerySet:
        """Those that somebody names as taking part, in whatever role."""
        agreements = PublishedVersion.objects.of_kind(PublishedKind.AGREEMENT).current()
        listed = (
            agreements.standing()
            .filter(public_id=code)
            .values_list("document__participations", flat=True)
        )
        return versions.filter(
            public_id__in=[each["party"]["id"] for line in listed for each in line]
        )

    def known_as(
        self, versions: PublishedVersionQuerySet, field: str, name: str
    ) -> PublishedVersionQuerySet:
        known = Party.objects.known_as(name).values_list("public_id", flat=True)
        return versions.filter(public_id__in=[str(public_id) for public_id in known])
