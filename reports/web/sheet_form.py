"""Which accepted-and-disputed sheet is asked for: its period and its area."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ceasefire.agreements.locating import areas_to_name
from ceasefire.agreements.models import Agreement
from ceasefire.common.names import name_in
from ceasefire.places.models import Area, Zone
from reports.dashboards.sheet_choices import (
    ALL,
    SINCE_THE_LAST,
    THIS_MONTH,
    areas_within,
    periods_to_choose,
    rounds_about,
    zones_of,
)
from reports.statistics.periods import ONE_DAY, Period
from reports.templatetags.figures import spell
from reports.web.forms import DayField

NAMED = {
    SINCE_THE_LAST: _("since the last round"),
    ALL: _("since it took effect"),
    THIS_MONTH: _("this month"),
}


class SheetForm(forms.Form):
    """A period between rounds, or days of one's own, which prevail; and an area or a zone."""

    round = forms.ChoiceField(label=_("Period"), required=False)
    first = DayField(label=_("or: first day"), required=False)
    last = DayField(label=_("last day (included)"), required=False)
    area = forms.ChoiceField(label=_("Area or zone"), required=False)

    def __init__(self, *args: Any, agreement: Agreement, **options: Any) -> None:
        super().__init__(*args, **options)
        self.agreement = agreement
        self.periods = periods_to_choose(agreement)
        self.places: dict[str, Area | Zone] = {
            **{each.code: each for each in zones_of(agreement)},
            **{each.code: each for each in areas_to_name(agreement)},
        }
        called = {each.code: name_in(each.names) for each in rounds_about(agreement)}
        self._offer("round", [(key, self._told(key, called)) for key in self.periods])
        self._offer("area", [("", _("the whole area")), *self._areas()])

    def clean(self) -> dict[str, Any]:
        answers = super().clean() or {}
        first, last = answers.get("first"), answers.get("last")
        if {"first", "last"} <= set(answers) and bool(first) != bool(last):
            self.add_error("last" if first else "first", gettext("Give both days, or neither."))
        if first and last and last < first:
            self.add_error("last", gettext("The last day is before the first."))
        return answers

    @property
    def period(self) -> Period:
        """The days asked for, complete and read; the first period offered, if none is."""
        said = self.cleaned_data
        if said["first"]:
            return Period(said["first"], said["last"] + ONE_DAY)
        return self.periods[said["round"] or next(iter(self.periods))]

    @property
    def where(self) -> Area | Zone | None:
        """The area or zone asked for, if one is."""
        return self.places.get(self.cleaned_data["area"])

    @property
    def within(self) -> frozenset[int] | None:
        """The keys of the areas to narrow to."""
        return areas_within(self.agreement, self.where) if self.where else None

    def _offer(self, name: str, choices: list[Any]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]

    def _told(self, key: str, called: dict[str, str]) -> str:
        period = self.periods[key]
        words = {"days": spell(period.start, period.last, with_year=True)}
        if key in called:
            return gettext("%(days)s, before %(round)s") % {**words, "round": called[key]}
        return f"{words['days']}, {NAMED[key]}"

    def _areas(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """Areas before zones, each by their codes."""
        groups = ((gettext("Areas"), Area), (gettext("Zones"), Zone))
        return [
            (
                label,
                [
                    (code, name_in(each.names))
                    for code, each in sorted(self.places.items())
                    if isinstance(each, kind)
                ],
            )
            for label, kind in groups
        ]
