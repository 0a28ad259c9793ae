from drf_spectacular.utils import extend_schema_view
from rest_framework import serializers

from ceasefire.api.areas import OutlineField
from ceasefire.api.documents import DatedDocument, NamedReference, NamesField, published_schema
from ceasefire.api.published import PublishedViewSet
from ceasefire.places.choices import ZoneKind
from ceasefire.places.filters import ZoneFilter
from ceasefire.publication.choices import PublishedKind


class ZoneDocument(DatedDocument):
    """An area that an agreement speaks of. Without a published outline it has none."""

    code = serializers.CharField()
    kind = serializers.ChoiceField(ZoneKind.choices)
    names = NamesField()
    is_demo = serializers.BooleanField()
    extent_known = serializers.BooleanField(help_text="Whether an outline was published.")
    extent_in_words = serializers.CharField(allow_blank=True)
    covers_whole_areas = serializers.BooleanField(
        help_text="Whether the zone is exactly the areas it names, rather than parts of them."
    )
    outline = OutlineField()
    areas = NamedReference(many=True)


@extend_schema_view(**published_schema(ZoneDocument, ZoneFilter))
class ZoneViewSet(PublishedViewSet):
    """Zones that agreements speak of."""

    kind = PublishedKind.ZONE
    filterset = ZoneFilter
