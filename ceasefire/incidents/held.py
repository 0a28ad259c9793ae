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
    rows = Incident.objects.select_for_update(of=("self",)).select_related("agreement", "area")
    locked = {
        row.pk: row for row in rows.filter(pk__in=[each.pk for each in incidents]).order_by("pk")
    }
    found = [locked[each.pk] for each in incidents]
    if any(each.merged_into_id for each in found):
        raise MergedIncidentError(_("This incident was merged into another: work on that one."))
    return found


def mark_changed(incident: Incident) -> None:
    """An edit after verification is seen everywhere until somebody confirms it; not saved here."""
    if incident.is_concluded:
        incident.changed_since_verification = True
