from drf_spectacular.utils import extend_schema_view
from rest_framework import serializers

from ceasefire.api.documents import (
    CodedReference,
    NamedReference,
    SourcedDocument,
    published_schema,
)
from ceasefire.api.published import PublishedViewSet
from ceasefire.incidents.choices import ControlKind, Direction
from ceasefire.incidents.filters import ControlClaimFilter
from ceasefire.publication.choices import PublishedKind


class ControlClaimDocument(SourcedDocument):
    """Who holds, cuts off or besieges a place, from which side, on which day, says whom."""

    agreement = CodedReference()
    is_demo = serializers.BooleanField()
    kind = serializers.ChoiceField(ControlKind.choices)
    place = NamedReference(allow_null=True)
    area = NamedReference(allow_null=True)
    place_text = serializers.CharField()
    parties = NamedReference(many=True)
    against = NamedReference(allow_null=True)
    directions = serializers.ListField(child=serializers.ChoiceField(Direction.choices))
    on_day = serializers.DateField(allow_null=True)
    when = serializers.CharField(
        allow_blank=True, help_text="The time in the source's words, where it gives no day."
    )
    words = serializers.CharField(allow_blank=True)


@extend_schema_view(**published_schema(ControlClaimDocument, ControlClaimFilter))
class ControlClaimViewSet(PublishedViewSet):
    """Control claims: what somebody says of who holds a place. A claim is never a fact of ours."""

    kind = PublishedKind.CONTROL_CLAIM
    filterset = ControlClaimFilter
