"""What officers fill in to answer about an incident, each account with its own grade; and to open
a case again."""

from collections.abc import Iterable, Iterator
from typing import Any, cast

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ceasefire.codes.grades import Credibility
from ceasefire.codes.incidents import CONCLUDED, IncidentState, UnableBecause
from ceasefire.codes.verification import AttributionLevel, EvidenceClass
from ceasefire.common.names import name_in
from ceasefire.incidents.models import ReportLink
from ceasefire.parties.models import Party
from ceasefire.verification.answering import NOBODY, ByWhomFacts
from ceasefire.verification.checks import Grades
from ceasefire.verification.services import HappenedFacts
from ceasefire.web.forms import Reason
from ceasefire.web.incident_forms import NOT_CHOSEN


class AnswerForm(forms.Form):
    """An answer with its evidence by class, the accounts that it rests on, and one sentence."""

    evidence = forms.MultipleChoiceField(
        label=_("It rests on"),
        help_text=_("By class: two who retell one witness are one class."),
        choices=EvidenceClass.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    sentence = forms.CharField(
        label=_("In one sentence"),
        help_text=_("It stands under your name, for staff only."),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, links: Iterable[ReportLink], **options: Any) -> None:
        super().__init__(*args, **options)
        self.links = list(links)
        for link in self.links:
            self.fields[_rests(link)] = forms.BooleanField(
                label=_("The answer rests on this"), required=False
            )
            self.fields[_grade(link)] = forms.ChoiceField(
                label=_("How credible it is, whoever says so"),
                choices=[("", _("not graded")), *Credibility.choices],
                initial=link.credibility,
                required=False,
            )

    @property
    def accounts(self) -> Iterator[tuple[ReportLink, BoundField, BoundField]]:
        """Each account, with the box that the answer rests on it, and its grade."""
        for link in self.links:
            yield link, self[_rests(link)], self[_grade(link)]

    @property
    def questions(self) -> list[BoundField]:
        """The fields that are not about one account."""
        return [self[name] for name in self.field_order or ()]

    def clean(self) -> dict[str, Any]:
        answers = super().clean() or {}
        for link in self.links:
            if answers.get(_rests(link)) and not answers.get(_grade(link)):
                self.add_error(_grade(link), gettext("Grade it: the answer rests on it."))
        return answers

    @property
    def regraded(self) -> Grades:
        """The accounts whose grade is another than before."""
        given = [(link, self.cleaned_data[_grade(link)]) for link in self.links]
        return tuple(
            (link, Credibility(grade))
            for link, grade in given
            if grade not in ("", link.credibility)
        )

    @property
    def evidence_given(self) -> tuple[EvidenceClass, ...]:
        return tuple(EvidenceClass(each) for each in self.cleaned_data["evidence"])

    @property
    def rested_on(self) -> tuple[ReportLink, ...]:
        return tuple(link for link in self.links if self.cleaned_data[_rests(link)])


class HappenedForm(AnswerForm):
    """The answer to "Did it happen?"; after a change, the one that stands is confirmed."""

    field_order = ["value", "unable_because", "evidence", "sentence"]

    value = forms.ChoiceField(
        label=_("Did it happen?"),
        choices=[(each.value, each.label) for each in IncidentState if each in CONCLUDED],
        widget=forms.RadioSelect,
    )
    unable_because = forms.ChoiceField(
        label=_("If it could not be checked: why"),
        choices=[NOT_CHOSEN, *UnableBecause.choices],
        required=False,
    )

    def __init__(self, *args: Any, stands: IncidentState | None = None, **options: Any) -> None:
        """`stands`: what was answered before. Whoever sends another answer is told by the service
        why it is refused."""
        super().__init__(*args, **options)
        if stands and not self.is_bound:
            value = cast(forms.ChoiceField, self.fields["value"])
            value.choices = [(stands.value, stands.label)]
            value.initial = stands.value

    @property
    def facts(self) -> HappenedFacts:
        said = self.cleaned_data
        because = said["unable_because"]
        return HappenedFacts(
            value=IncidentState(said["value"]),
            sentence=said["sentence"],
            evidence=self.evidence_given,
            rests_on=self.rested_on,
            unable_because=UnableBecause(because) if because else None,
            grades=self.regraded,
        )


class ByWhomForm(AnswerForm):
    """The answer to "By whom?": how far it is known of one party, or that nobody can be named."""

    field_order = ["value", "party", "evidence", "sentence"]

    value = forms.ChoiceField(label=_("By whom?"), widget=forms.RadioSelect)
    party = forms.ChoiceField(
        label=_("Which party"),
        help_text=_("Leave it empty where nobody can be named."),
        required=False,
    )

    def __init__(
        self,
        *args: Any,
        parties: Iterable[Party],
        levels: Iterable[AttributionLevel],
        **options: Any,
    ) -> None:
        """`parties`: whom to choose from, in their order; `levels`: how far one may go."""
        super().__init__(*args, **options)
        self.parties = {each.code: each for each in parties}
        names = [(code, name_in(each.names)) for code, each in self.parties.items()]
        cast(forms.ChoiceField, self.fields["party"]).choices = [NOT_CHOSEN, *names]
        offered = [(each.value, _LEVELS[each]) for each in levels]
        cast(forms.ChoiceField, self.fields["value"]).choices = offered

    @property
    def facts(self) -> ByWhomFacts:
        said = self.cleaned_data
        return ByWhomFacts(
            level=AttributionLevel(said["value"]),
            sentence=said["sentence"],
            party=self.parties.get(said["party"]),
            evidence=self.evidence_given,
            rests_on=self.rested_on,
            grades=self.regraded,
        )


_LEVELS = {
    NOBODY: _("nobody can be named"),
    AttributionLevel.POSSIBLE: _("possible"),
    AttributionLevel.PROBABLE: _("probable"),
    AttributionLevel.ESTABLISHED: _("established, once a second person has signed"),
}


class ReopeningForm(forms.Form):
    """Why a case is to be opened again, and which accounts have come since."""

    because = forms.CharField(
        label=_("What has come since"),
        help_text=_("Another person reads it, and decides."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    later_accounts = forms.MultipleChoiceField(
        label=_("Accounts that are new"), widget=forms.CheckboxSelectMultiple, required=False
    )

    def __init__(self, *args: Any, links: Iterable[ReportLink], **options: Any) -> None:
        super().__init__(*args, **options)
        self.links = {link.report.receipt: link for link in links}
        if self.links:
            offered = [(receipt, receipt) for receipt in self.links]
            cast(forms.ChoiceField, self.fields["later_accounts"]).choices = offered
        else:
            del self.fields["later_accounts"]

    @property
    def named(self) -> list[ReportLink]:
        return [self.links[receipt] for receipt in self.cleaned_data.get("later_accounts", ())]


class DecisionForm(Reason):
    """Whether a case is opened again, and why."""

    allow = forms.ChoiceField(
        label=_("Reopen it?"),
        choices=[("yes", _("yes: it is verified again")), ("no", _("no: the answer stands"))],
        widget=forms.RadioSelect,
    )
    field_order = ["allow", "reason"]


def _rests(link: ReportLink) -> str:
    return f"rests-{link.report.receipt}"


def _grade(link: ReportLink) -> str:
    return f"grade-{link.report.receipt}"
