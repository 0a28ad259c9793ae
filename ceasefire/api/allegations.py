from typing import Any

from drf_spectacular.utils import extend_schema_view
from rest_framework import serializers

from ceasefire.agreements.interest import OPERATING
from ceasefire.allegations.filters import AllegationFilter
from ceasefire.api.documents import CodedReference, NamedReference, published_schema
from ceasefire.api.incidents import NumberedReference, WhenAndWhere
from ceasefire.api.published import PublishedViewSet
from ceasefire.codes.agreements import Act
from ceasefire.codes.allegations import AllegationState, LodgedAs, ResponseKind
from ceasefire.codes.parties import AgreementRole
from ceasefire.codes.verification import DeterminationResult
from ceasefire.publication.choices import PublishedKind


class IncidentReference(serializers.Serializer[Any]):
    """The incident that an allegation is about; it answers by its id once it is published."""

    id = serializers.CharField()
    reference = serializers.CharField()


class TranslationDocument(serializers.Serializer[Any]):
    """The mechanism's translation of an answer; the words as given prevail."""

    language = serializers.CharField()
    words = serializers.CharField()


class ResponseDocument(serializers.Serializer[Any]):
    """The answer of the accused, in full."""

    kind = serializers.ChoiceField(ResponseKind.choices)
    words = serializers.CharField(allow_blank=True)
    language = serializers.CharField()
    given_on = serializers.DateField()
    translations = TranslationDocument(many=True)


class InterestDocument(serializers.Serializer[Any]):
    """For whom a guarantor answers, or what it is said to have done around that day: says whom."""

    kind = serializers.ChoiceField([AgreementRole.GUARANTOR.value, *sorted(OPERATING)])
    who = NamedReference()
    whom = NamedReference()
    is_here = serializers.BooleanField(
        required=False, help_text="Whether the place that is told is the one of the allegation."
    )
    place = serializers.CharField(required=False, allow_blank=True)
    asserted_by = serializers.CharField(allow_blank=True)
    relayed_by = serializers.CharField(allow_blank=True)

    def get_fields(self) -> dict[str, Any]:
        days = {name: serializers.DateField(allow_null=True) for name in ("from", "to")}
        return {**super().get_fields(), **days}


class DeterminationDocument(serializers.Serializer[Any]):
    """A guarantor's word on the other side's record: its own, never subtracted from anything."""

    guarantor = NamedReference()
    result = serializers.ChoiceField(
        DeterminationResult.choices, allow_null=True, help_text="Null where it stepped aside."
    )
    reason = serializers.CharField(allow_blank=True)
    made_on = serializers.DateField()
    stated_in = serializers.CharField(
        allow_blank=True, help_text="Where it stated so publicly, if it did not tell us itself."
    )
    is_recused = serializers.BooleanField()
    recused_because = serializers.CharField(allow_blank=True)
    interest = InterestDocument(many=True)


# All that is told of what was not put to the party for safety, with the month.
ALWAYS_TOLD = {"reference", "agreement", "is_demo", "state", "lodged_as"}


class AllegationDocument(WhenAndWhere):
    """A claim, mostly of one party against another. Silence is no response, and no admission.

    What was recorded, and not put to the party for safety, tells its month in place of the rest.
    """

    reference = serializers.CharField()
    agreement = CodedReference()
    is_demo = serializers.BooleanField()
    state = serializers.ChoiceField(AllegationState.choices)
    incident = IncidentReference(allow_null=True)
    lodged_as = serializers.ChoiceField(LodgedAs.choices)
    admits = serializers.BooleanField(
        help_text="Of a party's report on itself: whether its liaison says that it did this."
    )
    complainant = NamedReference(
        allow_null=True, help_text="Only a party that lodges for itself is named."
    )
    accused = NamedReference(allow_null=True, help_text="Null where nobody is named.")
    act = serializers.ChoiceField(Act.choices)
    provisions = NumberedReference(many=True)
    put_on = serializers.DateField(
        help_text="When it was put to the accused; null where it was put to nobody.",
        allow_null=True,
    )
    due_on = serializers.DateField(
        help_text="The last day on which an answer was asked for, if one was.", allow_null=True
    )
    response = ResponseDocument(allow_null=True)
    determinations = DeterminationDocument(
        many=True, help_text="Only where the mandate lets guarantors' determinations be shown."
    )
    month = serializers.CharField(
        help_text="Only of what was not put to the party: 2026-11, and nothing closer."
    )

    def get_fields(self) -> dict[str, Any]:
        fields = super().get_fields()
        for name, each in fields.items():
            each.required = name in ALWAYS_TOLD
        return fields


@extend_schema_view(**published_schema(AllegationDocument, AllegationFilter))
class AllegationViewSet(PublishedViewSet):
    """Allegations that were put to the accused, with the answers, and what parties report on
    themselves. None of them is a fact of ours."""

    kind = PublishedKind.ALLEGATION
    filterset = AllegationFilter
