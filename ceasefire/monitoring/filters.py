"""How callers narrow the list of bulletins."""

from typing import Any, ClassVar

import django_filters as filters
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ceasefire.common.text import normalise
from ceasefire.monitoring.choices import Flag
from ceasefire.monitoring.models import BulletinSeries, SeriesSide
from ceasefire.places.models import Area, AreaName
from ceasefire.publication.choices import PublishedKind
from ceasefire.publication.filters import CodeFilter, PeriodFilter, PublishedFilter
from ceasefire.publication.querysets import PublishedVersionQuerySet


class AreaField(forms.CharField):
    """An area by its code, or by a name that bulletins, or else others, use for it."""

    def clean(self, value: Any) -> str:
        text = super().clean(value)
        return _area_code(text) if text else ""


class SideField(forms.CharField):
    """A side that counts in some series, by its code."""

    def clean(self, value: Any) -> str:
        code: str = super().clean(value)
        if code and not SeriesSide.objects.filter(party__code=code).exists():
            raise ValidationError(gettext("No side that counts has this code."))
        return code


class PeriodForm(forms.Form):
    """A period that begins before it ends."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        start, end = cleaned.get("from"), cleaned.get("to")
        if start and end and start >= end:
            self.add_error("to", gettext("The period must end after it begins."))
        return cleaned


class AreaFilter(CodeFilter):
    field_class = AreaField


class SideFilter(filters.CharFilter):
    field_class = SideField


class BulletinFilter(PeriodFilter):
    """Bulletins by their day, by what they count where, by how their day is known, by oddity."""

    side: ClassVar[SideFilter | None] = SideFilter(
        method="counted_by", label=_("Counting side (code)")
    )
    area = AreaFilter(method="counting_in", kind=PublishedKind.AREA, label=_("Area"))
    flag = filters.ChoiceFilter(method="flagged", choices=Flag, label=_("Oddity"))
    dated = filters.ChoiceFilter(
        method="with_a_day", choices=[("yes", _("known")), ("no", _("not known"))], label=_("Day")
    )

    class Meta(PublishedFilter.Meta):
        form = PeriodForm

    def counted_by(
        self, versions: PublishedVersionQuerySet, field: str, code: str
    ) -> PublishedVersionQuerySet:
        return versions.filter(document__counts__contains=[{"side": {"code": code}}])

    def counting_in(
        self, versions: PublishedVersionQuerySet, field: str, code: str
    ) -> PublishedVersionQuerySet:
        return versions.filter(document__counts__contains=[{"areas": [{"area": {"code": code}}]}])

    def flagged(
        self, versions: PublishedVersionQuerySet, field: str, flag: str
    ) -> PublishedVersionQuerySet:
        return versions.filter(document__flags__contains=[flag])

    def with_a_day(
        self, versions: PublishedVersionQuerySet, field: str, answer: str
    ) -> PublishedVersionQuerySet:
        undated = {"document__period_end": None}
        return versions.exclude(**undated) if answer == "yes" else versions.filter(**undated)


class BulletinPageFilter(BulletinFilter):
    """On pages both sides stand in every row, so that nothing narrows to one."""

    side = None


def _area_code(text: str) -> str:
    """The area's code. Raises ValidationError if `text` means none, or several."""
    if Area.objects.filter(code=text).exists():
        return text
    names = AreaName.objects.filter(normalised=normalise(text))
    of_bulletins = names.filter(used_by__in=BulletinSeries.objects.values("area_names_of"))
    found = set((of_bulletins or names).values_list("area__code", flat=True))
    if len(found) != 1:
        raise ValidationError(
            gettext("Several areas have this name: give a code.")
            if found
            else gettext("No area has this code or name.")
        )
    return found.pop()
