"""What officers fill in when they refer a case, or say that it is settled."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ceasefire.allegations.models import LadderLevel
from ceasefire.allegations.on_ladder import OnLadder
from ceasefire.common.names import name_in
from ceasefire.web.forms import Reason


class LevelField(forms.ChoiceField):
    """One of the levels that are offered; why it cannot be another, the service says."""

    known: dict[str, LadderLevel]

    def valid_value(self, value: str) -> bool:
        return value in self.known


class ReferForm(forms.Form):
    """To which level a case is referred, and why."""

    level = LevelField(label=_("To which level"), widget=forms.RadioSelect)
    reason = Reason.base_fields["reason"]

    def __init__(self, *args: Any, case: OnLadder, **options: Any) -> None:
        super().__init__(*args, **options)
        field = cast(LevelField, self.fields["level"])
        field.known = {str(each.public_id): each for each in case.ladder}
        offered = [(str(each.public_id), _told(each)) for each in case.next_levels]
        field.choices = offered
        field.initial = offered[0][0] if offered else None

    @property
    def level_chosen(self) -> LadderLevel:
        return cast(LevelField, self.fields["level"]).known[self.cleaned_data["level"]]


class OutcomeForm(forms.Form):
    """How a case was settled at a level."""

    outcome = forms.CharField(
        label=_("How it was settled"),
        help_text=_("Without a word on fault: a referral says nothing of it."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


def _told(level: LadderLevel) -> str:
    name = name_in(level.names)
    if level.answers_within_days is None:
        return name
    within = gettext("answers within %(days)s days") % {"days": level.answers_within_days}
    return f"{name} ({within})"
