"""How callers narrow the list of parties."""

import django_filters as filters

from ceasefire.codes.parties import PartyKind
from ceasefire.parties.models import Party
from ceasefire.publication.filters import PublishedFilter
from ceasefire.publication.querysets import PublishedVersionQuerySet


class PartyFilter(PublishedFilter):
    """Parties by kind, or by any of their names in any script."""

    agreement = None
    kind = filters.ChoiceFilter(field_name="document__kind", choices=PartyKind, label="Kind")
    name = filters.CharFilter(method="known_as", label="Name, alias or code")

    def known_as(
        self, versions: PublishedVersionQuerySet, field: str, name: str
    ) -> PublishedVersionQuerySet:
        known = Party.objects.known_as(name).values_list("public_id", flat=True)
        return versions.filter(public_id__in=[str(public_id) for public_id in known])
