"""How what only bulletins have is written on pages."""

from datetime import date
from decimal import Decimal

from django import template
from django.utils import formats
from django.utils.html import format_html, strip_tags
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from ceasefire.monitoring.choices import ContextMeasure
from ceasefire.monitoring.columns import Column, Document, columns_of, names_of
from ceasefire.templatetags.record import day, name

register = template.Library()
WEB = ("http://", "https://")


@register.filter
def short(party: Document) -> SafeString | str:
    """A party's name for narrow columns and long sentences."""
    return name(names_of(party))


@register.filter
def day_of(bulletin: Document) -> SafeString | str:
    """The day of a bulletin, as far as it is known."""
    if bulletin["period_end"]:
        return day(bulletin["period_end"])
    if bulletin["inferred_date"]:
        return format_html(_("about {}"), _about(bulletin["inferred_date"]))
    return _("undated")


@register.filter
def plain_day_of(bulletin: Document) -> str:
    """The same as bare text, for titles."""
    return strip_tags(day_of(bulletin))


@register.filter
def side_columns(bulletin: Document) -> list[Column]:
    """Each side and its count, in the series' order."""
    return columns_of(bulletin).sides


@register.filter
def measure(code: str) -> str:
    """What a measure says; its code if it is one that only its source knows."""
    return str(ContextMeasure(code).label) if code in ContextMeasure.values else code


@register.filter
def decimal_number(text: str) -> str:
    """A number as the document has it, grouped as the reader writes it."""
    return formats.number_format(Decimal(text), use_l10n=True, force_grouping=True)


@register.filter
def is_address(source: str) -> bool:
    """Whether a source is given by an address of the web, and may be followed."""
    return source.startswith(WEB)


def _about(text: str) -> SafeString | str:
    """An inferred date as far as it goes: a day, a month, a year."""
    if len(text) == len("2017-01"):
        return formats.date_format(date.fromisoformat(f"{text}-01"), "F Y")
    return day(text) if len(text) > len("2017-01") else text
