"""What officers fill in about reports, incidents and sources."""

from typing import Any, cast
from zoneinfo import ZoneInfo

from django import forms
from django.utils import formats
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ceasefire.agreements.models import Agreement
from ceasefire.agreements.taking_part import names_of_participants
from ceasefire.codes.agreements import Act
from ceasefire.codes.casualties import CasualtyStatus
from ceasefire.codes.grades import Reliability
from ceasefire.codes.incidents import LinkKind
from ceasefire.codes.observations import TimePrecision, Weapon
from ceasefire.common.names import name_in
from ceasefire.incidents.models import Incident
from ceasefire.incidents.opening import IncidentFacts
from ceasefire.incidents.querysets import IncidentQuerySet
from ceasefire.monitoring.models import MonitorReport, Source
from ceasefire.places.happening import WIDTHS, HappeningRow
from ceasefire.web.forms import Reason
from ceasefire.web.happening_fields import HappeningForm

NOT_CHOSEN = ("", _("not chosen"))
MOST_CANDIDATES = 20
# Around words whose direction is their own, where there is no markup.
APART, TOGETHER = "\N{FIRST STRONG ISOLATE}", "\N{POP DIRECTIONAL ISOLATE}"
PROTECTED = (CasualtyStatus.CIVILIAN, CasualtyStatus.OTHER_PROTECTED)
# How one incident stands to another, said between their references.
RELATIONS: dict[str, str | Promise] = {
    LinkKind.SAME: _("may be the same as"),
    LinkKind.PART_OF: _("is a part of"),
    LinkKind.RESPONSE_TO: _("is said to be a response to"),
    LinkKind.CONTRADICTS: _("contradicts"),
}


class IncidentForm(HappeningForm):
    """When, where and what, as an officer reads the accounts."""

    act = forms.ChoiceField(
        label=_("What was done"), choices=[NOT_CHOSEN, *Act.choices], required=False
    )
    weapon = forms.ChoiceField(
        label=_("Weapon"), choices=[NOT_CHOSEN, *Weapon.choices], required=False
    )
    target = forms.ChoiceField(label=_("Target"), required=False)
    harms_protected = forms.BooleanField(
        label=_("Protected persons or sites were harmed"),
        help_text=_("Civilians, medical sites, aid or monitors: it counts whatever the target."),
        required=False,
    )

    def __init__(self, *args: Any, agreement: Agreement, **options: Any) -> None:
        super().__init__(*args, agreement=agreement, **options)
        parties = names_of_participants(agreement)
        target = cast(forms.ChoiceField, self.fields["target"])
        target.choices = [NOT_CHOSEN, *parties.items()]

    @property
    def facts(self) -> IncidentFacts:
        said = self.cleaned_data
        return IncidentFacts(
            happening=self.happening,
            act=Act(said["act"]) if said["act"] else None,
            weapon=Weapon(said["weapon"]) if said["weapon"] else None,
            target=said["target"] or None,
            harms_protected=said["harms_protected"],
        )


class IncidentChangeForm(IncidentForm):
    """The same of an incident that is there, and why it is said otherwise."""

    reason = Reason.base_fields["reason"]


def filled_in_from(row: MonitorReport | Incident) -> dict[str, Any]:
    """What a form about an incident begins with: what a report or the incident says."""
    is_told_by_precision = row.ends_at - row.begins_at == WIDTHS[TimePrecision(row.time_precision)]
    return {
        "begins_at": row.begins_at,
        "ends_at": None if is_told_by_precision else row.ends_at,
        "time_precision": row.time_precision,
        "place": name_in(row.place.names) if row.place else row.place_text,
        "area": row.area.code if row.area else "",
        "latitude": row.latitude,
        "longitude": row.longitude,
        "place_precision": row.place_precision,
        "act": row.act,
        "weapon": row.weapon,
        "target": row.target.code if row.target else "",
        "harms_protected": _harms_protected(row),
    }


def _harms_protected(row: MonitorReport | Incident) -> bool:
    if isinstance(row, Incident):
        return row.harms_protected
    return any(each.status in PROTECTED and each.high for each in row.casualties.all())


class OtherIncidentForm(forms.Form):
    """One of the incidents near by, or another by its reference."""

    incident = forms.ChoiceField(
        label=_("Incident"), widget=forms.RadioSelect, required=False, choices=[]
    )
    reference = forms.CharField(
        label=_("Another, by its reference"),
        help_text=_("Such as K7Q2-MXF. It must be of the same agreement."),
        max_length=12,
        required=False,
    )

    def __init__(
        self, *args: Any, known: IncidentQuerySet, near: HappeningRow, **options: Any
    ) -> None:
        """`known`: the incidents to choose from; `near`: what the first of them are near to."""
        super().__init__(*args, **options)
        self.known = known
        self.candidates = {
            str(each.public_id): each
            for each in known.near(near).select_related("agreement", "place", "area")[
                :MOST_CANDIDATES
            ]
        }
        if self.candidates:
            choices = [(key, told(each)) for key, each in self.candidates.items()]
            cast(forms.ChoiceField, self.fields["incident"]).choices = choices
        else:
            del self.fields["incident"]

    def clean(self) -> dict[str, Any]:
        answers = super().clean() or {}
        reference = answers.get("reference", "").strip().upper()
        if reference:
            answers["chosen"] = self.known.filter(reference=reference).first()
            if answers["chosen"] is None:
                self.add_error("reference", gettext("No incident of this agreement is called so."))
        else:
            answers["chosen"] = self.candidates.get(answers.get("incident", ""))
        if answers["chosen"] is None and not self.errors:
            self.add_error("reference", gettext("Choose an incident, or write its reference."))
        return answers


class LinkForm(OtherIncidentForm):
    """To which incident a report belongs, and how it stands to it."""

    kind = forms.ChoiceField(
        label=_("This report"), choices=LinkKind, widget=forms.RadioSelect, initial=LinkKind.SAME
    )


class RelateForm(OtherIncidentForm):
    """How one incident stands to another."""

    kind = forms.ChoiceField(
        label=_("This incident"), choices=list(RELATIONS.items()), widget=forms.RadioSelect
    )


class MergeForm(OtherIncidentForm):
    """Into which incident another is merged, and why."""

    reason = Reason.base_fields["reason"]


def told(incident: Incident) -> str:
    """An incident in a line: its reference, when, where, what."""
    begins = incident.begins_at.astimezone(ZoneInfo(incident.agreement.time_zone))
    where = incident.place or incident.place_text or incident.area
    what = incident.get_act_display() or gettext("what was done is not known")
    parts = (incident.reference, formats.date_format(begins, "j F Y, H:i"), where, what)
    return " · ".join(f"{APART}{part}{TOGETHER}" for part in parts if part)


class QuestionForm(forms.Form):
    """What whoever sent a report is asked."""

    question = forms.CharField(
        label=_("Question"),
        help_text=_("Whoever sent the report reads it, and can answer by correcting the report."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class LetterForm(forms.Form):
    """Another letter for a source, and why."""

    letter = forms.ChoiceField(label=_("Letter"), choices=Reliability, widget=forms.RadioSelect)
    reason = Reason.base_fields["reason"]

    def __init__(self, *args: Any, source: Source, **options: Any) -> None:
        super().__init__(*args, **options)
        letter = cast(forms.ChoiceField, self.fields["letter"])
        letter.choices = [each for each in Reliability.choices if each[0] != source.reliability]
