"""What officers fill in about access: what was asked, and what was decided; each with its source."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ceasefire.agreements.locating import areas_to_name, places_called
from ceasefire.agreements.models import Agreement
from ceasefire.codes.humanitarian import AccessDecisionKind, AccessPurpose
from ceasefire.common.boxes import DayBox
from ceasefire.common.citations import Citation
from ceasefire.common.names import name_in
from ceasefire.humanitarian.asking import AccessRequestFacts
from ceasefire.humanitarian.deciding import AccessDecisionFacts
from ceasefire.humanitarian.queries import askers
from ceasefire.parties.models import Party
from ceasefire.web.sending_forms import SendingForm

LONGEST = 2000
SOURCE = ("asserted_by", "relayed_by", "source_title", "source_url")
NOT_STATED = ("", _("not stated"))


class SourcedForm(forms.Form):
    """Who says so, and where. One of name, title and address is needed."""

    asserted_by = forms.CharField(
        label=_("Who says so"),
        help_text=_("An organisation or a body. Name nobody who is not named in public."),
        max_length=200,
        required=False,
    )
    relayed_by = forms.CharField(label=_("Through whom"), max_length=200, required=False)
    source_title = forms.CharField(
        label=_("Where it stands"),
        help_text=_("The letter, paper or broadcast, with its day."),
        max_length=300,
        required=False,
    )
    source_url = forms.URLField(
        label=_("Its address on the web"), required=False, assume_scheme="https"
    )

    @property
    def citation(self) -> Citation:
        """The source that was filled in."""
        return Citation(**{name: self.cleaned_data[name] for name in SOURCE})

    def _offer(self, name: str, choices: Iterable[tuple[Any, Any]]) -> None:
        self.fields[name].choices = list(choices)  # type: ignore[attr-defined]


class AccessRequestForm(SendingForm, SourcedForm):
    """What was asked: when, by whom and of whom, for what, and where."""

    field_order = (
        "asked_on", "asked_by", "asked_of", "purpose", "area", "place", "wanted_on", "words",
        *SOURCE,
    )  # fmt: skip

    asked_on = forms.DateField(label=_("Asked on"), input_formats=["%Y-%m-%d"], widget=DayBox())
    asked_by = forms.ChoiceField(label=_("Asked by"))
    asked_of = forms.ChoiceField(label=_("Asked of"), required=False)
    purpose = forms.ChoiceField(
        label=_("What for"), choices=AccessPurpose, widget=forms.RadioSelect
    )
    area = forms.ChoiceField(label=_("Area"))
    place = forms.CharField(
        label=_("Settlement"),
        help_text=_("By any of its names. Leave it empty if none is named."),
        max_length=200,
        required=False,
    )
    wanted_on = forms.DateField(
        label=_("Wanted for the day"), input_formats=["%Y-%m-%d"], widget=DayBox(), required=False
    )
    words = forms.CharField(
        label=_("What was asked"),
        help_text=_("As the source says it. Name nobody who could be harmed."),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, agreement: Agreement, **options: Any) -> None:
        super().__init__(*args, **options)
        self.agreement = agreement
        areas = [(each.code, name_in(each.names)) for each in areas_to_name(agreement)]
        self._offer("area", [("", _("choose")), *areas])
        self._offer("asked_by", [("", _("choose")), *_named(askers(agreement))])
        self._offer("asked_of", [NOT_STATED, *_named(_participants(agreement))])
        self.fields["asked_on"].help_text = _by_the_days_of(agreement)

    def clean(self) -> dict[str, Any]:
        answers = super().clean() or {}
        words, area = answers.get("place", ""), answers.get("area")
        if words and area:
            answers["settlement"] = self._settlement(words, area)
        return answers

    @property
    def facts(self) -> AccessRequestFacts:
        """What was filled in, complete and read."""
        said = self.cleaned_data
        return AccessRequestFacts(
            agreement=self.agreement.code,
            asked_by=said["asked_by"],
            asked_of=said["asked_of"] or None,
            asked_on=said["asked_on"],
            purpose=AccessPurpose(said["purpose"]),
            area=said["area"],
            place=said.get("settlement"),
            wanted_on=said["wanted_on"],
            words=said["words"],
            citation=self.citation,
        )

    def _settlement(self, words: str, area: str) -> str | None:
        """The id of the one settlement that is meant; what is wrong is said at the field."""
        found = places_called(words, self.agreement, area=area)
        if len(found) == 1:
            return found[0].gazetteer_id
        fault = (
            gettext("Several places there are called so: write the whole name.")
            if found
            else gettext("No settlement there is known by this name.")
        )
        self.add_error("place", fault)
        return None


class AccessDecisionForm(SourcedForm):
    """What was decided on a request: what, on which day, by whom, up to when."""

    field_order = ("kind", "decided_on", "decided_by", "until", "words", *SOURCE)

    kind = forms.ChoiceField(
        label=_("What was decided"), choices=AccessDecisionKind, widget=forms.RadioSelect
    )
    decided_on = forms.DateField(label=_("Decided on"), input_formats=["%Y-%m-%d"], widget=DayBox())
    decided_by = forms.ChoiceField(label=_("Decided by"), required=False)
    until = forms.DateField(
        label=_("Up to the day"),
        help_text=_("Up to which day it holds, or is put off. Leave it empty if none is named."),
        input_formats=["%Y-%m-%d"],
        widget=DayBox(),
        required=False,
    )
    words = forms.CharField(
        label=_("In their words"),
        help_text=_("Conditions, or the reason that was given, as the source says it."),
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, agreement: Agreement, **options: Any) -> None:
        super().__init__(*args, **options)
        self._offer("decided_by", [NOT_STATED, *_named(_participants(agreement))])
        self.fields["decided_on"].help_text = _by_the_days_of(agreement)

    @property
    def facts(self) -> AccessDecisionFacts:
        """What was filled in, complete and read."""
        said = self.cleaned_data
        return AccessDecisionFacts(
            kind=AccessDecisionKind(said["kind"]),
            decided_on=said["decided_on"],
            decided_by=said["decided_by"] or None,
            until=said["until"],
            words=said["words"],
            citation=self.citation,
        )


def _participants(agreement: Agreement) -> list[Party]:
    """Who takes part, in the agreement's order, each once."""
    taking = agreement.participations.select_related("party")
    return list(dict.fromkeys(each.party for each in taking))


def _named(parties: Iterable[Party]) -> list[tuple[str, str]]:
    return [(each.code, name_in(each.names)) for each in parties]


def _by_the_days_of(agreement: Agreement) -> str:
    return gettext("By the days of %(zone)s.") % {"zone": agreement.time_zone}
