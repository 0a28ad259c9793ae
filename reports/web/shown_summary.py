"""A summary's document, arranged as its page and its paper show it."""

from datetime import date
from typing import Any

from django.utils import formats
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ceasefire.common.clock import last_day
from ceasefire.common.names import name_in
from reports.web.shown import ShownSeries, monitor_lines
from reports.web.shown_field import ShownField, names_in_field

Part = dict[str, Any]
ABOUT = ("side", "author", "area", "state", "complainant", "accused", "standing", "record")
CHANGED: dict[str, str | Promise] = {
    "held": _("daily bulletins held"),
    "expected": _("daily bulletins expected"),
    "registered": _("registered"),
    "issues": _("bulletins with a total"),
    "without_total": _("bulletins without a total"),
    "beyond_areas": _("not placed in any area"),
    "confirmed": _("confirmed"),
    "not_confirmed": _("not confirmed"),
    "excluded_target": _("called fire at a group outside the ceasefire"),
    "bulletin": _("version of the bulletin"),
    "incidents": _("incidents"),
    "allegations": _("allegations"),
    "calls": _("calls to stop it"),
    "access": _("requests for access"),
    "self_reports": _("reports of parties on themselves"),
    "by_others": _("allegations by monitors, third parties or the mechanism"),
    "incident": _("version of the incident"),
    "allegation": _("version of the allegation"),
}


def shown_summary(document: Part) -> Part:
    """What the templates of a summary need besides the document itself."""
    first = date.fromisoformat(document["from"])
    last = last_day(date.fromisoformat(document["to"]))
    series = [
        ShownSeries(part, first, last, number)
        for number, part in enumerate(document["series"], start=1)
    ]
    return {
        "first": first,
        "last": last,
        "all_shown": series,
        "names_who_fired": any(part["names_who_fired"] for part in document["series"]),
        "monitors": monitor_lines(document["monitors"]),
        # what was released by method 1 says nothing of the field
        "field": ShownField(document["field"]) if "field" in document else None,
        "own_monitoring": document["own_monitoring"],
        "changes": [_shown_change(change, document) for change in document["changes"]],
    }


def _shown_change(change: Part, document: Part) -> Part:
    """One change in words: the figure, and the side, area or author it is about."""
    names = _names(document)
    about: list[str] = [
        names.get(str(change[part]), str(change[part])) for part in ABOUT if part in change
    ]
    if change.get("day"):
        about.append(formats.date_format(date.fromisoformat(change["day"]), "j F Y"))
    words = ", ".join([str(CHANGED[change["figure"]]), *about])
    return {"words": words, "old": _told(change["old"]), "new": _told(change["new"])}


def _names(document: Part) -> dict[str, str]:
    """What ids and codes of sides, authors and areas stand for, in the reader's language."""
    found: dict[str, str] = {}
    for series in document["series"]:
        for side in series["sides"]:
            people = [side["side"], *(view["author"] for view in side["views"])]
            found.update({each["id"]: name_in(each["short_names"]) for each in people})
            areas = (line["area"] for line in side["areas"])
            found.update({each["code"]: name_in(each["names"]) for each in areas})
    if "field" in document:
        found.update(names_in_field(document["field"]))
    return found


def _told(value: int | None) -> str:
    return "–" if value is None else str(value)
