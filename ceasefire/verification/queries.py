"""What is asked across the accounts, the allegations and the publication of an incident."""

from ceasefire.codes.observations import PermittedUse
from ceasefire.incidents.accounts import usable_links_of
from ceasefire.incidents.models import Incident


def may_be_shown(incident: Incident) -> bool:
    """Whether an account of it may be published, or a party's allegation tells of it."""
    permissions = usable_links_of(incident).values_list("report__permitted_use", flat=True)
    if any(PermittedUse(each).allows(PermittedUse.PUBLISH) for each in permissions):
        return True
    family = Incident.objects.family(incident)
    return any(row.allegations.admitted().exists() for row in family)
