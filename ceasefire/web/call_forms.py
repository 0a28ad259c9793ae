"""What officers fill in about calls, and about where parties can be called."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ceasefire.agreements.locating import areas_to_name
from ceasefire.agreements.models import Agreement
from ceasefire.agreements.taking_part import names_of_participants
from ceasefire.codes.calls import CallAnswer, FireStopped, Weekday
from ceasefire.common.boxes import HourBox
from ceasefire.common.names import name_in
from ceasefire.common.references import read_reference
from ceasefire.incidents.calls import CallFacts, StopFacts
from ceasefire.incidents.duty_points import DutyPointFacts
from ceasefire.incidents.models import Call, Incident
from ceasefire.templatetags.record import language_name
from ceasefire.web.happening_fields import MomentField
from ceasefire.web.sending_forms import SendingForm
from ceasefire.web.shown_points import ShownPoint

LONGEST = 2000
SPOKEN = ("ar", "ckb", "en", "es", "fa", "fr", "ru", "tr", "uk")
STOP = ("stopped_at", "known_from", "known_from_words")


class StopForm(forms.Form):
    """Whether fire stopped after a call, when, and by whose report."""

    fire_stopped = forms.ChoiceField(
        label=_("Did fire stop?"),
        choices=FireStopped,
        initial=FireStopped.UNKNOWN,
        widget=forms.RadioSelect,
    )
    stopped_at = MomentField(label=_("When it stopped"), required=False)
    known_from = forms.CharField(
        label=_("By whose report: its receipt"),
        help_text=_("Such as K7Q2-MXF."),
        max_length=12,
        required=False,
    )
    known_from_words = forms.CharField(
        label=_("Or how it is known, in words"),
        help_text=_("Name nobody who told of it."),
        max_length=200,
        required=False,
    )

    def __init__(self, *args: Any, agreement: Agreement, **options: Any) -> None:
        super().__init__(*args, **options)
        self.agreement = agreement
        for field in self.fields.values():
            if isinstance(field, MomentField):
                field.zone = agreement.time_zone
        self.fields["stopped_at"].help_text = _by_the_clock_of(agreement)

    @property
    def stop(self) -> StopFacts:
        """What is said of it, complete and read."""
        said = self.cleaned_data
        receipt = said["known_from"]
        return StopFacts(
            fire_stopped=FireStopped(said["fire_stopped"]),
            stopped_at=said["stopped_at"],
            known_from=read_reference(receipt) if receipt else "",
            known_from_words=said["known_from_words"],
        )


class CallForm(SendingForm, StopForm):
    """One call, from whom to what followed: everything on one screen."""

    field_order = (
        "area", "duty_point", "asked", "answer", "called_at", "answered_at", "answer_words",
        "fire_stopped", *STOP,
    )  # fmt: skip
    folded = {"moments": ("called_at", "answered_at", "answer_words"), "stop": STOP}

    area = forms.ChoiceField(label=_("For which area"))
    duty_point = forms.ChoiceField(label=_("Whom you called"), widget=forms.RadioSelect)
    asked = forms.CharField(
        label=_("What you asked"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 2})
    )
    answer = forms.ChoiceField(
        label=_("What was answered"), choices=CallAnswer, widget=forms.RadioSelect
    )
    called_at = MomentField(label=_("When you called"), required=False)
    answered_at = MomentField(label=_("When it was answered"), required=False)
    answer_words = forms.CharField(
        label=_("The answer in their words"),
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(
        self,
        *args: Any,
        points: list[ShownPoint],
        incident: Incident | None = None,
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.incident = incident
        areas = [(each.code, name_in(each.names)) for each in areas_to_name(self.agreement)]
        self._offer("area", [("", _("choose")), *areas])
        self._offer("duty_point", [(str(each.point.public_id), each.told) for each in points])
        self.fields["asked"].initial = gettext(
            "Please do what you can so that fire stops there now, and tell us when it has."
        )
        self.fields["called_at"].help_text = gettext("Left empty: just now. %(clock)s") % {
            "clock": _by_the_clock_of(self.agreement)
        }

    @property
    def facts(self) -> CallFacts:
        """What was filled in, complete and read."""
        said = self.cleaned_data
        return CallFacts(
            duty_point=UUID(said["duty_point"]),
            area=said["area"],
            asked=said["asked"],
            answer=CallAnswer(said["answer"]),
            called_at=said["called_at"],
            answered_at=said["answered_at"],
            answer_words=said["answer_words"],
            incident=self.incident.public_id if self.incident else None,
            stop=self.stop,
        )

    def _offer(self, name: str, choices: list[tuple[Any, Any]]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]


def said_of(call: Call) -> dict[str, Any]:
    """What is said of a call so far, in the boxes of the form."""
    return {
        "fire_stopped": call.fire_stopped,
        "stopped_at": call.stopped_at,
        "known_from": call.known_from.receipt if call.known_from else "",
        "known_from_words": call.known_from_words,
    }


class DutyPointForm(forms.Form):
    """Where a party can be called, when, and in which languages."""

    party = forms.ChoiceField(label=_("Party"))
    area = forms.ChoiceField(label=_("For which area"), required=False)
    reached_by = forms.CharField(
        label=_("How it is reached"),
        help_text=_("A telephone number, a radio channel. Only staff see it."),
        max_length=200,
    )
    languages = forms.MultipleChoiceField(
        label=_("Languages"), widget=forms.CheckboxSelectMultiple, choices=[]
    )
    days = forms.MultipleChoiceField(
        label=_("Days"),
        choices=Weekday,
        initial=list(Weekday),
        widget=forms.CheckboxSelectMultiple,
    )
    opens = forms.TimeField(label=_("Opens"), required=False, widget=HourBox())
    closes = forms.TimeField(
        label=_("Closes"),
        help_text=_("Before it opens: open overnight. Both empty: somebody always answers."),
        required=False,
        widget=HourBox(),
    )

    def __init__(self, *args: Any, agreement: Agreement, **options: Any) -> None:
        super().__init__(*args, **options)
        self.agreement = agreement
        parties = names_of_participants(agreement)
        areas = [(each.code, name_in(each.names)) for each in areas_to_name(agreement)]
        spoken = [(code, language_name(code)) for code in SPOKEN]
        self._offer("party", [("", _("choose")), *parties.items()])
        self._offer("area", [("", _("every area")), *areas])
        self._offer("languages", spoken)
        self.fields["opens"].help_text = _by_the_clock_of(agreement)

    @property
    def facts(self) -> DutyPointFacts:
        """What was filled in, complete and read."""
        said = self.cleaned_data
        return DutyPointFacts(
            agreement=self.agreement.code,
            party=said["party"],
            reached_by=said["reached_by"],
            languages=tuple(said["languages"]),
            area=said["area"] or None,
            days=tuple(Weekday(each) for each in said["days"]),
            opens=said["opens"],
            closes=said["closes"],
        )

    def _offer(self, name: str, choices: list[tuple[Any, Any]]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]


def _by_the_clock_of(agreement: Agreement) -> str:
    return gettext("By the clock of %(zone)s.") % {"zone": agreement.time_zone}
