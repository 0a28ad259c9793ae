from typing import Any

from drf_spectacular.utils import extend_schema_field, extend_schema_view
from rest_framework import serializers

from ceasefire.api.documents import NamedReference, NamesField, SourcedDocument, published_schema
from ceasefire.api.published import PublishedViewSet
from ceasefire.places.choices import AreaLevel
from ceasefire.places.filters import AreaFilter
from ceasefire.publication.choices import PublishedKind

OUTLINE = {
    "type": ["object", "null"],
    "description": "GeoJSON, longitude first. It implies no opinion on any boundary; "
    "null if none was published.",
    "required": ["type", "coordinates"],
    "properties": {
        "type": {"type": "string", "enum": ["Polygon", "MultiPolygon"]},
        "coordinates": {"type": "array", "items": {}},
    },
}


@extend_schema_field(OUTLINE)
class OutlineField(serializers.JSONField):
    """A GeoJSON Polygon or MultiPolygon."""


class SourceNameDocument(serializers.Serializer[Any]):
    """What one source calls the area."""

    used_by = serializers.CharField()
    text = serializers.CharField()


class AreaDocument(SourcedDocument):
    """A governorate or the like; a reporting area has the areas it stands for as members."""

    code = serializers.CharField(help_text="The P-code where there is one.")
    level = serializers.ChoiceField(AreaLevel.choices)
    names = NamesField()
    is_demo = serializers.BooleanField()
    parent = NamedReference(allow_null=True)
    members = NamedReference(many=True)
    source_names = SourceNameDocument(many=True)
    outline = OutlineField()


@extend_schema_view(**published_schema(AreaDocument, AreaFilter))
class AreaViewSet(PublishedViewSet):
    """Areas: governorates and the like, with the names that each source uses."""

    kind = PublishedKind.AREA
    filterset = AreaFilter
