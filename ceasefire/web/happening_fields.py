"""How people say when and where: by the clock of the agreement; by a name, a point or an area."""

from datetime import UTC, datetime
from typing import Any, ClassVar
from zoneinfo import ZoneInfo

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ceasefire.agreements.locating import EARLIEST, areas_to_name, places_called
from ceasefire.agreements.models import Agreement
from ceasefire.codes.observations import PlacePrecision, TimePrecision
from ceasefire.common.boxes import MomentBox
from ceasefire.common.names import name_in
from ceasefire.places.happening import HappeningFacts
from ceasefire.places.models import Place

MOST_PLACES = 8
POINT, NAMED = ("latitude", "longitude"), ("place", "area")


class MomentField(forms.DateTimeField):
    """A moment as a clock in `zone` shows it; as a value it is aware.

    What the clock shows twice, when it is put back, is the first of the two.
    """

    def __init__(self, **options: Any) -> None:
        self.zone = "UTC"
        formats = ["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"]
        super().__init__(input_formats=formats, widget=MomentBox(), **options)

    def to_python(self, value: Any) -> datetime | None:
        with timezone.override("UTC"):
            read = super().to_python(value)
        if read is None:
            return None
        moment = read.replace(tzinfo=ZoneInfo(self.zone))
        if moment > EARLIEST and moment.astimezone(UTC).astimezone(moment.tzinfo) != moment:
            raise forms.ValidationError(gettext("The clock skipped this time on that day."))
        return moment

    def prepare_value(self, value: Any) -> Any:
        with timezone.override(self.zone):
            return super().prepare_value(value)


class HappeningForm(forms.Form):
    """When and where, as closely as somebody knows it. `agreement` fixes the clock and the areas.

    A name that one settlement has is that settlement; one that none has is kept as it was
    written, with the area it lies in.
    """

    moments: ClassVar[tuple[str, ...]] = ("begins_at", "ends_at")

    begins_at = MomentField(label=_("From"))
    ends_at = MomentField(
        label=_("To"), required=False, help_text=_("Leave it empty if it was one moment.")
    )
    time_precision = forms.ChoiceField(
        label=_("How closely the time is known"),
        choices=TimePrecision,
        initial=TimePrecision.HOUR,
    )
    place = forms.CharField(label=_("Name of the place"), max_length=200, required=False)
    area = forms.ChoiceField(label=_("Area"), required=False)
    latitude = forms.FloatField(
        label=_("Latitude"), required=False, min_value=-90, max_value=90,
        help_text=_("In degrees: 35.1234. South is less than 0."),
    )  # fmt: skip
    longitude = forms.FloatField(
        label=_("Longitude"), required=False, min_value=-180, max_value=180,
        help_text=_("In degrees: 36.1234. West is less than 0."),
    )  # fmt: skip
    place_precision = forms.ChoiceField(
        label=_("How closely the place is known"),
        choices=PlacePrecision,
        initial=PlacePrecision.EXACT,
    )

    def __init__(self, *args: Any, agreement: Agreement, **options: Any) -> None:
        super().__init__(*args, **options)
        self.agreement = agreement
        areas = [(each.code, name_in(each.names)) for each in areas_to_name(agreement)]
        self.fields["area"].choices = [("", _("not chosen")), *areas]  # type: ignore[attr-defined]
        for name in self.moments:
            self.fields[name].zone = agreement.time_zone  # type: ignore[attr-defined]
        self.fields["begins_at"].help_text = gettext("By the clock of %(zone)s.") % {
            "zone": agreement.time_zone
        }

    def clean(self) -> dict[str, Any]:
        answers = super().clean() or {}
        words, area = answers.get("place", ""), answers.get("area") or None
        answers["settlement"] = self._settlement(words, area) if words else None
        has_point = any(answers.get(each) is not None for each in POINT)  # the record refuses half
        is_told = answers["settlement"] or area or has_point or {*POINT, *NAMED} & set(self.errors)
        if words and not is_told:
            self.add_error("area", gettext("No settlement is known by this name: choose its area."))
        elif not is_told:
            self.add_error("place", gettext("Say where, as closely as you know."))
        return answers

    @property
    def happening(self) -> HappeningFacts:
        """What was filled in, complete and read."""
        said = self.cleaned_data
        settlement = said["settlement"]
        return HappeningFacts(
            begins_at=said["begins_at"],
            ends_at=said["ends_at"],
            time_precision=TimePrecision(said["time_precision"]),
            place=settlement.gazetteer_id if settlement else None,
            place_text="" if settlement else said["place"],
            latitude=said["latitude"],
            longitude=said["longitude"],
            place_precision=PlacePrecision(said["place_precision"]),
            area=said["area"] or None,
        )

    def _settlement(self, words: str, area: str | None) -> Place | None:
        """The one settlement that is meant, if one is; that it may be several is said."""
        found = places_called(words, self.agreement, area=area)
        if len(found) > 1:
            names = ", ".join(_told(each) for each in found[:MOST_PLACES])
            self.add_error(
                "place",
                gettext("Several places are called so: %(names)s. Write the whole name, or choose "
                     "its area.") % {"names": names},
            )  # fmt: skip
            return None
        return found[0] if found else None


def _told(place: Place) -> str:
    name = name_in(place.names)
    return f"{name} ({name_in(place.area.names)})" if place.area else name
