"""The shape of what a summary says of the field, for the schema."""

from typing import Any

from rest_framework import serializers

from ceasefire.api.documents import Fields, NamedReference
from ceasefire.api.incidents import NumberedReference
from ceasefire.codes.agreements import Act
from ceasefire.codes.allegations import AnswerStanding, LodgedAs
from ceasefire.codes.casualties import CasualtyOutcome, CasualtyStatus
from ceasefire.codes.incidents import IncidentState
from ceasefire.codes.scope import ScopeReason
from ceasefire.codes.verification import FindingGround, FindingOutcome, FindingState
from reports.api.shapes import PartyReference, Shape, whole
from reports.rollups.field import RECORDED

STATES = [*IncidentState.choices, (RECORDED, "recorded: the mandate gives no more")]
STANDINGS = [each for each in AnswerStanding if each != AnswerStanding.NOT_ASKED]


class FewShape(Shape):
    """A count of what is not published: its number, or only that it is below `fewer_than`."""

    number = whole(allow_null=True)
    fewer_than = whole(allow_null=True)


class StateCount(Shape):
    state = serializers.ChoiceField(STATES)
    number = whole()


class ActCount(Shape):
    """Published incidents of one kind; the kind is empty where it is not known."""

    act = serializers.ChoiceField(Act.choices, allow_blank=True)
    total = whole()
    by_state = StateCount(many=True)


class AreaCount(Shape):
    area = NamedReference(allow_null=True)
    total = whole()
    by_state = StateCount(many=True)


class IncidentsShape(Shape):
    """Published incidents, each once; what is recorded besides as numbers."""

    shown = whole()
    by_state = StateCount(many=True)
    by_act = ActCount(many=True)
    by_area = AreaCount(many=True)
    being_checked = FewShape()
    not_shown = FewShape()


class ReasonCount(Shape):
    reason = serializers.ChoiceField(ScopeReason.choices)
    number = whole()


class ScopeShape(Shape):
    """What one provision covers. Outside it says nothing about other obligations."""

    provision = NumberedReference()
    in_scope = whole()
    outside = ReasonCount(many=True)
    undetermined = ReasonCount(many=True)


class HarmedShape(Shape):
    """A range of people harmed; accounts of one happening are never added."""

    known = serializers.ChoiceField(["verified", "claimed"])
    outcome = serializers.ChoiceField(CasualtyOutcome.choices)
    status = serializers.ChoiceField(CasualtyStatus.choices)
    incidents = whole()
    low = whole()
    high = whole()


class AccusationShape(Shape):
    """How often one party accuses another, and how the accused stand to it."""

    complainant = PartyReference()
    accused = PartyReference()
    alleged = whole()
    verified = serializers.IntegerField(
        min_value=0, required=False, help_text="Only where the mandate lets the mechanism verify."
    )

    def get_fields(self) -> Fields:
        return {**super().get_fields(), **{each.value: whole() for each in STANDINGS}}


class AllegationsShape(Shape):
    matrix = AccusationShape(many=True)
    self_reports = serializers.IntegerField(
        min_value=0, required=False, help_text="What parties report on themselves; in no pair."
    )
    by_others = serializers.IntegerField(
        min_value=0,
        required=False,
        help_text="Lodged by monitors, for third parties or by the mechanism; in no pair.",
    )
    not_asked = FewShape()


class AreaCoverage(Shape):
    area = NamedReference()
    days_seen = whole()
    days_unseen = whole("Days on which somebody was hindered, and nobody could look.")
    days_without_word = whole()
    hours_seen = whole()
    hours_unseen = whole()


class CoverageShape(Shape):
    """Where the mechanism could look; by area only for a week or more."""

    days = whole()
    areas_seen = whole()
    areas_in_all = whole()
    areas = AreaCoverage(many=True)


class AreaCalls(Shape):
    """Calls made for one area. A part is null where it, or another that would tell it, is small."""

    area = NamedReference()
    calls = FewShape()
    answered = whole(allow_null=True)
    not_reached = whole(allow_null=True)
    stopped = whole("Fire was known to have stopped afterwards.", allow_null=True)
    went_on = whole(allow_null=True)
    unknown = whole(allow_null=True)
    minutes = serializers.ListField(
        child=whole(), help_text="Until fire stopped; empty where withheld, or where ten or more."
    )
    median_minutes = whole("Where fire stopped after ten calls or more.", allow_null=True)


class AreaAccess(Shape):
    """Access asked for in one area, and what stood of it when it was counted. A part is null where
    it, or another that would tell it, is small."""

    area = NamedReference()
    asked = FewShape()
    granted = whole(allow_null=True)
    conditions = whole("Granted under conditions.", allow_null=True)
    delayed = whole(allow_null=True)
    refused = whole(allow_null=True)
    unanswered = whole("No answer that anybody told the mechanism of.", allow_null=True)


class FindingLine(Shape):
    """A published finding, as a summary lists it; its document says the rest."""

    id = serializers.CharField()
    version = serializers.IntegerField(min_value=1)
    reference = serializers.CharField()
    provision = NumberedReference()
    accused = NamedReference(allow_null=True)
    outcome = serializers.ChoiceField(FindingOutcome.choices)
    ground = serializers.ChoiceField(FindingGround.choices, allow_blank=True)
    state = serializers.ChoiceField(FindingState.choices)
    adopted_on = serializers.DateField()
    is_demo = serializers.BooleanField()


class FieldShape(Shape):
    """What monitors and parties tell of the period."""

    may_verify = serializers.BooleanField()
    incidents = IncidentsShape()
    scope = ScopeShape(many=True)
    casualties = HarmedShape(many=True)
    allegations = AllegationsShape()
    coverage = CoverageShape()
    findings = FindingLine(
        many=True, required=False, help_text="Only where the mandate lets the mechanism rule."
    )
    calls = AreaCalls(many=True, required=False, help_text="By area, never by party; method 3 on.")
    access = AreaAccess(
        many=True, required=False, help_text="By area, never by party; method 3 on."
    )


class RecordInSummary(serializers.Serializer[Any]):
    """A published record that a summary rests on, by its version."""

    id = serializers.CharField()
    version = serializers.IntegerField(min_value=1)
    reference = serializers.CharField()
    day = serializers.DateField()
    act = serializers.ChoiceField(Act.choices, allow_blank=True)
    area = NamedReference(allow_null=True)


class IncidentInSummary(RecordInSummary):
    state = serializers.ChoiceField(IncidentState.choices, required=False)


class AllegationInSummary(RecordInSummary):
    state = serializers.CharField()
    lodged_as = serializers.ChoiceField(LodgedAs.choices, required=False)
    complainant = NamedReference(allow_null=True)
    accused = NamedReference(allow_null=True)
    provisions = NumberedReference(many=True)
