from typing import Any

from drf_spectacular.utils import extend_schema_view
from rest_framework import serializers

from ceasefire.allegations.filters import AllegationFilter
from ceasefire.api.documents import CodedReference, NamedReference, published_schema
from ceasefire.api.incidents import NumberedReference, WhenAndWhere
from ceasefire.api.published import PublishedViewSet
from ceasefire.codes.agreements import Act
from ceasefire.codes.allegations import AllegationState, ResponseKind
from ceasefire.publication.choices import PublishedKind


class IncidentReference(serializers.Serializer[Any]):
    """The incident that an allegation is about; it answers by its id once it is published."""

    id = serializers.CharField()
    reference = serializers.CharField()


class ResponseDocument(serializers.Serializer[Any]):
    """The answer of the accused, in full."""

    kind = serializers.ChoiceField(ResponseKind.choices)
    words = serializers.CharField(allow_blank=True)
    language = serializers.CharField()
    given_on = serializers.DateField()


class AllegationDocument(WhenAndWhere):
    """A claim by one party against another. Silence is no response, and never an admission."""

    reference = serializers.CharField()
    agreement = CodedReference()
    is_demo = serializers.BooleanField()
    state = serializers.ChoiceField(AllegationState.choices)
    incident = IncidentReference(allow_null=True)
    complainant = NamedReference()
    accused = NamedReference()
    act = serializers.ChoiceField(Act.choices)
    provisions = NumberedReference(many=True)
    put_on = serializers.DateField(help_text="When it was put to the accused.")
    due_on = serializers.DateField(help_text="By when an answer was asked for.")
    response = ResponseDocument(allow_null=True)


@extend_schema_view(**published_schema(AllegationDocument, AllegationFilter))
class AllegationViewSet(PublishedViewSet):
    """Allegations that were put to the accused, with the answers. None of them is a fact of ours."""

    kind = PublishedKind.ALLEGATION
    filterset = AllegationFilter
