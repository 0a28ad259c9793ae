"""The shapes of published documents, for the schema. Documents are made in each
package's `documents.py` and passed on as stored; a test holds them against these."""

from typing import Any

from drf_spectacular.utils import OpenApiParameter, extend_schema, inline_serializer
from rest_framework import serializers

from ceasefire.api.problems import problem_schema
from ceasefire.publication.filters import PublishedFilter


class NamesField(serializers.DictField):
    """Names by language code; English is always there."""

    child = serializers.CharField()


class NamedReference(serializers.Serializer[Any]):
    id = serializers.CharField()
    code = serializers.CharField()
    names = NamesField()


class SourceDocument(serializers.Serializer[Any]):
    title = serializers.CharField(allow_blank=True)
    url = serializers.CharField(allow_blank=True)
    note = serializers.CharField(allow_blank=True)


class SourcedDocument(serializers.Serializer[Any]):
    """Who states it, and where."""

    asserted_by = serializers.CharField(allow_blank=True)
    relayed_by = serializers.CharField(allow_blank=True)
    source = SourceDocument()  # type: ignore[assignment]


class PublishedFacts(serializers.Serializer[Any]):
    version = serializers.IntegerField()
    at = serializers.DateTimeField()
    reason = serializers.CharField(allow_blank=True)
    withdrawn_at = serializers.DateTimeField(required=False)
    withdrawn_because = serializers.CharField(required=False)


def published_schema(
    document: type[serializers.Serializer[Any]], filterset: type[PublishedFilter]
) -> dict[str, Any]:
    """What `list` and `retrieve` of a published kind take and answer."""
    name = document.__name__.removesuffix("Document")
    fields = {"id": serializers.CharField(), **document().get_fields()}
    shape = inline_serializer(name, {**fields, "published": PublishedFacts()})
    parameters = [
        OpenApiParameter(field, str, description=str(each.label))
        for field, each in filterset.base_filters.items()
    ]
    return {
        "list": extend_schema(parameters=parameters, responses={200: shape, **problem_schema()}),
        "retrieve": extend_schema(responses={200: shape, **problem_schema()}),
    }
