"""What is filled in about findings: by whoever drafts, reviews, decides, replies or follows up."""

from collections.abc import Iterable
from typing import Any, cast

from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ceasefire.agreements.models import Agreement, Provision
from ceasefire.codes.verification import (
    GROUNDS_OF,
    FindingGround,
    FindingOutcome,
    RecommendationState,
)
from ceasefire.common.boxes import DayBox
from ceasefire.common.names import name_in
from ceasefire.incidents.models import Incident
from ceasefire.parties.models import Party
from ceasefire.verification.finding_grounds import FindingFacts
from ceasefire.verification.models import Finding
from ceasefire.verification.recommendations import RecommendationFacts
from ceasefire.web.allegation_forms import LanguageField, able_to_breach
from ceasefire.web.forms import Reason

NOT_CHOSEN = ("", _("not chosen"))
NOBODY = ("", _("nobody named"))
LONGEST = 20_000


def _words(rows: int = 4, **options: Any) -> forms.CharField:
    """A box for a text that readers see."""
    box = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(max_length=LONGEST, widget=box, **options)


class ChangeForm(forms.Form):
    """What a draft concludes, on what ground, and why."""

    outcome = forms.ChoiceField(label=_("Outcome"), choices=[NOT_CHOSEN, *FindingOutcome.choices])
    ground = forms.ChoiceField(
        label=_("Ground"),
        help_text=_("Only for the outcomes that stand above the grounds."),
        choices=[
            NOT_CHOSEN,
            *(
                (outcome.label, [(each.value, each.label) for each in grounds])
                for outcome, grounds in GROUNDS_OF.items()
            ),
        ],
        required=False,
    )
    reasoning = _words(
        12,
        label=_("Reasoning"),
        help_text=_(
            "The party and readers see it as it stands here: name nobody who told of it, and "
            "tell times and places no closer than they are told."
        ),
    )

    @property
    def facts(self) -> FindingFacts:
        said = self.cleaned_data
        return FindingFacts(
            outcome=FindingOutcome(said["outcome"]),
            reasoning=said["reasoning"],
            ground=FindingGround(said["ground"]) if said["ground"] else None,
        )


class DraftForm(ChangeForm):
    """A finding on one provision, and one party or nobody."""

    provision = forms.ChoiceField(label=_("Provision"), widget=forms.RadioSelect)
    accused = forms.ChoiceField(
        label=_("Party"), required=False, help_text=_("A violation names the party.")
    )

    field_order = ("provision", "accused", "outcome", "ground", "reasoning")

    def __init__(self, *args: Any, incident: Incident, named: Iterable[Party], **options: Any):
        """`named`: the parties that allegations name; those bound by the agreement come first."""
        super().__init__(*args, **options)
        bound = able_to_breach(incident.agreement)
        self.parties = {each.code: each for each in dict.fromkeys([*bound, *named])}
        self.provisions = {each.number: each for each in incident.agreement.provisions.all()}
        _offer(self, "provision", [_numbered(each) for each in self.provisions.values()])
        _offer(self, "accused", [NOBODY, *_parties(self.parties.values())])

    @property
    def chosen_provision(self) -> Provision:
        return self.provisions[self.cleaned_data["provision"]]

    @property
    def chosen_party(self) -> Party | None:
        return self.parties.get(self.cleaned_data["accused"])


class CorrectForm(ChangeForm):
    """An adopted finding written anew, with the same outcome."""

    reason = forms.CharField(
        label=_("Why it is corrected"),
        help_text=_("Readers see it beside the next version."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    field_order = ("ground", "reasoning", "reason")

    def __init__(self, *args: Any, finding: Finding, **options: Any) -> None:
        super().__init__(*args, **options)
        self.adopted = FindingOutcome(finding.outcome)
        del self.fields["outcome"]
        if self.adopted not in GROUNDS_OF:
            del self.fields["ground"]

    @property
    def facts(self) -> FindingFacts:
        ground = self.cleaned_data.get("ground")
        return FindingFacts(
            outcome=self.adopted,
            reasoning=self.cleaned_data["reasoning"],
            ground=FindingGround(ground) if ground else None,
        )


class ReviewForm(forms.Form):
    """Whether a draft is sound in law; if not, what is to be done."""

    SOUND, RETURNED = "sound", "returned"

    verdict = forms.ChoiceField(
        label=_("Legal review"),
        choices=[(SOUND, _("It is sound in law")), (RETURNED, _("Return it to draft"))],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=_("If it is returned: why"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def clean(self) -> dict[str, Any]:
        answers = super().clean() or {}
        if answers.get("verdict") == self.RETURNED and not answers.get("reason"):
            self.add_error("reason", gettext("Say what is to be changed."))
        return answers


class DeliberateForm(forms.Form):
    """Why the reply is not awaited."""

    reason = forms.CharField(
        label=_("Why the reply is not awaited"),
        help_text=_("The party and readers see it."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class DissentForm(forms.Form):
    """With what an adjudicator does not agree."""

    words = _words(
        label=_("Dissent"),
        help_text=_("It is published with the finding, without your name, and cannot be changed."),
    )


class ReplyForm(forms.Form):
    """The reply of the party to which a finding was put."""

    words = _words(
        8,
        label=_("In your words"),
        help_text=_("They are printed in full, as you write them. They cannot be changed later."),
        strip=False,
    )
    language = LanguageField()


class RecommendationForm(forms.Form):
    """What is recommended to whom, and by when."""

    addressed_to = forms.ChoiceField(label=_("Addressed to"))
    text = _words(label=_("What is recommended"))
    due_on = forms.DateField(label=_("By which day, if any"), required=False, widget=DayBox())

    def __init__(self, *args: Any, agreement: Agreement, **options: Any) -> None:
        super().__init__(*args, **options)
        rows = agreement.participations.select_related("party")
        self.parties = {each.party.code: each.party for each in rows}
        _offer(self, "addressed_to", [NOT_CHOSEN, *_parties(self.parties.values())])

    @property
    def facts(self) -> RecommendationFacts:
        said = self.cleaned_data
        return RecommendationFacts(self.parties[said["addressed_to"]], said["text"], said["due_on"])


class FollowUpForm(forms.Form):
    """What came of a recommendation."""

    state = forms.ChoiceField(
        label=_("What came of it"), choices=RecommendationState, widget=forms.RadioSelect
    )
    words = _words(
        label=_("What was done, and how it is known"),
        help_text=_("Readers see it beside the finding."),
    )


class PublicReason(Reason):
    """Why something that readers may have seen is taken back."""

    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("Readers see it where they were shown the finding."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


def _offer(form: forms.Form, name: str, choices: list[tuple[str, Any]]) -> None:
    cast(forms.ChoiceField, form.fields[name]).choices = choices


def _parties(parties: Iterable[Party]) -> list[tuple[str, str]]:
    return [(each.code, name_in(each.names)) for each in parties]


def _numbered(provision: Provision) -> tuple[str, str]:
    words = format_html("<span>{} · <bdi>{}</bdi></span>", provision.number, provision.text)
    return provision.number, words
