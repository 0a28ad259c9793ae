from drf_spectacular.utils import extend_schema_view
from rest_framework import serializers

from ceasefire.api.documents import NamedReference, SourcedDocument, published_schema
from ceasefire.api.published import PublishedViewSet
from ceasefire.codes.parties import PartyKind
from ceasefire.parties.choices import AliasKind, RelationKind
from ceasefire.parties.filters import PartyFilter
from ceasefire.publication.choices import PublishedKind


class AliasDocument(SourcedDocument):
    text = serializers.CharField()
    language = serializers.CharField()
    kind = serializers.ChoiceField(AliasKind.choices)


class RelationDocument(SourcedDocument):
    kind = serializers.ChoiceField(RelationKind.choices)
    other = NamedReference()
    target = NamedReference(allow_null=True)
    place = serializers.CharField()
    to = serializers.DateField(allow_null=True)

    def get_fields(self) -> dict[str, serializers.Field]:  # type: ignore[type-arg]
        return {**super().get_fields(), "from": serializers.DateField(allow_null=True)}


class PartyDocument(SourcedDocument):
    code = serializers.CharField()
    kind = serializers.ChoiceField(PartyKind.choices)
    names = serializers.DictField(child=serializers.CharField())
    short_names = serializers.DictField(child=serializers.CharField())
    is_demo = serializers.BooleanField()
    aliases = AliasDocument(many=True)
    relations = RelationDocument(many=True)


@extend_schema_view(**published_schema(PartyDocument, PartyFilter))
class PartyViewSet(PublishedViewSet):
    """Parties: everybody who acts, under all their names, in relations that somebody asserts."""

    kind = PublishedKind.PARTY
    filterset = PartyFilter
