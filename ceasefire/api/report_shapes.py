"""What a program sends as a monitor report, and what it is shown of its own."""

from datetime import UTC, datetime
from typing import Any

from rest_framework import serializers

from ceasefire.agreements.models import Agreement
from ceasefire.codes.agreements import Act
from ceasefire.codes.casualties import CasualtyOutcome, CasualtyStatus
from ceasefire.codes.incidents import ReportState
from ceasefire.codes.observations import (
    Basis,
    FireSign,
    Means,
    PermittedUse,
    PlacePrecision,
    TimePrecision,
    Weapon,
)
from ceasefire.monitoring.models import MonitorReport
from ceasefire.monitoring.reports import CasualtyFacts, ReportFacts
from ceasefire.places.happening import HappeningFacts

Shape = serializers.Serializer[Any]
MOST_WORDS = 20_000
MOST_COUNTED = 1_000_000


def number(**options: Any) -> serializers.IntegerField:
    return serializers.IntegerField(min_value=0, max_value=MOST_COUNTED, **options)


def degrees(most: int) -> serializers.FloatField:
    return serializers.FloatField(
        min_value=-most, max_value=most, required=False, allow_null=True, default=None
    )


class CasualtyInput(Shape):
    """How many people were harmed, from `low` to `high`."""

    outcome = serializers.ChoiceField(CasualtyOutcome.choices)
    status = serializers.ChoiceField(CasualtyStatus.choices)
    low = number()
    best = number(required=False, allow_null=True, default=None)
    high = number()


class MonitorReportInput(Shape):
    """One account by one source: what was observed, and apart from it what is inferred.

    Moments carry their offset. Say where by `place` (a gazetteer code of `/places/`), by a
    point, or by `area` (a code of `/areas/`) and words.
    """

    agreement = serializers.CharField(max_length=40)
    begins_at = serializers.DateTimeField(default_timezone=UTC)
    ends_at = serializers.DateTimeField(
        required=False, allow_null=True, default=None, default_timezone=UTC
    )
    time_precision = serializers.ChoiceField(TimePrecision.choices, default=TimePrecision.HOUR)
    place = serializers.CharField(required=False, allow_null=True, default=None, max_length=40)
    place_text = serializers.CharField(required=False, allow_blank=True, default="", max_length=200)
    latitude = degrees(90)
    longitude = degrees(180)
    place_precision = serializers.ChoiceField(PlacePrecision.choices, default=PlacePrecision.EXACT)
    area = serializers.CharField(required=False, allow_null=True, default=None, max_length=20)
    means = serializers.ListField(
        child=serializers.ChoiceField(Means.choices), default=list, max_length=len(Means)
    )
    fire_sign = serializers.ChoiceField(FireSign.choices, allow_null=True, default=None)
    count_low = number(required=False, allow_null=True, default=None)
    count_high = number(required=False, allow_null=True, default=None)
    act = serializers.ChoiceField(Act.choices, allow_null=True, default=None)
    weapon = serializers.ChoiceField(Weapon.choices, allow_null=True, default=None)
    actor = serializers.CharField(
        required=False, allow_null=True, default=None, max_length=40, help_text="A party's code."
    )
    target = serializers.CharField(
        required=False, allow_null=True, default=None, max_length=40, help_text="A party's code."
    )
    basis = serializers.ChoiceField(Basis.choices)
    relayed_from = serializers.CharField(
        required=False, allow_blank=True, default="", max_length=200
    )
    permitted_use = serializers.ChoiceField(
        PermittedUse.choices, default=PermittedUse.SHOW_MECHANISM
    )
    still_there_until = serializers.DateTimeField(
        required=False, allow_null=True, default=None, default_timezone=UTC
    )
    narrative = serializers.CharField(
        required=False, allow_blank=True, default="", max_length=MOST_WORDS
    )
    language = serializers.CharField(default="en", max_length=8)
    casualties = CasualtyInput(many=True, required=False, default=list)

    def validate_agreement(self, code: str) -> str:
        if (
            not Agreement.objects.visible_to(self.context["request"].user)
            .filter(code=code)
            .exists()
        ):
            raise serializers.ValidationError("No agreement has this code.")
        return code

    def validate_casualties(self, told: list[dict[str, Any]]) -> list[dict[str, Any]]:
        sorts = [(each["outcome"], each["status"]) for each in told]
        if len(set(sorts)) < len(sorts):
            raise serializers.ValidationError("One range for each outcome and status.")
        return told

    @property
    def facts(self) -> ReportFacts:
        """The account as the service takes it in."""
        told = dict(self.validated_data)
        where = {name: told.pop(name) for name in HappeningFacts.__dataclass_fields__}
        casualties = tuple(CasualtyFacts(**each) for each in told.pop("casualties"))
        means = tuple(told.pop("means"))
        return ReportFacts(
            happening=HappeningFacts(**where), means=means, casualties=casualties, **told
        )


class CasualtyShape(Shape):
    outcome = serializers.ChoiceField(CasualtyOutcome.choices)
    status = serializers.ChoiceField(CasualtyStatus.choices)
    low = serializers.IntegerField()
    best = serializers.IntegerField(allow_null=True)
    high = serializers.IntegerField()


class SentReport(Shape):
    """A report as its sender sent it, and what became of it."""

    id = serializers.UUIDField()
    receipt = serializers.CharField()
    submitted_at = serializers.DateTimeField()
    state = serializers.ChoiceField(ReportState.choices)
    question = serializers.CharField(
        allow_blank=True, help_text="What an officer asks, where the report was returned."
    )
    stopped_at = serializers.DateTimeField(allow_null=True)
    supersedes = serializers.UUIDField(allow_null=True)
    agreement = serializers.CharField()
    begins_at = serializers.DateTimeField()
    ends_at = serializers.DateTimeField()
    time_precision = serializers.ChoiceField(TimePrecision.choices)
    place = serializers.CharField(allow_null=True)
    place_text = serializers.CharField(allow_blank=True)
    latitude = serializers.FloatField(allow_null=True)
    longitude = serializers.FloatField(allow_null=True)
    place_precision = serializers.ChoiceField(PlacePrecision.choices)
    area = serializers.CharField(allow_null=True)
    means = serializers.ListField(child=serializers.ChoiceField(Means.choices))
    fire_sign = serializers.ChoiceField(FireSign.choices, allow_blank=True)
    count_low = serializers.IntegerField(allow_null=True)
    count_high = serializers.IntegerField(allow_null=True)
    act = serializers.ChoiceField(Act.choices, allow_blank=True)
    weapon = serializers.ChoiceField(Weapon.choices, allow_blank=True)
    actor = serializers.CharField(allow_null=True)
    target = serializers.CharField(allow_null=True)
    basis = serializers.ChoiceField(Basis.choices)
    relayed_from = serializers.CharField(allow_blank=True)
    permitted_use = serializers.ChoiceField(PermittedUse.choices)
    still_there_until = serializers.DateTimeField(allow_null=True)
    narrative = serializers.CharField(allow_blank=True)
    language = serializers.CharField()
    casualties = CasualtyShape(many=True)


AS_STORED = (
    "receipt", "state", "time_precision", "place_text", "latitude", "longitude",
    "place_precision", "means", "fire_sign", "count_low", "count_high", "act", "weapon", "basis",
    "relayed_from", "permitted_use", "narrative", "language",
)  # fmt: skip
MOMENTS = ("submitted_at", "stopped_at", "begins_at", "ends_at", "still_there_until")
BY_CODE = ("agreement", "area", "actor", "target")


def as_sent(report: MonitorReport) -> dict[str, Any]:
    """What the sender of a report is shown of it."""
    place, supersedes = report.place, report.supersedes
    coded = {name: getattr(report, name) for name in BY_CODE}
    return {
        "id": str(report.public_id),
        **{name: getattr(report, name) for name in AS_STORED},
        **{name: _utc(getattr(report, name)) for name in MOMENTS},
        "question": report.state_because if report.state == ReportState.RETURNED else "",
        "supersedes": str(supersedes.public_id) if supersedes else None,
        "place": place.gazetteer_id if place else None,
        **{name: row.code if row else None for name, row in coded.items()},
        "casualties": [
            {name: getattr(each, name) for name in ("outcome", "status", "low", "best", "high")}
            for each in report.casualties.all()
        ],
    }


def _utc(moment: datetime | None) -> str | None:
    return moment.astimezone(UTC).isoformat() if moment else None
