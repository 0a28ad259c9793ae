from typing import Any

from django.http import HttpResponseBase
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_view
from rest_framework import serializers, status
from rest_framework.decorators import action
from rest_framework.exceptions import APIException, ValidationError
from rest_framework.request import Request

from ceasefire.api.conditional import answer
from ceasefire.api.documents import (
    UNCHANGED,
    CodedReference,
    NamedReference,
    NamesField,
    published_schema,
)
from ceasefire.api.problems import problem_schema
from ceasefire.api.published import PublishedViewSet, refuse_unknown
from ceasefire.monitoring.choices import BreakdownStatement, DateBasis, Flag
from ceasefire.monitoring.filters import BulletinFilter
from ceasefire.monitoring.queries import count_bulletins
from ceasefire.monitoring.questions import CountsForm
from ceasefire.publication.choices import PublishedKind

COUNTS_PARAMETERS = [
    OpenApiParameter("agreement", str, required=True, description="Code of the agreement."),
    OpenApiParameter(
        "series", str, description="Code; needed if the agreement has several series."
    ),
    OpenApiParameter("side", str, description="Code of the counting side."),
    OpenApiParameter("area", str, description="Code of an area, or a name bulletins use for it."),
    OpenApiParameter("from", OpenApiTypes.DATE, description="First day, included."),
    OpenApiParameter("to", OpenApiTypes.DATE, description="Last day, not included."),
    OpenApiParameter(
        "group_by",
        str,
        pattern="^(side|area|day|month)(,(side|area|day|month))*$",
        description="Any of side, area, day, month, separated by commas.",
    ),
]


class SidesNotMergedError(APIException):
    """What different sides counted is never added up."""

    status_code = status.HTTP_400_BAD_REQUEST
    default_code = "sides_not_merged"
    default_detail = (
        "What two sides counted are two series and are never added up: "
        "ask with group_by=side, or for one side with side=CODE."
    )


def _figure(words: str) -> serializers.IntegerField:
    return serializers.IntegerField(min_value=0, allow_null=True, help_text=words)


class BulletinSeriesReference(CodedReference):
    unit = NamesField(help_text="What one count is one of; counts of other units are never added.")


class SpeakerReference(NamedReference):
    """A party that counts or speaks, with its names for narrow columns."""

    short_names = serializers.DictField(child=serializers.CharField())


class OtherSidesView(serializers.Serializer[Any]):
    """What is said of a count by somebody who did not make it; null where nothing is said."""

    confirmed = _figure("Confirmed.")
    not_confirmed = _figure("Not confirmed: the author's word, not that it did not happen.")
    excluded_target = _figure("Said to be fire at a group outside the agreement.")


class AreaCountDocument(OtherSidesView):
    """One line of a breakdown, as the source has it; an area may have two."""

    area = NamedReference()
    count = _figure("Null where the source names the area without a number.")


class ViewDocument(OtherSidesView):
    author = SpeakerReference()
    not_stated = _figure("What is left of the total.")


class SideCountDocument(serializers.Serializer[Any]):
    """What one side counted. A number that the source does not state is null, never 0."""

    side = SpeakerReference()
    accused = SpeakerReference(allow_null=True)
    total = _figure("As stated; not the sum of areas.")
    breakdown = serializers.ChoiceField(BreakdownStatement.choices, allow_blank=True)
    areas = AreaCountDocument(many=True)
    views = ViewDocument(many=True)
    flags = serializers.ListField(child=serializers.ChoiceField(Flag.choices))
    notes = serializers.ListField(child=serializers.CharField())


class ContextFigureDocument(serializers.Serializer[Any]):
    """Another measure that the same source states."""

    measure = serializers.CharField()
    value = serializers.CharField(help_text="A decimal number.")


class BulletinDocument(serializers.Serializer[Any]):
    """One source for one period, with what each side counted."""

    agreement = CodedReference()
    is_demo = serializers.BooleanField()
    series = BulletinSeriesReference()
    issuer = NamedReference()
    period_end = serializers.DateField(allow_null=True)
    date_basis = serializers.ChoiceField(DateBasis.choices)
    inferred_date = serializers.CharField(allow_blank=True, help_text="A day, month or year.")
    source_url = serializers.CharField(help_text="An address, or words where there is none.")
    source_language = serializers.CharField(allow_blank=True)
    flags = serializers.ListField(child=serializers.ChoiceField(Flag.choices))
    sides = SpeakerReference(many=True, help_text="All sides of the series, in their order.")
    counts = SideCountDocument(many=True)
    context = ContextFigureDocument(many=True)  # type: ignore[assignment]


class CountRow(serializers.Serializer[Any]):
    """A sum, with the keys it is grouped by and the other side's view of what it adds up."""

    side = serializers.CharField(required=False)
    area = serializers.CharField(
        required=False, allow_null=True, help_text="Null: in the totals, but in no area."
    )
    day = serializers.DateField(required=False)
    month = serializers.RegexField(r"^\d{4}-\d{2}$", required=False)
    count = serializers.IntegerField(min_value=0)
    issues_held = serializers.IntegerField(
        min_value=0, help_text="The bulletins that the sum rests on."
    )
    issues_expected = _figure("The days of the group; null for the undated.")
    unconfirmed = _figure("Not confirmed by the other side, where it says so.")
    unconfirmed_of = _figure("What was counted in the bulletins that state `unconfirmed`.")
    confirmed = _figure("Confirmed by the other side, where it says so.")
    excluded_target = _figure("Said by the other side to be fire at a group outside the agreement.")


class UndatedCounts(serializers.Serializer[Any]):
    """Bulletins whose day is only inferred or missing: they belong to no day and no month."""

    issues = serializers.IntegerField(min_value=0)
    results = CountRow(many=True)


class CountsDocument(serializers.Serializer[Any]):
    """Sums side by side. Days without a bulletin are not calm, they are not held."""

    results = CountRow(many=True)
    undated = UndatedCounts()
    without_total = serializers.IntegerField(
        min_value=0, help_text="Sides' counts without a stated total, the undated among them."
    )


@extend_schema_view(**published_schema(BulletinDocument, BulletinFilter))
class BulletinViewSet(PublishedViewSet):
    """Bulletins: counts published by one issuer for one period, each side's beside the other's."""

    kind = PublishedKind.BULLETIN
    filterset = BulletinFilter
    permissions = {**PublishedViewSet.permissions, "counts": "ceasefire.read_published"}

    @extend_schema(
        parameters=COUNTS_PARAMETERS,
        filters=False,
        responses={200: CountsDocument, 304: UNCHANGED, **problem_schema(400, 401, 403, 406)},
    )
    @action(detail=False, pagination_class=None)
    def counts(self, request: Request) -> HttpResponseBase:
        """Sums of counts by side, area, day and month.

        Without `area`, stated totals are added, never areas; with it, counts by area are,
        and one row `"area": null` holds what the totals say beyond them. Sides are never merged.
        """
        form = CountsForm(request.query_params)
        refuse_unknown(request, set(form.fields))
        if not form.is_valid():
            raise ValidationError({name: [*map(str, found)] for name, found in form.errors.items()})
        if form.merges_sides:
            raise SidesNotMergedError
        counted = count_bulletins(
            series=form.series_meant, question=form.question, reader=request.user
        )
        return answer(request, counted.as_json())
