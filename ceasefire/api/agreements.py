from typing import Any

from drf_spectacular.utils import extend_schema_view
from rest_framework import serializers

from ceasefire.agreements.choices import AreaRule, Term
from ceasefire.agreements.filters import AgreementFilter
from ceasefire.api.documents import (
    DatedDocument,
    Fields,
    NamedReference,
    NamesField,
    SourcedDocument,
    TimedDocument,
    published_schema,
)
from ceasefire.api.published import PublishedViewSet
from ceasefire.codes.agreements import (
    AgreementClass,
    AgreementForm,
    MandateAct,
    ProvisionKind,
    StandardOfProof,
    TextStatus,
)
from ceasefire.codes.parties import AgreementRole, ParticipationStatus
from ceasefire.publication.choices import PublishedKind


class AssertedTermDocument(SourcedDocument):
    """What one source says of a term; sources that differ stand side by side."""

    term = serializers.ChoiceField(Term.choices)
    value = serializers.CharField()


class AgreementAreaDocument(serializers.Serializer[Any]):
    """A zone inside or outside the agreement."""

    rule = serializers.ChoiceField(AreaRule.choices)
    zone = NamedReference()


class ProvisionLineDocument(serializers.Serializer[Any]):
    """A numbered obligation in one version of its wording; null where the agreement's term holds."""

    id = serializers.CharField()
    number = serializers.CharField()
    wording_version = serializers.IntegerField(min_value=1)
    kind = serializers.ChoiceField(ProvisionKind.choices)
    text = serializers.CharField()
    is_quotation = serializers.BooleanField()
    text_status = serializers.ChoiceField(TextStatus.choices)
    due_on = serializers.DateField(allow_null=True)

    def get_fields(self) -> Fields:
        moments = {name: serializers.DateTimeField(allow_null=True) for name in ("from", "to")}
        return {**super().get_fields(), **moments}


class ParticipationDocument(DatedDocument):
    """What a party is to the agreement, since when, and who says so."""

    party = NamedReference()
    role = serializers.ChoiceField(AgreementRole.choices)
    status = serializers.ChoiceField(ParticipationStatus.choices)
    answers_for = NamedReference(allow_null=True)


class MandateDocument(TimedDocument):
    """What the mechanism may do in a period; what is not named it may not."""

    acts = serializers.ListField(child=serializers.ChoiceField(MandateAct.choices))
    decided_by = serializers.DictField(child=serializers.CharField())
    standard_of_proof = serializers.ChoiceField(StandardOfProof.choices)
    reply_days = serializers.IntegerField(
        help_text="How many days a party that is accused has to answer, unless hours are given."
    )
    reply_hours = serializers.IntegerField(allow_null=True)
    reply_hours_rest_on = serializers.CharField(allow_blank=True)
    rests_on = serializers.CharField()


class AgreementDocument(SourcedDocument):
    """An instrument with its provisions, participants in their order, areas and mandates."""

    code = serializers.CharField()
    names = NamesField()
    form = serializers.ChoiceField(AgreementForm.choices)
    text_status = serializers.ChoiceField(TextStatus.choices)
    time_zone = serializers.CharField(help_text="IANA name; days are days of this zone.")
    is_demo = serializers.BooleanField()
    signed_on = serializers.DateField(allow_null=True)
    effective_from = serializers.DateTimeField(allow_null=True)
    effective_to = serializers.DateTimeField(allow_null=True)
    renewal = serializers.CharField(allow_blank=True)
    parent = serializers.CharField(allow_null=True)  # type: ignore[assignment]
    supersedes = serializers.CharField(allow_null=True)
    asserted_terms = AssertedTermDocument(many=True)
    areas = AgreementAreaDocument(many=True)
    provisions = ProvisionLineDocument(many=True)
    participations = ParticipationDocument(many=True)
    mandates = MandateDocument(many=True)

    def get_fields(self) -> Fields:
        return {**super().get_fields(), "class": serializers.ChoiceField(AgreementClass.choices)}


@extend_schema_view(
    **published_schema(
        AgreementDocument, AgreementFilter, id_description="The agreement's code, as SYR-2016."
    )
)
class AgreementViewSet(PublishedViewSet):
    """Agreements, each with everything that belongs to it, by code."""

    kind = PublishedKind.AGREEMENT
    filterset = AgreementFilter
