"""What is filled in between the two sides: harm checks, what is put, answers, time, translations."""

from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ceasefire.codes.allegations import HarmAnswer, HarmQuestion, ResponseKind
from ceasefire.web.allegation_forms import LanguageField

YES, NO = "yes", "no"


def _words(label: Any, *, needed: bool = False, rows: int = 3, **options: Any) -> Any:
    area = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(
        label=label, widget=area, required=needed, max_length=options.pop("most", 1000), **options
    )


def _either(label: Any, yes: Promise, no: Promise) -> Any:
    """A question with two answers, neither of which is chosen beforehand."""
    return forms.ChoiceField(label=label, choices=[(YES, yes), (NO, no)], widget=forms.RadioSelect)


class HarmCheckForm(forms.Form):
    """Every question of a harm check, and what is not safe or not sure."""

    because = _words(
        _("What is not safe, or not sure"),
        help_text=_("Needed unless every answer is yes. It stays inside the mechanism."),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        questions = {
            question.value: forms.ChoiceField(
                label=question.label, choices=HarmAnswer, widget=forms.RadioSelect
            )
            for question in HarmQuestion
        }
        self.fields = {**questions, **self.fields}

    @property
    def answers(self) -> dict[HarmQuestion, HarmAnswer]:
        """What was chosen, complete."""
        return {each: HarmAnswer(self.cleaned_data[each]) for each in HarmQuestion}


class SettleForm(forms.Form):
    """What the source custodian decides."""

    may_be_put = _either(
        _("May the statement be put to the party?"),
        _("yes: nobody is put in danger by it"),
        _("no: it must not be put to the party"),
    )
    because = _words(
        _("Reason"),
        needed=True,
        help_text=_("It is kept in the ledger. Do not write who a source is."),
    )


class NotifyForm(forms.Form):
    """How a statement reaches the party."""

    proof = forms.CharField(
        label=_("How it is put to the party"),
        help_text=_(
            "Who hands it to whom, or to which agreed address, so that nobody doubts later that "
            "it arrived. Only the mechanism's staff read this."
        ),
        max_length=300,
    )


class AnswerForm(forms.Form):
    """What the accused answers."""

    kind = forms.ChoiceField(label=_("Answer"), choices=ResponseKind, widget=forms.RadioSelect)
    words = _words(
        _("In your words"),
        help_text=_("They are printed in full, as you write them. They cannot be changed later."),
        most=10_000,
        rows=6,
    )
    language = LanguageField()


class TimeForm(forms.Form):
    """Why a party needs more time."""

    words = _words(_("Why more time is needed"), needed=True)


class TimeDecisionForm(forms.Form):
    """Whether a party is given more time."""

    is_granted = _either(
        _("Give more time?"), _("yes: one more period of the same length"), _("no")
    )
    because = _words(
        _("Reason"), help_text=_("Needed if no more time is given. The party is told it.")
    )


class TranslationForm(forms.Form):
    """An answer in another language."""

    language = LanguageField()
    words = _words(
        _("The answer in this language"),
        needed=True,
        help_text=_("It stands beside the words as given, marked as the mechanism's translation."),
        most=20_000,
        rows=6,
    )
