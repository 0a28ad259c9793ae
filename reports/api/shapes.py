"""The shape of a summary's document, for the schema; a test holds documents against it."""

from typing import Any

from rest_framework import serializers

from ceasefire.api.control_claims import ControlClaimDocument
from ceasefire.api.documents import CodedReference, Fields, NamedReference, NamesField
from ceasefire.api.rounds import RoundDocument
from ceasefire.api.statements import StatementDocument
from ceasefire.monitoring.choices import DateBasis, Flag

Shape = serializers.Serializer[Any]


def whole(words: str = "", *, allow_null: bool = False) -> serializers.IntegerField:
    """A count; where null is allowed it means that nothing is stated."""
    return serializers.IntegerField(min_value=0, allow_null=allow_null, help_text=words)


class Spanned(Shape):
    """Days from `from` up to, but not including, `to`."""

    def get_fields(self) -> Fields:
        days = {name: serializers.DateField() for name in ("from", "to")}
        return {**days, **super().get_fields()}


class PartyReference(NamedReference):
    short_names = NamesField(help_text="For narrow columns.")


class SummaryAgreement(CodedReference):
    time_zone = serializers.CharField(help_text="IANA name; every day is a day of it.")


class StatedFigure(Shape):
    """`number` of `of`, in `issues` bulletins that state it."""

    number = whole()
    of = whole("What the side had registered in those bulletins.")
    issues = whole()


class StatedPart(Shape):
    """`number` of `of`."""

    number = whole()
    of = whole("What the side had placed there where this is stated.")


class SummaryArea(Shape):
    """What a side places in an area; null where no bulletin states the other side's word."""

    area = NamedReference()
    registered = whole("What the side places in this area.")
    confirmed = StatedPart(allow_null=True)
    not_confirmed = StatedPart(allow_null=True)
    excluded_target = StatedPart(allow_null=True)


class SummaryView(Shape):
    """What an author says of a side's count; null where no bulletin states it, never 0."""

    author = PartyReference()
    is_a_side = serializers.BooleanField(help_text="Whether the author is the other side.")
    confirmed = StatedFigure(allow_null=True)
    not_confirmed = StatedFigure(allow_null=True)
    excluded_target = StatedFigure(allow_null=True)


class SummarySide(Shape):
    """One side's figures. Sides are never added to each other."""

    side = PartyReference()
    registered = whole("Stated totals, added up; null if none is stated.", allow_null=True)
    issues = whole("Bulletins that state a total of this side.")
    without_total = whole("Bulletins that state none, or two that contradict each other.")
    areas = SummaryArea(many=True)
    beyond_areas = whole("In the totals, but in no area.")
    views = SummaryView(many=True)
    silent = serializers.ListField(
        child=serializers.CharField(), help_text="Sides (by id) whose view is not in the source."
    )
    rate_per_issue = serializers.CharField(
        allow_null=True, help_text="Registered per bulletin held; null below 80 % of them."
    )


class IssuesHeldShape(Shape):
    held = whole()
    expected = whole()
    missing = serializers.ListField(
        child=serializers.ListField(child=serializers.DateField(), min_length=2, max_length=2),
        help_text="Runs of days without a bulletin: first and last day, both included.",
    )
    page_dated = whole("Dated only by the page: that day or the day before.")
    repeated = whole("Further sources of an issue already held; not counted again.")
    allow_a_rate = serializers.BooleanField()


class SidesNumber(Shape):
    side = serializers.CharField(help_text="The side's id.")
    number = whole(allow_null=True)


class SummaryDay(Shape):
    day = serializers.DateField()
    page_dated = serializers.BooleanField()
    registered = SidesNumber(many=True)


class ComparedSide(Shape):
    side = serializers.CharField(help_text="The side's id.")
    registered = whole(allow_null=True)
    issues = whole()
    rate_per_issue = serializers.CharField(allow_null=True)


class ComparisonShape(Spanned):
    """The period before; its figures only where both periods hold enough bulletins."""

    held = whole()
    expected = whole()
    why_not = serializers.ChoiceField(["too_few_issues", "too_few_issues_before"], allow_null=True)
    sides = ComparedSide(many=True)


class NotedCount(Shape):
    side = serializers.CharField(help_text="The side's id.")
    total = whole(allow_null=True)
    notes = serializers.ListField(child=serializers.CharField())


class BulletinLine(Shape):
    """A bulletin behind the figures, in the version they were made from."""

    id = serializers.CharField()
    version = serializers.IntegerField(min_value=1)
    day = serializers.DateField(allow_null=True)
    date_basis = serializers.ChoiceField(DateBasis.choices)
    inferred_date = serializers.CharField(allow_blank=True)
    source_url = serializers.CharField()
    source_language = serializers.CharField(allow_blank=True)
    flags = serializers.ListField(child=serializers.ChoiceField(Flag.choices))
    counts = NotedCount(many=True)


class UncertainShape(Shape):
    """Bulletins without a stated day. They are in no figure."""

    bulletins = BulletinLine(many=True, help_text="Inferred to lie in the period.")
    without_any_date = whole()
    inferred_elsewhere = whole()


class StatedValue(Shape):
    day = serializers.DateField()
    date_basis = serializers.ChoiceField(DateBasis.choices)
    value = serializers.CharField()
    source_url = serializers.CharField()


class StepShape(Spanned):
    """The rise of a cumulative figure between two issues (`to` is the later one's day)."""

    days = whole()
    from_value = serializers.CharField()
    to_value = serializers.CharField()
    change = serializers.CharField(allow_null=True, help_text="Null where it was restated.")
    is_restated = serializers.BooleanField()


class ContextLine(Shape):
    measure = serializers.CharField()
    is_cumulative = serializers.BooleanField()
    stated = StatedValue(many=True)
    steps = StepShape(many=True)


class SummarySeries(Shape):
    """What one series of bulletins says of the period."""

    code = serializers.CharField()
    names = NamesField()
    unit = NamesField()
    issuer = PartyReference()
    issues = IssuesHeldShape()
    sides = SummarySide(many=True)
    days = SummaryDay(many=True)
    comparison = ComparisonShape()
    names_who_fired = serializers.BooleanField()
    bulletins = BulletinLine(many=True)
    uncertain = UncertainShape()
    context = ContextLine(many=True)  # type: ignore[assignment]  # Serializer has one of its own


class EmbeddedRecord(Shape):
    """A published record as it stood when the summary was drafted."""

    id = serializers.CharField()
    version = serializers.IntegerField(min_value=1)


class RoundInSummary(EmbeddedRecord, RoundDocument):
    """A round, in the version the summary was drafted from."""


class StatementInSummary(EmbeddedRecord, StatementDocument):
    """A statement, in the version the summary was drafted from."""


class ControlClaimInSummary(EmbeddedRecord, ControlClaimDocument):
    """A control claim, in the version the summary was drafted from."""


class RoundsShape(Shape):
    before = RoundInSummary(allow_null=True)
    within = RoundInSummary(many=True)
    after = RoundInSummary(allow_null=True, help_text="With its agenda only.")
