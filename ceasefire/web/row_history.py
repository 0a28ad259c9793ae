"""What a record's row said before and after each change, in words.

The database keeps a version of a tracked row at every change, by whatever hand; a version and
the ledger entry of one transaction have the same number.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.utils import formats
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ceasefire.accounts.models import User
from ceasefire.allegations.models import Allegation, AllegationVersion
from ceasefire.incidents.models import Incident, IncidentVersion
from ceasefire.ledger.versions import RowVersion
from ceasefire.verification.models import Finding, FindingVersion

LABELS: dict[str, str | Promise] = {
    "begins_at": _("From"),
    "ends_at": _("To"),
    "time_precision": _("How closely the time is known"),
    "place": _("Settlement"),
    "place_text": _("Place in words"),
    "latitude": _("Latitude"),
    "longitude": _("Longitude"),
    "place_precision": _("How closely the place is known"),
    "area": _("Area"),
    "act": _("What was done"),
    "weapon": _("Weapon"),
    "target": _("Target"),
    "harms_protected": _("Protected persons or sites were harmed"),
    "state": _("State"),
    "unable_because": _("Why it could not be checked"),
    "changed_since_verification": _("Changed since verification"),
    "merged_into": _("Read as a part of"),
    "state_because": _("Why"),
    "incident": _("Incident"),
    "held_back_because": _("Why it is held back"),
    "outcome": _("Outcome"),
    "ground": _("Ground"),
    "reasoning": _("Reasoning"),
    "dissent": _("Dissent"),
    "reply": _("Reply"),
}

# Rows that have versions, by the ledger's word for them.
TRACKED = {
    "ceasefire.incident": Incident,
    "ceasefire.allegation": Allegation,
    "ceasefire.finding": Finding,
}


@dataclass(frozen=True)
class Change:
    """One field, and what it said before and after, as people read it."""

    label: str | Promise
    old: str
    new: str


def changes_of(
    user: User | AnonymousUser, subject_type: str, public_id: str
) -> dict[int, list[Change]]:
    """What each transaction changed in a row, by its number, for those who may know."""
    model = TRACKED.get(subject_type)
    if model is None or not user.has_perm("ceasefire.see_history"):
        return {}
    rows = model.objects.visible_to(user)  # type: ignore[attr-defined]
    row = rows.filter(public_id=public_id).first()
    if row is None:
        return {}
    return changes_of_rows(subject_type, [row.pk], row.agreement.time_zone).get(row.pk, {})


def changes_of_rows(
    subject_type: str, rows: Collection[int], zone: str
) -> dict[int, dict[int, list[Change]]]:
    """What each transaction changed in several rows of one type, by the row's key."""
    if subject_type not in TRACKED:
        return {}
    versions = _versions(subject_type, rows).order_by("pgh_obj_id", "pgh_id")
    by_row = groupby(versions, key=lambda version: version.pgh_obj_id)
    return {row: changes_by_transaction(same, zone) for row, same in by_row}


def changes_by_transaction(versions: Iterable[RowVersion], zone: str) -> dict[int, list[Change]]:
    """The fields that differ after each transaction from before it. `versions` of one row,
    oldest first; the first of all is where its history begins, and changes nothing."""
    found: dict[int, list[Change]] = {}
    before: RowVersion | None = None
    for number, same in groupby(versions, key=lambda version: version.xact):
        after = list(same)[-1]
        if before is not None:
            found[number] = _differences(before, after, zone)
        before = after
    return found


def _versions(subject_type: str, rows: Collection[int]) -> models.QuerySet[Any]:
    versions: models.QuerySet[Any]
    if subject_type == "ceasefire.incident":
        related = ("place", "area", "target", "merged_into")
        versions = IncidentVersion.objects.filter(pgh_obj__in=rows).select_related(*related)
    elif subject_type == "ceasefire.finding":
        versions = FindingVersion.objects.filter(pgh_obj__in=rows)
    else:
        versions = AllegationVersion.objects.filter(pgh_obj__in=rows).select_related("incident")
    return versions


def _differences(before: RowVersion, after: RowVersion, zone: str) -> list[Change]:
    fields = [each for each in after._meta.fields if each.name in LABELS]
    return [
        Change(LABELS[each.name], _told(before, each, zone), _told(after, each, zone))
        for each in fields
        if getattr(before, each.attname) != getattr(after, each.attname)
    ]


def _told(version: RowVersion, field: models.Field, zone: str) -> str:  # type: ignore[type-arg]
    """The value of a field in words: labels of codes, names, times in `zone`."""
    value = getattr(version, field.name)
    if value is None or value == "":
        return gettext("not stated")
    if field.choices:
        return str(getattr(version, f"get_{field.name}_display")())
    if isinstance(value, bool):
        return gettext("yes") if value else gettext("no")
    if isinstance(value, datetime):
        local = value.astimezone(ZoneInfo(zone))
        return f"{formats.date_format(local, 'j F Y, H:i')} ({zone})"
    return str(value)
