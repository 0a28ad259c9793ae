"""How callers narrow the lists of areas, places and zones."""

import django_filters as filters
from django.utils.translation import gettext_lazy as _

from ceasefire.places.choices import AreaLevel, ZoneKind
from ceasefire.places.models import Place
from ceasefire.publication.choices import PublishedKind
from ceasefire.publication.filters import CodeFilter, PublishedFilter, SearchFilter, called
from ceasefire.publication.querysets import PublishedVersionQuerySet


class CalledFilter(PublishedFilter):
    """Records that belong to no agreement, by their name in any language or their code."""

    agreement = None
    name = SearchFilter(method="called", label=_("Name or code"))

    def called(
        self, versions: PublishedVersionQuerySet, field: str, words: str
    ) -> PublishedVersionQuerySet:
        return called(versions, words)


class AreaFilter(CalledFilter):
    """Areas by what sort they are."""

    level = filters.ChoiceFilter(
        field_name="document__level", choices=AreaLevel, label=_("Sort of area")
    )


class PlaceFilter(CalledFilter):
    """Settlements by name in any script and spelling, or by the area they lie in."""

    name = SearchFilter(method="matching", label=_("Name, in any script"))
    area = CodeFilter(
        field_name="document__area__code", kind=PublishedKind.AREA, label=_("Governorate")
    )

    def matching(
        self, versions: PublishedVersionQuerySet, field: str, words: str
    ) -> PublishedVersionQuerySet:
        known = Place.objects.matching(words).values_list("public_id", flat=True)
        return versions.filter(public_id__in=[str(public_id) for public_id in known])


class ZoneFilter(CalledFilter):
    """Zones by kind, or by an area that they lie in."""

    kind = filters.ChoiceFilter(field_name="document__kind", choices=ZoneKind, label=_("Kind"))
    area = CodeFilter(method="in_area", kind=PublishedKind.AREA, label=_("Governorate"))

    def in_area(
        self, versions: PublishedVersionQuerySet, field: str, code: str
    ) -> PublishedVersionQuerySet:
        return versions.filter(document__areas__contains=[{"code": code}])
