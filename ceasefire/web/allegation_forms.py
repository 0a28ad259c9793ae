"""What is filled in about allegations: by whoever lodges one, admits one, or answers one."""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

from django import forms
from django.utils import formats
from django.utils.html import format_html
from django.utils.translation import get_language, get_language_info, gettext
from django.utils.translation import gettext_lazy as _

from ceasefire.agreements.models import Agreement, Provision
from ceasefire.allegations.services import AllegationFacts
from ceasefire.codes.agreements import Act
from ceasefire.codes.allegations import ResponseKind
from ceasefire.codes.parties import AgreementRole
from ceasefire.common.names import FALLBACK, name_in
from ceasefire.common.references import read_reference
from ceasefire.incidents.models import Incident
from ceasefire.incidents.querysets import IncidentQuerySet
from ceasefire.parties.models import Party
from ceasefire.web.happening_fields import HappeningForm

LANGUAGES = ("en", "ar", "ru", "tr", "fa")
# Who is at the table without being bound by what is agreed, and so cannot breach it.
APART = {
    AgreementRole.HOST,
    AgreementRole.MEDIATOR,
    AgreementRole.OBSERVER,
    AgreementRole.MONITOR,
}
OPEN_ONE = "open"


def _languages() -> list[tuple[str, str]]:
    return [(code, str(get_language_info(code)["name_translated"])) for code in LANGUAGES]


def _reading() -> str:
    return (get_language() or FALLBACK).split("-")[0]


class LanguageField(forms.ChoiceField):
    """The language in which words are written; the reader's own, if nothing is said."""

    def __init__(self) -> None:
        super().__init__(label=_("Language of these words"), choices=_languages, initial=_reading)


class AllegationForm(HappeningForm):
    """What one party alleges that another did, when, where and against which provisions."""

    complainant = forms.ChoiceField(label=_("Lodged for"))
    accused = forms.ChoiceField(label=_("Against"))
    provisions = forms.MultipleChoiceField(
        label=_("Provisions that were breached, as your party sees it"),
        widget=forms.CheckboxSelectMultiple,
    )
    act = forms.ChoiceField(label=_("What was done"), choices=[("", _("not chosen")), *Act.choices])
    words = forms.CharField(
        label=_("In your words"),
        help_text=_(
            "Only the mechanism reads them. The accused and readers are told day, place, act and "
            "provisions, and none of these words."
        ),
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    language = LanguageField()
    submission = forms.UUIDField(required=False, initial=uuid4, widget=forms.HiddenInput)

    field_order = (
        "complainant", "accused", "act", "provisions", "begins_at", "ends_at", "time_precision",
        "place", "area", "place_precision", "latitude", "longitude", "words", "language",
    )  # fmt: skip

    def __init__(
        self, *args: Any, agreement: Agreement, own: Sequence[Party], **options: Any
    ) -> None:
        super().__init__(*args, agreement=agreement, **options)
        self.own = own
        others = [each for each in able_to_breach(agreement) if each not in own]
        self._offer("complainant", _parties(own))
        self._offer("accused", [("", _("not chosen")), *_parties(others)])
        self._offer("provisions", _numbered(agreement.provisions.all()))
        if len(own) == 1:
            del self.fields["complainant"]

    def _offer(self, name: str, choices: Iterable[tuple[str, Any]]) -> None:
        self.fields[name].choices = list(choices)  # type: ignore[attr-defined]

    @property
    def facts(self) -> AllegationFacts:
        """What was filled in, complete and read."""
        said = self.cleaned_data
        return AllegationFacts(
            agreement=self.agreement.code,
            complainant=said.get("complainant") or self.own[0].code,
            accused=said["accused"],
            provisions=tuple(said["provisions"]),
            act=Act(said["act"]),
            happening=self.happening,
            words=said["words"],
            language=said["language"],
        )


class AdmitForm(forms.Form):
    """Which incident an allegation is about: one that is known, or one to be opened from it."""

    incident = forms.ChoiceField(label=_("Incident"), required=False, widget=forms.RadioSelect)
    reference = forms.CharField(
        label=_("Another incident, by its reference"), max_length=20, required=False
    )

    def __init__(
        self, *args: Any, known: IncidentQuerySet, near: Iterable[Incident], **options: Any
    ) -> None:
        """`known`: those of the agreement that may be named; `near`: those that are offered."""
        super().__init__(*args, **options)
        self.known = known
        offered = [(each.reference, _told(each)) for each in near]
        self.fields["incident"].choices = [  # type: ignore[attr-defined]
            *offered,
            (OPEN_ONE, _("None of these: open an incident from what is alleged")),
        ]

    def clean(self) -> dict[str, Any]:
        answers = super().clean() or {}
        chosen, typed = answers.get("incident", ""), answers.get("reference", "")
        answers["found"] = None
        if chosen and typed:
            self.add_error("reference", gettext("Choose one, or write a reference; not both."))
        elif typed or chosen not in {"", OPEN_ONE}:
            answers["found"] = self.known.filter(reference=read_reference(typed or chosen)).first()
            if answers["found"] is None:
                self.add_error("reference", gettext("No incident of this agreement has it."))
        elif not chosen and not self.errors:
            self.add_error("incident", gettext("Choose the incident that this is about."))
        return answers


class AnswerForm(forms.Form):
    """What the accused answers."""

    kind = forms.ChoiceField(label=_("Answer"), choices=ResponseKind, widget=forms.RadioSelect)
    words = forms.CharField(
        label=_("In your words"),
        help_text=_("They are printed in full, as you write them. They cannot be changed later."),
        max_length=10_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    language = LanguageField()


def able_to_breach(agreement: Agreement) -> list[Party]:
    """The participants of an agreement in its order, each once, but for those who only look on."""
    rows = agreement.participations.exclude(role__in=APART).select_related("party")
    return list(dict.fromkeys(each.party for each in rows))


def _parties(parties: Iterable[Party]) -> Iterable[tuple[str, str]]:
    return ((each.code, name_in(each.names)) for each in parties)


def _numbered(provisions: Iterable[Provision]) -> Iterable[tuple[str, str]]:
    """Each number once, with its latest wording."""
    wordings = {each.number: each.text for each in provisions}
    return (
        (number, format_html("<span>{} · <bdi>{}</bdi></span>", number, text))
        for number, text in wordings.items()
    )


def _told(incident: Incident) -> str:
    """An incident on one line: its reference, when, where, what, how it stands."""
    local = incident.begins_at.astimezone(ZoneInfo(incident.agreement.time_zone))
    where = incident.place or incident.area
    parts = (
        incident.reference,
        formats.date_format(local, "j F Y, H:i"),
        name_in(where.names) if where else incident.place_text,
        incident.get_act_display(),
        incident.get_state_display(),
    )
    return " · ".join(str(part) for part in parts if part)
