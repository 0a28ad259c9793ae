"""Incidents locked for a decision."""

from django.utils.translation import gettext as _

from ceasefire.common.errors import DomainError
from ceasefire.incidents.models import Incident


class MergedIncidentError(DomainError):
    code = "incident_merged"


def locked_incident(incident: Incident) -> Incident:
    """The row, locked, as it stands. Raises MergedIncidentError if it is part of another."""
    return locked_incidents(incident)[0]


def locked_incidents(*incidents: Incident) -> list[Incident]:
    """Several rows, locked in one order whoever asks. Raises MergedIncidentError likewise."""
    locked = _locked({each.pk for each in incidents})
    found = [locked[each.pk] for each in incidents]
    if any(each.merged_into_id for each in found):
        raise MergedIncidentError(_("This incident was merged into another: work on that one."))
    return found


def locked_chains(*incidents: Incident) -> list[list[Incident]]:
    """Each of these and what it was merged into, directly or through others, locked likewise."""
    chains = [_chain(each.pk) for each in incidents]
    locked = _locked({key for chain in chains for key in chain})
    return [[locked[key] for key in chain] for chain in chains]


def mark_changed(incident: Incident) -> None:
    """An edit after verification is seen everywhere until somebody confirms it; not saved here."""
    if incident.is_concluded:
        incident.changed_since_verification = True


def _locked(keys: set[int]) -> dict[int, Incident]:
    rows = Incident.objects.select_for_update(of=("self",)).select_related("agreement", "area")
    return {row.pk: row for row in rows.filter(pk__in=keys).order_by("pk")}


def _chain(key: int) -> list[int]:
    keys, whole = [key], Incident.objects.filter(merged=key).first()
    while whole:
        keys.append(whole.pk)
        whole = whole.merged_into
    return keys
