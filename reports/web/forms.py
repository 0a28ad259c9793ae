"""Forms of the pages of summaries."""

from datetime import timedelta
from typing import Any, cast

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _

from ceasefire.accounts.models import User
from ceasefire.agreements.models import Agreement
from ceasefire.common.boxes import DayBox
from ceasefire.common.names import name_in
from reports.statistics.periods import EARLIEST, LATEST, Period


class AgreementField(forms.ModelChoiceField):  # type: ignore[type-arg]  # not generic at run time
    """An agreement by its code and name."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.code} · {name_in(obj.names)}"


class DayField(forms.DateField):
    """A day near to every ceasefire, written 2017-02-10; on pages a date box."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            input_formats=["%Y-%m-%d"],
            widget=DayBox(),
            validators=[MinValueValidator(EARLIEST), MaxValueValidator(LATEST)],
            **options,
        )


class DraftForm(forms.Form):
    """Draft a summary for an agreement and a period of its days, both days included."""

    agreement = AgreementField(
        queryset=Agreement.objects.none(), to_field_name="code", label=_("Agreement")
    )
    first = DayField(label=_("First day"))
    last = DayField(label=_("Last day (included)"))

    def __init__(self, *args: Any, user: User, **words: Any) -> None:
        super().__init__(*args, **words)
        agreement = cast(AgreementField, self.fields["agreement"])
        agreement.queryset = Agreement.objects.visible_to(user)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        first, last = cleaned.get("first"), cleaned.get("last")
        if first and last and last < first:
            self.add_error("last", _("The last day is before the first."))
        return cleaned

    @property
    def period(self) -> Period:
        return Period(self.cleaned_data["first"], self.cleaned_data["last"] + timedelta(days=1))


class ReturnForm(forms.Form):
    """Return an approved summary to draft, saying why."""

    reason = forms.CharField(
        label=_("Why it goes back"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )


class SeenForm(forms.Form):
    """What was read before a button was pressed: the fingerprint of the draft's inputs."""

    seen = forms.CharField(max_length=64, widget=forms.HiddenInput)
