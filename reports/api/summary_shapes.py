"""The whole of a summary's document, for the schema."""

from typing import Any

from rest_framework import serializers

from ceasefire.api.documents import Fields, NamesField, PublishedFacts
from reports.api.field_shapes import AllegationInSummary, FieldShape, IncidentInSummary
from reports.api.shapes import (
    ControlClaimInSummary,
    PartyReference,
    RoundsShape,
    Spanned,
    StatementInSummary,
    SummaryAgreement,
    SummarySeries,
    whole,
)
from reports.summaries.choices import SummaryKind


class MonitorStep(serializers.Serializer[Any]):
    """What a cumulative figure rose by since the monitor's issue before, as then stated."""

    days = whole()
    change = whole(allow_null=True)
    is_restated = serializers.BooleanField()

    def get_fields(self) -> Fields:
        return {"from": serializers.DateField(), **super().get_fields()}


class MonitorFigureShape(serializers.Serializer[Any]):
    """Another monitor's own figure: not to be compared with others, or added."""

    id = serializers.CharField()
    monitor = PartyReference()
    last_day = serializers.DateField(help_text="Included.")
    is_cumulative = serializers.BooleanField()
    measure = serializers.CharField()
    count = whole()
    blamed = serializers.CharField(allow_blank=True)
    area_name = serializers.CharField(allow_blank=True)
    step = MonitorStep(allow_null=True)
    source_url = serializers.CharField()
    note = serializers.CharField(allow_blank=True)

    def get_fields(self) -> Fields:
        return {"from": serializers.DateField(), **super().get_fields()}


class ChangeShape(serializers.Serializer[Any]):
    """One number, or one bulletin's version, that is not what the edition before said."""

    figure = serializers.CharField()
    series = serializers.CharField(required=False)
    side = serializers.CharField(required=False)
    area = serializers.CharField(required=False)
    author = serializers.CharField(required=False)
    bulletin = serializers.CharField(required=False)
    state = serializers.CharField(required=False)
    complainant = serializers.CharField(required=False)
    accused = serializers.CharField(required=False)
    standing = serializers.CharField(required=False)
    record = serializers.CharField(required=False, help_text="The reference of the record.")
    day = serializers.DateField(required=False)
    old = whole(allow_null=True)
    new = whole(allow_null=True)


class MethodShape(serializers.Serializer[Any]):
    """How the figures were made, and from which versions of which records."""

    version = serializers.CharField()
    issues_needed_for_a_rate_per_cent = serializers.IntegerField()
    cut_off_before_a_round = serializers.CharField()
    inputs = serializers.JSONField(help_text="Ids and versions of everything read.")
    inputs_hash = serializers.CharField(
        help_text="SHA-256 of `inputs` as canonical JSON: keys sorted, no spaces, UTF-8."
    )


class SummaryDocument(Spanned):
    """A released compliance summary. It is never changed; a correction is a new edition."""

    agreement = SummaryAgreement()
    is_demo = serializers.BooleanField()
    kind = serializers.ChoiceField(SummaryKind.choices)
    days_of_the_agreement = serializers.ListField(
        child=whole(allow_null=True), min_length=2, max_length=2
    )
    cut_off = serializers.DateTimeField(help_text="When the record of the period was closed.")
    edition = serializers.IntegerField(min_value=1)
    supersedes = serializers.CharField(allow_null=True, help_text="The edition before, by id.")
    changes = ChangeShape(many=True)
    rounds = RoundsShape()
    series = SummarySeries(many=True)
    monitors = MonitorFigureShape(many=True)
    statements = StatementInSummary(many=True)
    control_claims = ControlClaimInSummary(many=True)
    own_monitoring = serializers.BooleanField(
        help_text="Whether any observer of the mechanism could look, anywhere, in these days."
    )
    field = FieldShape()
    incidents = IncidentInSummary(many=True)
    allegations = AllegationInSummary(many=True)
    method = MethodShape()


class SideInList(serializers.Serializer[Any]):
    """One side's total. Sides are never added to each other."""

    side = PartyReference()
    registered = whole("Null if no bulletin states a total.", allow_null=True)
    issues = whole("Bulletins that state a total of this side.")


class SeriesInList(serializers.Serializer[Any]):
    code = serializers.CharField()
    names = NamesField()
    held = whole()
    expected = whole()
    sides = SideInList(many=True)


class SummaryInList(Spanned):
    """The head of a released summary, and its totals."""

    id = serializers.CharField()
    agreement = SummaryAgreement()
    is_demo = serializers.BooleanField()
    kind = serializers.ChoiceField(SummaryKind.choices)
    days_of_the_agreement = serializers.ListField(
        child=whole(allow_null=True), min_length=2, max_length=2
    )
    cut_off = serializers.DateTimeField(help_text="When the record of the period was closed.")
    edition = serializers.IntegerField(min_value=1)
    supersedes = serializers.CharField(allow_null=True, help_text="The edition before, by id.")
    inputs_hash = serializers.CharField()
    series = SeriesInList(many=True)
    published = PublishedFacts()
