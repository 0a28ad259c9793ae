"""What a monitor fills in: when and where, what was noticed, what follows from it, who may use it."""

from dataclasses import replace
from typing import Any, ClassVar

from django import forms
from django.conf import settings
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from ceasefire.agreements.locating import located, places_called
from ceasefire.agreements.models import Agreement
from ceasefire.codes.agreements import Act
from ceasefire.codes.casualties import CasualtyOutcome, CasualtyStatus
from ceasefire.codes.observations import (
    Basis,
    FireSign,
    Means,
    PermittedUse,
    PlacePrecision,
    TimePrecision,
    Weapon,
)
from ceasefire.common.names import name_in
from ceasefire.common.text import normalise
from ceasefire.monitoring.models import MonitorReport
from ceasefire.monitoring.reports import ReportFacts
from ceasefire.places.happening import WIDTHS, HappeningFacts
from ceasefire.places.models import Place
from ceasefire.web.casualty_fields import BOUNDS, CasualtyForm, Sort, box_name
from ceasefire.web.happening_fields import HappeningForm, MomentField
from ceasefire.web.sending_forms import SendingForm

NOT_SAID, NOT_KNOWN = ("", _("not said")), ("", _("not known"))
AS_WRITTEN = "as-written"  # none of the places that are called so
MOST_PLACES = 10
MOST_COUNTED = 999_999
LONGEST = 10_000
HAPPENING = set(HappeningForm.base_fields)
FOLDED = {
    "point": ("latitude", "longitude", "place_precision"),
    "inferred": ("act", "weapon", "actor", "target"),
    "more": ("still_there_until", "relayed_from"),
}
AS_IT_STANDS = (
    "begins_at", "time_precision", "latitude", "longitude", "place_precision", "means",
    "fire_sign", "count_low", "count_high", "act", "weapon", "basis", "relayed_from",
    "permitted_use", "still_there_until", "narrative", "language",
)  # fmt: skip


class ReportForm(SendingForm, HappeningForm, CasualtyForm):
    """One account: what was noticed comes before what is inferred from it.

    `report` is the one that this account corrects, if it does.
    """

    moments: ClassVar[tuple[str, ...]] = ("begins_at", "ends_at", "still_there_until")

    place_choice = forms.CharField(
        label=_("Which of these places"), required=False, widget=forms.RadioSelect
    )
    means = forms.MultipleChoiceField(
        label=_("How it was noticed"),
        choices=Means,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    fire_sign = forms.ChoiceField(
        label=_("What could be counted"), choices=[NOT_SAID, *FireSign.choices], required=False
    )
    count_low = forms.IntegerField(
        label=_("At least"), required=False, min_value=0, max_value=MOST_COUNTED
    )
    count_high = forms.IntegerField(
        label=_("At most"), required=False, min_value=0, max_value=MOST_COUNTED
    )
    basis = forms.ChoiceField(label=_("How you know it"), choices=Basis, widget=forms.RadioSelect)
    narrative = forms.CharField(
        label=_("In your own words"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    language = forms.ChoiceField(label=_("Language of your words"))
    act = forms.ChoiceField(
        label=_("What was done"), choices=[NOT_KNOWN, *Act.choices], required=False
    )
    weapon = forms.ChoiceField(
        label=_("With what"), choices=[NOT_KNOWN, *Weapon.choices], required=False
    )
    actor = forms.ChoiceField(label=_("By whom"), required=False)
    target = forms.ChoiceField(label=_("Against whom"), required=False)
    permitted_use = forms.ChoiceField(
        label=_("What may be done with it"),
        choices=PermittedUse,
        initial=PermittedUse.SHOW_MECHANISM,
        widget=forms.RadioSelect,
    )
    still_there_until = MomentField(label=_("Still there until"), required=False)
    relayed_from = forms.CharField(
        label=_("Through whom it came"),
        help_text=_("A station, a paper, a channel."),
        required=False,
        max_length=200,
    )

    def __init__(
        self,
        *args: Any,
        agreement: Agreement,
        report: MonitorReport | None = None,
        **options: Any,
    ) -> None:
        usual = {"language": get_language()}
        super().__init__(
            *args,
            agreement=agreement,
            sorts=_sorts_of(report) if report else (),
            initial=_as_told(report) if report else usual,
            **options,
        )
        languages = dict(settings.LANGUAGES)
        if report:
            languages.setdefault(report.language, report.language)
        self._offer("language", list(languages.items()))
        for name in ("actor", "target"):
            self._offer(name, [NOT_KNOWN, *_parties(agreement, report)])
        self.fields["still_there_until"].help_text = gettext("You, or whoever told you.")
        self.folded = {**FOLDED, "harmed": self.casualty_names}
        self.places: list[Place] = []

    def clean(self) -> dict[str, Any]:
        """Everything that the record would refuse, said at once: each answer takes long."""
        answers = super().clean()
        low, high = answers.get("count_low"), answers.get("count_high")
        if low is not None and high is not None and low > high:
            self.add_error("count_high", gettext("This is less than the lower number."))
        if not HAPPENING & set(self.errors):
            try:
                located(self.happening, self.agreement)
            except forms.ValidationError as error:
                self.add_error(None, error)
        return answers

    @property
    def happening(self) -> HappeningFacts:
        """What was filled in. What was written of a place that is called otherwise stays beside
        it; where only an area is given, the place is known no more closely than that.
        """
        said, told = self.cleaned_data, super().happening
        settlement: Place | None = said["settlement"]
        if settlement:
            is_its_name = normalise(said["place"]) in settlement.search_names.split("\n")
            area = None if settlement.area_id else told.area
            return replace(told, area=area, place_text="" if is_its_name else said["place"])
        if not told.place_text and told.latitude is None:
            return replace(told, place_precision=PlacePrecision.GOVERNORATE)
        return told

    @property
    def facts(self) -> ReportFacts:
        """What was filled in, complete and read."""
        said = self.cleaned_data
        return ReportFacts(
            agreement=self.agreement.code,
            happening=self.happening,
            basis=Basis(said["basis"]),
            means=tuple(Means(each) for each in said["means"]),
            fire_sign=FireSign(said["fire_sign"]) if said["fire_sign"] else None,
            count_low=said["count_low"],
            count_high=said["count_high"],
            act=Act(said["act"]) if said["act"] else None,
            weapon=Weapon(said["weapon"]) if said["weapon"] else None,
            actor=said["actor"] or None,
            target=said["target"] or None,
            relayed_from=said["relayed_from"],
            permitted_use=PermittedUse(said["permitted_use"]),
            still_there_until=said["still_there_until"],
            narrative=said["narrative"],
            language=said["language"],
            casualties=said["casualties"],
        )

    def _settlement(self, words: str, area: str | None) -> Place | None:
        """The one settlement that is meant. Where several may be, the reader picks one of them,
        or lets stand what they wrote."""
        within = places_called(words, self.agreement, area=area)
        found = within or places_called(words, self.agreement)
        picked = self.cleaned_data.get("place_choice")
        if len(within) == 1 or picked == AS_WRITTEN:
            return within[0] if picked != AS_WRITTEN else None
        for each in found:
            if each.gazetteer_id == picked:
                return each
        if found:
            self._ask_which(found)
        return None

    def _ask_which(self, found: list[Place]) -> None:
        self.places = found[:MOST_PLACES]
        choices = [(each.gazetteer_id, _name(each)) for each in self.places]
        widget: Any = self.fields["place_choice"].widget
        widget.choices = [*choices, (AS_WRITTEN, gettext("none of these: keep what I wrote"))]
        self.add_error(
            "place", gettext("Which place is meant? Choose below, or write more of its name.")
        )

    def _offer(self, name: str, choices: list[tuple[Any, Any]]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]


def _parties(agreement: Agreement, report: MonitorReport | None) -> list[tuple[str, str]]:
    """The parties to an agreement, in their order in it, and those that a report names."""
    takes_part = [each.party for each in agreement.participations.select_related("party")]
    named = [report.actor, report.target] if report else []
    everybody = [*takes_part, *(each for each in named if each)]
    return list({each.code: each.short_name for each in everybody}.items())


def _name(place: Place) -> str:
    name = name_in(place.names)
    return f"{name} ({name_in(place.area.names)})" if place.area else name


def _as_told(report: MonitorReport) -> dict[str, Any]:
    """A report in the boxes of the form."""
    place, area = report.place, report.area
    begins_at, ends_at = report.begins_at, report.ends_at
    is_one_moment = ends_at - begins_at == WIDTHS[TimePrecision(report.time_precision)]
    told: dict[str, Any] = {name: getattr(report, name) for name in AS_IT_STANDS}
    told |= {
        "ends_at": None if is_one_moment else ends_at,
        "place": report.place_text or (name_in(place.names) if place else ""),
        "area": area.code if area else "",
        "actor": report.actor.code if report.actor else "",
        "target": report.target.code if report.target else "",
    }
    for each in report.casualties.all():
        sort = CasualtyOutcome(each.outcome), CasualtyStatus(each.status)
        told |= {box_name(sort, bound): getattr(each, bound) for bound in BOUNDS}
    return told


def _sorts_of(report: MonitorReport) -> list[Sort]:
    return [
        (CasualtyOutcome(each.outcome), CasualtyStatus(each.status))
        for each in report.casualties.all()
    ]
