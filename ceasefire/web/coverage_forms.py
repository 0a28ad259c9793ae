"""What a monitor fills in where nothing happened, or where they could not look."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ceasefire.agreements.locating import areas_to_name
from ceasefire.agreements.models import Agreement
from ceasefire.codes.observations import Hindrance
from ceasefire.common.names import name_in
from ceasefire.monitoring.coverage import CoverageFacts
from ceasefire.web.happening_fields import MomentField
from ceasefire.web.sending_forms import SendingForm


def _this_minute() -> datetime:
    return timezone.now().replace(second=0, microsecond=0)


class SeenForm(SendingForm):
    """Where somebody could look and saw nothing happen: an area, from when to when."""

    area = forms.ChoiceField(label=_("Where"))
    begins_at = MomentField(label=_("From"))
    ends_at = MomentField(label=_("To"), initial=_this_minute)

    def __init__(self, *args: Any, agreement: Agreement, **options: Any) -> None:
        super().__init__(*args, **options)
        self.agreement = agreement
        areas = [(each.code, name_in(each.names)) for each in areas_to_name(agreement)]
        self.fields["area"].choices = [("", _("choose")), *areas]  # type: ignore[attr-defined]
        for name in ("begins_at", "ends_at"):
            self.fields[name].zone = agreement.time_zone  # type: ignore[attr-defined]
        self.fields["begins_at"].help_text = gettext("By the clock of %(zone)s.") % {
            "zone": agreement.time_zone
        }

    @property
    def facts(self) -> CoverageFacts:
        """What was filled in, complete and read."""
        said = self.cleaned_data
        hindrance = said.get("hindrance")
        return CoverageFacts(
            agreement=self.agreement.code,
            area=said["area"],
            begins_at=said["begins_at"],
            ends_at=said["ends_at"],
            hindrance=Hindrance(hindrance) if hindrance else None,
            place_text=said.get("place_text", ""),
            note=said.get("note", ""),
        )


class UnseenForm(SeenForm):
    """Where somebody could not look, why, and for how long."""

    hindrance = forms.ChoiceField(
        label=_("Why you could not look"), choices=Hindrance, widget=forms.RadioSelect
    )
    place_text = forms.CharField(
        label=_("Where exactly"),
        help_text=_("A road, a gate, a village."),
        max_length=200,
        required=False,
    )
    note = forms.CharField(
        label=_("Who hindered you, and how"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
