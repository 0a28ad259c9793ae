"""The shapes of published documents, for the schema. Documents are made in each
package's `documents.py` and passed on as stored; a test holds them against these."""

from typing import Any

import django_filters as filters
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import (
    OpenApiParameter,
    OpenApiResponse,
    PolymorphicProxySerializer,
    extend_schema,
)
from rest_framework import serializers

from ceasefire.api.problems import problem_schema
from ceasefire.publication.filters import PublishedFilter

Fields = dict[str, serializers.Field]  # type: ignore[type-arg]
UNCHANGED = OpenApiResponse(description="What `If-None-Match` names is still what stands here.")


class NamesField(serializers.DictField):
    """Names by language code; English is always there."""

    child = serializers.CharField()


class CodedReference(serializers.Serializer[Any]):
    """An agreement that another record belongs to; its code is its public id."""

    code = serializers.CharField()
    names = NamesField()


class NamedReference(CodedReference):
    """Another record, with its names, so that no second call is needed."""

    id = serializers.CharField()


class SourceDocument(serializers.Serializer[Any]):
    title = serializers.CharField(allow_blank=True)
    url = serializers.CharField(allow_blank=True)
    note = serializers.CharField(allow_blank=True)


class SourcedDocument(serializers.Serializer[Any]):
    """Who states it, and where."""

    asserted_by = serializers.CharField(allow_blank=True)
    relayed_by = serializers.CharField(allow_blank=True)
    source = SourceDocument()  # type: ignore[assignment]


class DatedDocument(SourcedDocument):
    """A fact that holds from a day up to another; null where nobody says."""

    def get_fields(self) -> Fields:
        days = {name: serializers.DateField(allow_null=True) for name in ("from", "to")}
        return {**super().get_fields(), **days}


class TimedDocument(SourcedDocument):
    """A fact that holds from a moment up to another, in UTC; null where nobody says."""

    def get_fields(self) -> Fields:
        moments = {name: serializers.DateTimeField(allow_null=True) for name in ("from", "to")}
        return {**super().get_fields(), **moments}


class PublishedFacts(serializers.Serializer[Any]):
    """Which version this is, and when it was published."""

    version = serializers.IntegerField(min_value=1)
    at = serializers.DateTimeField()
    reason = serializers.CharField(allow_blank=True)


class WithdrawnFacts(PublishedFacts):
    withdrawn_at = serializers.DateTimeField()
    withdrawn_because = serializers.CharField()


class Tombstone(serializers.Serializer[Any]):
    """What stands where a record was withdrawn: that it was published, and why it is no more."""

    id = serializers.CharField()
    published = WithdrawnFacts()


def published_schema(
    document: type[serializers.Serializer[Any]],
    filterset: type[PublishedFilter],
    *,
    id_description: str = "The record's public id (UUID).",
) -> dict[str, Any]:
    """What `list` and `retrieve` of a published kind take and answer."""
    shape = _shape(document)
    one = PolymorphicProxySerializer(
        component_name=f"{type(shape).__name__}OrTombstone",
        serializers=[shape, Tombstone],
        resource_type_field_name=None,
    )
    named = OpenApiParameter("id", str, OpenApiParameter.PATH, description=id_description)
    return {
        "list": extend_schema(
            parameters=[parameter(name, each) for name, each in filterset.base_filters.items()],
            responses={200: shape, 304: UNCHANGED, **problem_schema()},
        ),
        "retrieve": extend_schema(
            parameters=[named],
            responses={200: one, 304: UNCHANGED, **problem_schema(400, 401, 403, 404, 406)},
        ),
    }


def parameter(name: str, each: filters.Filter) -> OpenApiParameter:
    """A filter as the schema tells of it: its type, and the words it may be."""
    kind: Any = str
    choices = None
    if isinstance(each, filters.ChoiceFilter):
        choices = [value for value, _ in getattr(each.extra["choices"], "choices", ())]
    elif isinstance(each, filters.DateFilter):
        kind = OpenApiTypes.DATE
    elif isinstance(each, filters.BooleanFilter):
        kind = bool
    elif isinstance(each, filters.NumberFilter):
        kind = int
    return OpenApiParameter(name, kind, enum=choices, description=str(each.label))


def _shape(document: type[serializers.Serializer[Any]]) -> serializers.Serializer[Any]:
    """The shape of a document that is published: with its id, and which version it is."""

    def get_fields(self: serializers.Serializer[Any]) -> Fields:
        told = document.get_fields(self)
        return {"id": serializers.CharField(), **told, "published": PublishedFacts()}

    name = document.__name__.removesuffix("Document")
    parts = {"get_fields": get_fields, "__doc__": document.__doc__}
    shape: serializers.Serializer[Any] = type(name, (document,), parts)()
    return shape
