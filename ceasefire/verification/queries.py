"""What is asked across the accounts, the allegations and the publication of an incident."""

from uuid import UUID

from django.contrib.auth.models import AnonymousUser

from ceasefire.accounts.models import User
from ceasefire.allegations.models import Allegation
from ceasefire.codes.observations import PermittedUse
from ceasefire.codes.roles import SPEAKING
from ceasefire.incidents.accounts import usable_links_of
from ceasefire.incidents.models import Incident


def may_be_shown(incident: Incident) -> bool:
    """Whether an account of it may be published, or a party's allegation tells of it."""
    permissions = usable_links_of(incident).values_list("report__permitted_use", flat=True)
    if any(PermittedUse(each).allows(PermittedUse.PUBLISH) for each in permissions):
        return True
    family = Incident.objects.family(incident)
    return any(row.allegations.admitted().exists() for row in family)


def incident_put_to(user: User | AnonymousUser, public_id: UUID) -> Incident | None:
    """The incident of this id, if an allegation about it was put to a side this person speaks
    or answers for: that side is shown it, redacted, though no reader is yet."""
    if isinstance(user, AnonymousUser) or user.role not in SPEAKING:
        return None
    put = Incident.objects.filter(pk__in=Allegation.objects.put_to(user).values("incident"))
    wholes = (each.whole for each in put)
    return next((whole for whole in wholes if whole.public_id == public_id), None)
