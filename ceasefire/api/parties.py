from drf_spectacular.utils import extend_schema_view
from rest_framework import serializers

from ceasefire.api.documents import (
    DatedDocument,
    NamedReference,
    NamesField,
    SourcedDocument,
    published_schema,
)
from ceasefire.api.published import PublishedViewSet
from ceasefire.codes.parties import PartyKind
from ceasefire.parties.choices import AliasKind, RelationKind
from ceasefire.parties.filters import PartyFilter
from ceasefire.publication.choices import PublishedKind


class AliasDocument(SourcedDocument):
    """Another name, in any script."""

    text = serializers.CharField()
    language = serializers.CharField()
    kind = serializers.ChoiceField(AliasKind.choices)


class RelationDocument(DatedDocument):
    """How the party stands to another, as somebody asserts."""

    kind = serializers.ChoiceField(RelationKind.choices)
    other = NamedReference()
    target = NamedReference(allow_null=True)
    place = serializers.CharField(allow_blank=True)


class PartyDocument(SourcedDocument):
    """A party under all its names, in relations that somebody asserts."""

    code = serializers.CharField()
    kind = serializers.ChoiceField(PartyKind.choices)
    names = NamesField()
    short_names = NamesField()
    is_demo = serializers.BooleanField()
    aliases = AliasDocument(many=True)
    relations = RelationDocument(many=True)


@extend_schema_view(**published_schema(PartyDocument, PartyFilter))
class PartyViewSet(PublishedViewSet):
    """Parties: everybody who acts, under all their names, in relations that somebody asserts."""

    kind = PublishedKind.PARTY
    filterset = PartyFilter
