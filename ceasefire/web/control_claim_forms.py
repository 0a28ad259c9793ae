"""What officers fill in about who holds, cuts off or besieges a place."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ceasefire.agreements.locating import areas_to_name, places_called
from ceasefire.agreements.models import Agreement
from ceasefire.agreements.taking_part import names_of_participants
from ceasefire.common.boxes import DayBox
from ceasefire.common.names import name_in
from ceasefire.incidents.choices import ControlKind, Direction
from ceasefire.incidents.services import ControlClaimFacts
from ceasefire.places.models import Place
from ceasefire.web.access_forms import SOURCE, SourcedForm
from ceasefire.web.sending_forms import SendingForm

LONGEST = 2000


class ControlClaimForm(SendingForm, SourcedForm):
    """One claim: of which party, what, where, when, and who says so.

    A name that one settlement has is that settlement; any other is kept as it was written.
    """

    field_order = (
        "parties", "kind", "place_text", "area", "against", "directions", "on_day",
        "when_in_words", "words", *SOURCE,
    )  # fmt: skip

    parties = forms.MultipleChoiceField(label=_("Party"), widget=forms.CheckboxSelectMultiple)
    kind = forms.ChoiceField(label=_("Claim"), choices=ControlKind, widget=forms.RadioSelect)
    place_text = forms.CharField(
        label=_("Place"), help_text=_("A settlement by any of its names, or words."), max_length=200
    )
    area = forms.ChoiceField(label=_("Area"), required=False)
    against = forms.ChoiceField(label=_("Against"), required=False)
    directions = forms.MultipleChoiceField(
        label=_("From which side"),
        choices=Direction,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    on_day = forms.DateField(
        label=_("Day"), input_formats=["%Y-%m-%d"], widget=DayBox(), required=False
    )
    when_in_words = forms.CharField(
        label=_("When, in the source's words"),
        help_text=_("Such as: before dawn; since the first of the month."),
        max_length=100,
        required=False,
    )
    words = forms.CharField(
        label=_("In the source's words"),
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(
        self, *args: Any, agreement: Agreement, others: Mapping[str, str], **options: Any
    ) -> None:
        """`others`: parties, by code, that a place can be held against though they take no part."""
        super().__init__(*args, **options)
        self.agreement = agreement
        parties = names_of_participants(agreement)
        areas = [(each.code, name_in(each.names)) for each in areas_to_name(agreement)]
        self._offer("parties", parties.items())
        self._offer("against", [("", _("not stated")), *{**parties, **others}.items()])
        self._offer("area", [("", _("not stated")), *areas])
        self.fields["asserted_by"].required = True
        self.fields["on_day"].help_text = gettext("A day by the clock of %(zone)s.") % {
            "zone": agreement.time_zone
        }

    @property
    def facts(self) -> ControlClaimFacts:
        """What was filled in, complete and read."""
        said = self.cleaned_data
        place = self._settlement(said["place_text"], said["area"] or None)
        area = said["area"] or (place.area.code if place and place.area else None)
        return ControlClaimFacts(
            key="",
            agreement=self.agreement.code,
            kind=ControlKind(said["kind"]),
            place_text=said["place_text"],
            parties=tuple(said["parties"]),
            citation=self.citation,
            place=place.gazetteer_id if place else None,
            area=area,
            against=said["against"] or None,
            directions=tuple(Direction(each) for each in said["directions"]),
            on_day=said["on_day"],
            when_in_words=said["when_in_words"],
            words=said["words"],
        )

    def _settlement(self, words: str, area: str | None) -> Place | None:
        found = places_called(words, self.agreement, area=area)
        return found[0] if len(found) == 1 else None
