from typing import Any

from drf_spectacular.utils import extend_schema_view
from rest_framework import serializers

from ceasefire.api.documents import CodedReference, NamedReference, published_schema
from ceasefire.api.published import PublishedViewSet
from ceasefire.codes.agreements import Act
from ceasefire.codes.casualties import CasualtyOutcome, CasualtyStatus
from ceasefire.codes.incidents import IncidentState, Severity, UnableBecause
from ceasefire.codes.observations import PartOfDay, PlacePrecision, Weapon
from ceasefire.codes.scope import ScopeOutcome, ScopeReason
from ceasefire.codes.verification import AttributionState
from ceasefire.incidents.incident_filters import IncidentFilter
from ceasefire.publication.choices import PublishedKind

Shape = serializers.Serializer[Any]


class NumberedReference(Shape):
    """A provision, by its id and number."""

    id = serializers.CharField()
    number = serializers.CharField()


class WhenAndWhere(Shape):
    """The local day and its quarter; a settlement, or else a cell of at least 5 km; the area."""

    day = serializers.DateField()
    part_of_day = serializers.ChoiceField(PartOfDay.choices, allow_null=True)
    area = NamedReference(allow_null=True)
    place = NamedReference(allow_null=True)
    cell = serializers.CharField(allow_null=True, help_text="H3 index, resolution 6.")
    place_precision = serializers.ChoiceField(PlacePrecision.choices)


class CasualtyRange(Shape):
    """People harmed, as the range that every account allows."""

    outcome = serializers.ChoiceField(CasualtyOutcome.choices)
    status = serializers.ChoiceField(CasualtyStatus.choices)
    low = serializers.IntegerField(min_value=0)
    high = serializers.IntegerField(min_value=0)


class ScopeOfProvision(Shape):
    """What the scope test says for one provision; outside one says nothing about others."""

    provision = NumberedReference()
    outcome = serializers.ChoiceField(ScopeOutcome.choices)
    reasons = serializers.ListField(child=serializers.ChoiceField(ScopeReason.choices))


class PartyOfIncident(Shape):
    """How one party stands to an incident, and whether it denies it."""

    party = NamedReference()
    state = serializers.ChoiceField(AttributionState.choices)
    is_disputed = serializers.BooleanField()


class ByWhom(Shape):
    """How it stands by whom: what was answered, what published allegations claim, and what the
    accused say. Parties stand in the order of the agreement."""

    state = serializers.ChoiceField(AttributionState.choices)
    is_disputed = serializers.BooleanField()
    parties = PartyOfIncident(many=True)


class IncidentDocument(WhenAndWhere):
    """One happening, as far as accounts tell it, and how it stands by whom. No finding."""

    reference = serializers.CharField()
    agreement = CodedReference()
    is_demo = serializers.BooleanField()
    act = serializers.ChoiceField(Act.choices, allow_blank=True)
    weapon = serializers.ChoiceField(Weapon.choices, allow_blank=True)
    severity = serializers.ChoiceField(Severity.choices)
    casualties = CasualtyRange(many=True)
    scope = ScopeOfProvision(many=True)
    state = serializers.ChoiceField(
        IncidentState.choices,
        required=False,
        help_text="Only where the mandate lets the mechanism verify.",
    )
    unable_because = serializers.ChoiceField(
        UnableBecause.choices, required=False, allow_blank=True
    )
    by_whom = ByWhom(
        required=False, help_text="Only where the mandate lets the mechanism attribute."
    )


@extend_schema_view(**published_schema(IncidentDocument, IncidentFilter))
class IncidentViewSet(PublishedViewSet):
    """Incidents that are published, each once, however many told of it."""

    kind = PublishedKind.INCIDENT
    filterset = IncidentFilter
