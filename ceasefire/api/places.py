from drf_spectacular.utils import extend_schema_view
from rest_framework import serializers

from ceasefire.api.documents import NamedReference, NamesField, SourcedDocument, published_schema
from ceasefire.api.published import PublishedViewSet
from ceasefire.places.filters import PlaceFilter
from ceasefire.publication.choices import PublishedKind


class PlaceDocument(SourcedDocument):
    """A settlement or named point of the gazetteer."""

    code = serializers.CharField(help_text="The gazetteer's id.")
    names = NamesField()
    is_demo = serializers.BooleanField()
    area = NamedReference(allow_null=True)
    latitude = serializers.FloatField(min_value=-90, max_value=90, help_text="WGS 84 degrees.")
    longitude = serializers.FloatField(min_value=-180, max_value=180, help_text="WGS 84 degrees.")
    cell = serializers.CharField(help_text="H3 cell of resolution 7.")


@extend_schema_view(**published_schema(PlaceDocument, PlaceFilter))
class PlaceViewSet(PublishedViewSet):
    """Places: the gazetteer's settlements, found by any of their names in any script."""

    kind = PublishedKind.PLACE
    filterset = PlaceFilter
