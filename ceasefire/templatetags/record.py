"""How the record's values are written on pages: names, words of code lists, days, sources."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import template
from django.db.models import Choices
from django.utils import formats
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from ceasefire.common.clock import last_day
from ceasefire.common.names import name_in
from ceasefire.templatetags.code_lists import CODE_LISTS

register = template.Library()


@register.filter
def name(names: Mapping[str, str] | None) -> SafeString | str:
    """The name in the reader's language, kept apart from the direction of its surroundings."""
    return format_html("<bdi>{}</bdi>", name_in(names)) if names else ""


@register.filter
def plain_name(names: Mapping[str, str] | None) -> str:
    """The name as bare text, for titles and attributes."""
    return name_in(names) if names else ""


@register.filter
def word(value: str, code_list: str) -> str:
    """What a code says, in the reader's language: `{{ record.kind|word:"PartyKind" }}`."""
    choices: type[Choices] = CODE_LISTS[code_list]
    return str(choices(value).label) if value else ""


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


@register.filter
def stated(number: int | None) -> SafeString | str:
    """A number, or the words that say the source does not state it. Never 0 for unknown."""
    if number is None:
        return format_html('<span class="not-stated">{}</span>', _("not stated"))
    return formats.number_format(number, use_l10n=True, force_grouping=True)


@register.inclusion_tag("ui/_source.html")
def source(fact: Mapping[str, Any]) -> dict[str, Any]:
    """Who says so, and where."""
    return {"fact": fact}


@register.simple_tag(takes_context=True)
def query(context: template.Context, **changes: Any) -> str:
    """The page's query with some parameters changed; an empty one is left out."""
    parameters = context["request"].GET.copy()
    for key, value in changes.items():
        if value in (None, ""):
            parameters.pop(key, None)
        else:
            parameters[key] = value
    return f"?{parameters.urlencode()}"
