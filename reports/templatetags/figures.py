"""How figures are written on pages."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django import template
from django.utils import formats
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ceasefire.common.clock import last_day
from ceasefire.common.names import name_in
from ceasefire.talks.choices import ItemKind
from reports.charts.strip import draw_shape
from reports.figures.measures import measure_in_words
from reports.summaries.choices import SummaryKind

register = template.Library()


@register.filter
def short(reference: Mapping[str, Any] | None) -> SafeString | str:
    """A party's name for narrow columns, apart from the direction of its surroundings."""
    return format_html("<bdi>{}</bdi>", name_in(reference["short_names"])) if reference else ""


@register.filter
def measure(code: str) -> str:
    """What a measure counts, in the reader's language; its code in words if it is not listed."""
    return measure_in_words(code)


@register.filter
def summary_kind(code: str) -> str:
    """What sort of period a summary is about, in the reader's language."""
    return str(SummaryKind(code).label)


@register.filter
def few(count: Mapping[str, Any]) -> str:
    """A count that may be withheld, in words; empty where it is 0."""
    if count["fewer_than"]:
        return _("fewer than %(number)s") % {"number": count["fewer_than"]}
    return formats.number_format(count["number"], use_l10n=True) if count["number"] else ""


@register.filter
def by_kind(items: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """A round's lines: agenda, proposals, outcomes, what was to follow."""
    order = list(ItemKind)
    return sorted(items, key=lambda item: order.index(ItemKind(item["kind"])))


@register.filter
def notes(counts: Iterable[Mapping[str, Any]]) -> list[str]:
    """What was noted about a bulletin's counts, each said once."""
    return list(dict.fromkeys(note for count in counts for note in count["notes"]))


@register.filter
def day_of_month(value: date | str) -> str:
    """A day without its year: 10 February."""
    return formats.date_format(_parsed(value), "j F")


@register.simple_tag
def spell(
    first: date | str, last: date | str, *, half_open: bool = False, with_year: bool = False
) -> str:
    """The days from `first` to `last`, each part of the date said once: 1–25 February.

    `half_open`: `last` is not included. Two years are always said, one only `with_year`.
    """
    start, end = (_parsed(each) for each in (first, last))
    if half_open:
        end = last_day(end)
    year = " Y" if with_year or start.year != end.year else ""
    until = formats.date_format(end, f"j F{year}")
    if start == end:
        return until
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day}–{until}"
    since = formats.date_format(start, "j F Y" if start.year != end.year else "j F")
    return f"{since} – {until}"


@register.filter
def rise(step: Mapping[str, Any]) -> str:
    """What a cumulative figure rose by since its issue before, as then stated."""
    days = step["days"]
    if step["is_restated"]:
        words = _("(restated: lower than on %(day)s)")
        return words % {"day": formats.date_format(_parsed(step["from"]), "j F")}
    words = ngettext(
        "(+%(change)s in %(days)s day, as then stated)",
        "(+%(change)s in %(days)s days, as then stated)",
        days,
    )
    return words % {"change": step["change"], "days": days}


@register.simple_tag
def shape(side: int) -> SafeString:
    """The shape by which the chart shows one side."""
    return mark_safe(draw_shape(side))  # noqa: S308 -- our own drawing, of a number


def _parsed(value: date | str) -> date:
    return date.fromisoformat(value) if isinstance(value, str) else value
