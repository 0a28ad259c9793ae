"""How the record's values are written on pages: names, words of code lists, days, sources."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import template
from django.db.models import Choices
from django.utils import formats
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language, get_language_info, pgettext
from django.utils.translation import gettext as _

from ceasefire.agreements.interest_words import interest_line
from ceasefire.common.clock import last_day
from ceasefire.common.names import FALLBACK, name_in
from ceasefire.templatetags.code_lists import CODE_LISTS

register = template.Library()
DAY = re.compile(r"\d{4}-\d\d-\d\d")
MOMENT = re.compile(DAY.pattern + r"T\d\d:\d\d(:\d\d)?(Z|[+-]\d\d:\d\d)")


@register.filter
def name(names: Mapping[str, str] | None) -> SafeString | str:
    """The name in the reader's language, kept apart from the direction of its surroundings."""
    return _apart(names) if names else ""


@register.filter
def plain_name(names: Mapping[str, str] | None) -> str:
    """The name as bare text, for titles and attributes."""
    return name_in(names) if names else ""


@register.filter
def listed(rows: Iterable[Mapping[str, Any]]) -> SafeString:
    """The names of several records, in the order given: A, B and C."""
    return _enumerated([_apart(row["names"]) for row in rows])


@register.filter
def plain_listed(rows: Iterable[Mapping[str, Any]]) -> str:
    """The names of several records as bare text, for titles."""
    return pgettext("between names", ", ").join(name_in(row["names"]) for row in rows)


@register.filter
def language_name(code: str) -> str:
    """A language by its name in the reader's language; its code if it has none here."""
    try:
        return str(get_language_info(code)["name_translated"])
    except KeyError:
        return code


@register.filter
def word(value: str, code_list: str) -> str:
    """What a code says, in the reader's language: `{{ record.kind|word:"PartyKind" }}`."""
    choices: type[Choices] = CODE_LISTS[code_list]
    return str(choices(value).label) if value else ""


@register.filter
def words(values: Iterable[str], code_list: str) -> SafeString:
    """What several codes say: `{{ claim.directions|words:"Direction" }}`."""
    return _enumerated([word(value, code_list) for value in values])


@register.filter
def day(value: date | str | None) -> SafeString | str:
    """A day, written out: 10 February 2017."""
    if not value:
        return ""
    parsed = date.fromisoformat(value[:10]) if isinstance(value, str) else value
    return format_html(
        '<time datetime="{}">{}</time>', parsed.isoformat(), formats.date_format(parsed, "j F Y")
    )


@register.filter
def month(value: str) -> str:
    """A month, written out: February 2017."""
    return formats.date_format(date.fromisoformat(f"{value}-01"), "F Y")


@register.simple_tag
def days(first: date | str, last: date | str) -> SafeString | str:
    """The days from `first` to `last`, both included, said once where they share a month."""
    start, end = (
        date.fromisoformat(each) if isinstance(each, str) else each for each in (first, last)
    )
    if start == end:
        return day(start)
    if (start.year, start.month) != (end.year, end.month):
        return format_html("{} \N{EN DASH} {}", day(start), day(end))
    return format_html('<time datetime="{}">{}</time>–{}', start.isoformat(), start.day, day(end))


@register.filter
def last_included(value: date | str) -> SafeString | str:
    """The last day of a period whose end is exclusive."""
    return day(last_day(date.fromisoformat(value) if isinstance(value, str) else value))


@register.simple_tag
def moment(value: datetime | str | None, zone: str) -> SafeString | str:
    """A moment in the agreement's own zone, named: the reader's zone is never guessed."""
    if not value:
        return ""
    parsed = datetime.fromisoformat(value) if isinstance(value, str) else value
    local = parsed.astimezone(ZoneInfo(zone))
    return format_html(
        '<time datetime="{}">{} <span class="zone">({})</span></time>',
        local.isoformat(),
        formats.date_format(local, "j F Y, H:i"),
        zone,
    )


@register.simple_tag
def term(value: str, zone: str) -> SafeString | str:
    """The value of a term as a source states it: a moment, a day, or its words."""
    if MOMENT.fullmatch(value):
        return moment(value, zone)
    return day(value) if DAY.fullmatch(value) else format_html("<bdi>{}</bdi>", value)


@register.filter
def interest(parts: Sequence[Mapping[str, Any]]) -> str:
    """What a guarantor has at stake, in one line."""
    return interest_line(parts)


@register.filter
def with_code(text: str) -> SafeString:
    """The text with what stands between backticks set as code."""
    parts = (
        format_html("<code>{}</code>" if number % 2 else "{}", part)
        for number, part in enumerate(str(text).split("`"))
    )
    return format_html_join("", "{}", ((part,) for part in parts))


@register.filter
def stated(number: int | None) -> SafeString | str:
    """A number, or the words that say the source does not state it. Never 0 for unknown."""
    if number is None:
        return format_html('<span class="not-stated">{}</span>', _("not stated"))
    return formats.number_format(number, use_l10n=True, force_grouping=True)


@register.inclusion_tag("ui/_source.html")
def source(
    fact: Mapping[str, Any], beside: Mapping[str, Any] | None = None, *, as_above: bool = False
) -> dict[str, Any]:
    """Who says so, and where; the latter is left out where it is that of the record `beside`.

    Where nothing is left to say, `as_above` says that the source is the record's own.
    """
    said_there = beside is not None and all(
        fact["source"][part] == beside["source"][part] for part in ("title", "url")
    )
    has_place = any(fact["source"].values()) and not said_there
    is_silent = not (has_place or fact["asserted_by"] or fact.get("relayed_by"))
    return {"fact": fact, "has_place": has_place, "as_above": as_above and said_there and is_silent}


@register.simple_tag(takes_context=True)
def query(context: template.Context, **changes: Any) -> str:
    """The page's query with some parameters changed; empty ones are left out."""
    parameters = context["request"].GET.copy()
    for key, value in changes.items():
        parameters[key] = "" if value is None else value
    for key in [key for key, value in parameters.items() if value == ""]:
        del parameters[key]
    return f"?{parameters.urlencode()}"


def _apart(names: Mapping[str, str]) -> SafeString:
    """A name with the language it stands in, where that is not the reader's."""
    reading = (get_language() or FALLBACK).split("-")[0]
    if reading == FALLBACK or reading in names:
        return format_html("<bdi>{}</bdi>", name_in(names))
    return format_html('<bdi lang="{}">{}</bdi>', FALLBACK, name_in(names))


def _enumerated(parts: Sequence[str]) -> SafeString:
    """A, B and C."""
    *first, last = parts or [""]
    if not first:
        return format_html("{}", last)
    comma = pgettext("between names", ", ")
    before = format_html_join(comma, "{}", ((part,) for part in first))
    return format_html("{}{}{}", before, pgettext("before the last name", " and "), last)
