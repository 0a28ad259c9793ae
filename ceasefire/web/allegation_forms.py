"""What is filled in about allegations: by whoever lodges one or admits one."""

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
from ceasefire.codes.allegations import LodgedAs
from ceasefire.codes.parties import AgreementRole
from ceasefire.codes.roles import Role
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
NOBODY, OURSELVES = "nobody-named", "ourselves"  # codes of parties are never so


def _languages() -> list[tuple[str, str]]:
    return [(code, str(get_language_info(code)["name_translated"])) for code in LANGUAGES]


def _reading() -> str:
    return (get_language() or FALLBACK).split("-")[0]


class LanguageField(forms.ChoiceField):
    """The language in which words are written; the reader's own, if nothing is said."""

    def __init__(self) -> None:
        super().__init__(label=_("Language of these words"), choices=_languages, initial=_reading)


class AllegationForm(HappeningForm):
    """What is alleged, when, where and against which provisions; as it is, by a monitor."""

    accused = forms.ChoiceField(label=_("Against"))
    provisions = forms.MultipleChoiceField(
        label=_("Provisions that were breached"), widget=forms.CheckboxSelectMultiple
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
        "lodged_as", "complainant", "accused", "admits", "act", "provisions", "begins_at",
        "ends_at", "time_precision", "place", "area", "place_precision", "latitude", "longitude",
        "words", "language",
    )  # fmt: skip

    def __init__(
        self, *args: Any, agreement: Agreement, own: Sequence[Party] = (), **options: Any
    ) -> None:
        super().__init__(*args, agreement=agreement, **options)
        self.own = own
        others = [each for each in able_to_breach(agreement) if each not in own]
        nobody = (NOBODY, _("not known, or not named"))
        self._offer("accused", [("", _("not chosen")), *_parties(others), nobody])
        self._offer("provisions", _numbered(agreement.provisions.all()))

    def _offer(self, name: str, choices: Iterable[tuple[str, Any]]) -> None:
        self.fields[name].choices = list(choices)  # type: ignore[attr-defined]

    @property
    def facts(self) -> AllegationFacts:
        """What was filled in, complete and read."""
        said = self.cleaned_data
        return AllegationFacts(
            agreement=self.agreement.code,
            provisions=tuple(said["provisions"]),
            act=Act(said["act"]),
            happening=self.happening,
            words=said["words"],
            language=said["language"],
            **self.between(),
        )

    def between(self) -> dict[str, Any]:
        """As whom it is lodged, and against whom."""
        return {"lodged_as": LodgedAs.MONITOR, "accused": self.named}

    @property
    def named(self) -> str | None:
        """The code of the party that is accused by name."""
        accused: str = self.cleaned_data["accused"]
        return None if accused in {NOBODY, OURSELVES} else accused


class PartyAllegationForm(AllegationForm):
    """What a party alleges that another did, or tells of itself."""

    complainant = forms.ChoiceField(label=_("Lodged for"))
    admits = forms.BooleanField(
        label=_("We carried this out"),
        help_text=_(
            "Only for a report on your own party. The tick says it in your party's name; without "
            "it the report is an account, and no admission. Readers are shown which, with day, "
            "place, act and provisions, once an officer has admitted the report."
        ),
        required=False,
    )

    def __init__(self, *args: Any, own: Sequence[Party], **options: Any) -> None:
        super().__init__(*args, own=own, **options)
        accused: Any = self.fields["accused"]
        accused.choices = [*accused.choices, (OURSELVES, _("our own party: a self-report"))]
        self.fields["provisions"].label = _("Provisions that were breached, as your party sees it")
        self._offer("complainant", _parties(own))
        if len(own) == 1:
            del self.fields["complainant"]

    def clean(self) -> dict[str, Any]:
        answers = super().clean()
        if answers.get("admits") and answers.get("accused") not in {None, OURSELVES}:
            self.add_error("admits", gettext("Only a report on your own party says this."))
        return answers

    def between(self) -> dict[str, Any]:
        said = self.cleaned_data
        is_own_act = said["accused"] == OURSELVES
        return {
            "lodged_as": LodgedAs.SELF_REPORT if is_own_act else LodgedAs.PARTY,
            "complainant": said.get("complainant") or self.own[0].code,
            "accused": self.named,
            "admits": said["admits"],
        }


class OfficerAllegationForm(AllegationForm):
    """What an officer lodges on the mechanism's own initiative, or for somebody without an account."""

    lodged_as = forms.ChoiceField(
        label=_("Lodged"),
        choices=[
            (each.value, each.label) for each in (LodgedAs.THIRD_PARTY, LodgedAs.OWN_INITIATIVE)
        ],
        widget=forms.RadioSelect,
        help_text=_("A third party is anybody without an account. Who it is, is not kept."),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["words"].help_text = gettext(
            "Only the mechanism reads them. Do not write who asked for it, nor anything by which "
            "somebody could tell."
        )

    def between(self) -> dict[str, Any]:
        return {"lodged_as": LodgedAs(self.cleaned_data["lodged_as"]), "accused": self.named}


FORMS: dict[str, type[AllegationForm]] = {
    Role.LIAISON: PartyAllegationForm,
    Role.MONITOR: AllegationForm,
    Role.OFFICER: OfficerAllegationForm,
}


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
