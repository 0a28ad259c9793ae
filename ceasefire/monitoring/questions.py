"""What callers may ask of the counts, read from the words they ask with."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from ceasefire.monitoring.counts import Dimension, Question
from ceasefire.monitoring.filters import AreaField, PeriodForm
from ceasefire.monitoring.models import BulletinSeries


class GroupByField(forms.CharField):
    """Words of `Dimension`, separated by commas."""

    def clean(self, value: Any) -> frozenset[Dimension]:
        words = {word.strip() for word in super().clean(value).split(",")} - {""}
        unknown = sorted(words - set(Dimension.values))
        if unknown:
            known = ", ".join(Dimension.values)
            raise forms.ValidationError(
                _("%(unknown)s: not one of %(known)s.")
                % {"unknown": ", ".join(unknown), "known": known}
            )
        return frozenset(Dimension(word) for word in words)


class CountsForm(PeriodForm):
    """A question about one series of one agreement. `from` is included, `to` is not."""

    agreement = forms.CharField()
    series = forms.CharField(required=False)
    side = forms.CharField(required=False)
    area = AreaField(required=False)
    group_by = GroupByField(required=False)

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        for name in ("from", "to"):
            self.fields[name] = forms.DateField(required=False, input_formats=["%Y-%m-%d"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        series = None
        if "agreement" in cleaned:
            series = self._one_series(cleaned["agreement"], cleaned.get("series", ""))
        if series:
            cleaned["series"] = series
            cleaned["sides"] = self._sides(series, cleaned.get("side", ""))
        return cleaned

    @property
    def series_meant(self) -> BulletinSeries:
        series: BulletinSeries = self.cleaned_data["series"]
        return series

    @property
    def question(self) -> Question:
        told = self.cleaned_data
        return Question(
            sides=told["sides"],
            group_by=told["group_by"],
            area=told["area"] or None,
            start=told["from"],
            end=told["to"],
        )

    @property
    def merges_sides(self) -> bool:
        """Whether the answer would add what different sides counted."""
        return not self.cleaned_data["side"] and Dimension.SIDE not in self.question.group_by

    def _one_series(self, agreement: str, code: str) -> BulletinSeries | None:
        about = list(BulletinSeries.objects.filter(agreement__code=agreement))
        if not about:
            self.add_error("agreement", _("No bulletins about an agreement with this code."))
            return None
        meant = [series for series in about if series.code == code] if code else about
        if len(meant) == 1:
            return meant[0]
        codes = ", ".join(series.code for series in about)
        self.add_error(
            "series", _("Series are not added up: give one of %(codes)s.") % {"codes": codes}
        )
        return None

    def _sides(self, series: BulletinSeries, code: str) -> tuple[str, ...]:
        sides = tuple(series.sides.values_list("party__code", flat=True))
        if code and code not in sides:
            known = ", ".join(sides)
            self.add_error("side", _("Not a side of this series: %(known)s.") % {"known": known})
        return (code,) if code else sides
