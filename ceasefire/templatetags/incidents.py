"""How what only incidents and accounts of them have is written on pages."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import template
from django.utils import formats
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from ceasefire.codes.scope import ScopeOutcome
from ceasefire.incidents.casualties import Estimate

register = template.Library()


@register.simple_tag
def window(begins: datetime, ends: datetime, zone: str) -> SafeString:
    """From when to when, by the clock of `zone`, which is named once."""
    first, last = (each.astimezone(ZoneInfo(zone)) for each in (begins, ends))
    form = "H:i" if first.date() == last.date() else "j F Y, H:i"
    return format_html(
        '<time datetime="{}">{}</time> \N{EN DASH} <time datetime="{}">{}</time> '
        '<span class="zone">({})</span>',
        first.isoformat(),
        formats.date_format(first, "j F Y, H:i"),
        last.isoformat(),
        formats.date_format(last, form),
        zone,
    )


@register.filter
def people(found: Estimate) -> str:
    """How many, as a range; with the best estimate where all who give one agree."""
    low, high = number(found.low), number(found.high)
    told = low if found.low == found.high else f"{low}\N{EN DASH}{high}"
    if found.best is None or found.low == found.high:
        return told
    return _("%(range)s, best %(best)s") % {"range": told, "best": number(found.best)}


@register.filter
def people_of(line: Mapping[str, Any]) -> str:
    """The same of a line of a published document."""
    return people(Estimate(line["low"], line["high"]))


@register.simple_tag
def scope_told(scope: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Results for provisions that cover or may cover it; those it lies outside of, by reason."""
    outside: dict[tuple[str, ...], list[Any]] = {}
    for each in scope:
        if each["outcome"] == ScopeOutcome.OUTSIDE:
            outside.setdefault(tuple(each["reasons"]), []).append(each["provision"])
    return {
        "covering": [each for each in scope if each["outcome"] != ScopeOutcome.OUTSIDE],
        "outside": list(outside.items()),
    }


def number(value: int) -> str:
    return formats.number_format(value, use_l10n=True, force_grouping=True)
