"""A guarantor's interest in one line, in the reader's language: no more than somebody asserts."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.utils import formats
from django.utils.translation import gettext as _

from ceasefire.codes.parties import AgreementRole
from ceasefire.common.names import name_in
from ceasefire.parties.choices import RelationKind

Part = Mapping[str, Any]


def interest_line(parts: Sequence[Part]) -> str:
    """For whom it answers, and what is reported of it; that nothing is, where that is so."""
    told = [_clause(part) for part in parts]
    if all(part["kind"] == AgreementRole.GUARANTOR for part in parts):
        told.append(_("of operations of its own around that day the record knows nothing"))
    return f"{'; '.join(told)}."


def _clause(part: Part) -> str:
    who, whom = (name_in(part[name]["names"]) for name in ("who", "whom"))
    says = _what(part) % {"who": who, "whom": whom}
    beside = [_("according to %(source)s") % {"source": part["asserted_by"]}]
    if part["relayed_by"]:
        beside.append(_("through %(source)s") % {"source": part["relayed_by"]})
    if part["kind"] != AgreementRole.GUARANTOR:
        place = [] if part["is_here"] or not part["place"] else [part["place"]]
        beside = [*place, *beside, _when(part)]
    return f"{says} ({', '.join(beside)})"


def _what(part: Part) -> str:
    if part["kind"] == AgreementRole.GUARANTOR:
        return _("%(who)s is guarantor of %(whom)s")
    if part["kind"] == RelationKind.BACKS:
        return _("%(who)s is reported to back %(whom)s")
    if part["kind"] == RelationKind.JOINT_OPERATION:
        return (
            _("%(who)s is reported as taking part in a joint operation here with %(whom)s")
            if part["is_here"]
            else _("%(who)s is reported as taking part in a joint operation with %(whom)s")
        )
    return (
        _("%(who)s is reported as taking part in operations here alongside %(whom)s")
        if part["is_here"]
        else _("%(who)s is reported as taking part in operations alongside %(whom)s")
    )


def _when(part: Part) -> str:
    """By months, as such things are mostly told."""
    since, until = (_month(part[name]) for name in ("from", "to"))
    if since and until:
        return since if since == until else f"{since} – {until}"
    if since:
        return _("since %(month)s") % {"month": since}
    return _("until %(month)s") % {"month": until} if until else _("no day is stated")


def _month(day: str | None) -> str:
    return formats.date_format(date.fromisoformat(day), "F Y") if day else ""
