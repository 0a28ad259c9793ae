from drf_spectacular.utils import extend_schema_view
from rest_framework import serializers

from ceasefire.api.documents import (
    CodedReference,
    NamedReference,
    NamesField,
    SourcedDocument,
    published_schema,
)
from ceasefire.api.published import PublishedViewSet
from ceasefire.publication.choices import PublishedKind
from ceasefire.talks.choices import DelegationRole, DelegationStatus, ItemKind, RoundKind
from ceasefire.talks.filters import RoundFilter


class DelegationDocument(SourcedDocument):
    """A party at the round: expected or attended, in which capacity, and who says so."""

    party = NamedReference()
    role = serializers.ChoiceField(DelegationRole.choices)
    status = serializers.ChoiceField(DelegationStatus.choices)
    is_first_time = serializers.BooleanField(allow_null=True)


class RoundItemDocument(SourcedDocument):
    """A line of the agenda, a proposal, an outcome, or what was to follow."""

    kind = serializers.ChoiceField(ItemKind.choices)
    text = serializers.CharField()
    party = NamedReference(allow_null=True)
    due_on = serializers.DateField(allow_null=True)
    state = serializers.CharField(allow_blank=True)


class RoundDocument(SourcedDocument):
    """One meeting of a series of talks about an agreement. Null means that nobody says."""

    code = serializers.CharField()
    names = NamesField()
    is_demo = serializers.BooleanField()
    agreement = CodedReference()
    number = serializers.IntegerField(allow_null=True)
    kind = serializers.ChoiceField(RoundKind.choices)
    first_day = serializers.DateField()
    last_day = serializers.DateField(help_text="Included.")
    dates_note = serializers.CharField(allow_blank=True)
    city = serializers.CharField()
    is_closed = serializers.BooleanField(allow_null=True)
    line_up_disclosed = serializers.BooleanField(allow_null=True)
    delegations = DelegationDocument(many=True)
    items = RoundItemDocument(many=True)


@extend_schema_view(**published_schema(RoundDocument, RoundFilter))
class RoundViewSet(PublishedViewSet):
    """Rounds of talks, with delegations, agenda, proposals, outcomes and follow-up."""

    kind = PublishedKind.ROUND
    filterset = RoundFilter
