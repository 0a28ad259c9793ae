from typing import Any

from drf_spectacular.utils import extend_schema_view
from rest_framework import serializers

from ceasefire.api.allegations import IncidentReference
from ceasefire.api.documents import CodedReference, NamedReference, published_schema
from ceasefire.api.incidents import NumberedReference, WhenAndWhere
from ceasefire.api.published import PublishedViewSet
from ceasefire.codes.agreements import Act, StandardOfProof
from ceasefire.codes.verification import (
    FindingGround,
    FindingOutcome,
    FindingState,
    RecommendationState,
)
from ceasefire.publication.choices import PublishedKind
from ceasefire.verification.finding_filters import FindingFilter

STATES = [(each.value, each.label) for each in (FindingState.ADOPTED, FindingState.SUPERSEDED)]


class FindingReference(serializers.Serializer[Any]):
    """Another finding, in whose place this one stands, or which stands in its place."""

    id = serializers.CharField()
    reference = serializers.CharField()


class ReplyDocument(serializers.Serializer[Any]):
    """The reply of the party, in full."""

    words = serializers.CharField()
    language = serializers.CharField()
    given_on = serializers.DateField()


class RecommendationDocument(serializers.Serializer[Any]):
    """What is asked of a party, and what came of it."""

    id = serializers.CharField()
    addressed_to = NamedReference()
    text = serializers.CharField()
    due_on = serializers.DateField(allow_null=True)
    state = serializers.ChoiceField(RecommendationState.choices)
    followed_up = serializers.CharField(allow_blank=True)
    followed_up_on = serializers.DateField(allow_null=True)


class FindingDocument(WhenAndWhere):
    """The mechanism's reasoned decision on one provision and one party, or nobody."""

    reference = serializers.CharField()
    agreement = CodedReference()
    is_demo = serializers.BooleanField()
    incident = IncidentReference()
    state = serializers.ChoiceField(STATES)
    provision = NumberedReference()
    accused = NamedReference(allow_null=True)
    act = serializers.ChoiceField(Act.choices, allow_blank=True)
    outcome = serializers.ChoiceField(FindingOutcome.choices)
    ground = serializers.ChoiceField(FindingGround.choices, allow_blank=True)
    standard_of_proof = serializers.ChoiceField(StandardOfProof.choices)
    reasoning = serializers.CharField()
    dissent = serializers.CharField(allow_blank=True)
    recommendations = RecommendationDocument(many=True)
    put_on = serializers.DateField(allow_null=True, help_text="When it was put to the party.")
    due_on = serializers.DateField(allow_null=True, help_text="The last day for a reply.")
    not_awaited_because = serializers.CharField(
        allow_blank=True, help_text="Why it was decided before the time to reply was over."
    )
    reply = ReplyDocument(allow_null=True, help_text="Null is no reply, and no admission.")
    adopted_on = serializers.DateField()
    supersedes = FindingReference(allow_null=True)
    superseded_by = FindingReference(allow_null=True)


@extend_schema_view(**published_schema(FindingDocument, FindingFilter))
class FindingViewSet(PublishedViewSet):
    """Findings that two have adopted. Only these speak of a violation."""

    kind = PublishedKind.FINDING
    filterset = FindingFilter
