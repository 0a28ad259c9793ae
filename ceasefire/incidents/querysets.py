from datetime import datetime
from typing import TYPE_CHECKING, Self, TypeVar

from django.contrib.auth.models import AnonymousUser
from django.db import models

from ceasefire.codes.incidents import CONCLUDED, IncidentState
from ceasefire.codes.roles import STAFF

if TYPE_CHECKING:
    from ceasefire.accounts.models import User
    from ceasefire.incidents.models import Incident, LinkRow

Link = TypeVar("Link", bound="LinkRow")


class IncidentQuerySet(models.QuerySet["Incident"]):
    """The questions people ask about incidents."""

    def visible_to(self, user: "User | AnonymousUser") -> Self:
        """Staff see every incident; everyone else reads the published versions instead."""
        if isinstance(user, AnonymousUser) or not user.is_active or user.role not in STAFF:
            return self.none()
        return self

    def standing(self) -> Self:
        """Those that were not merged into another."""
        return self.filter(merged_into__isnull=True)

    def open(self) -> Self:
        return self.standing().exclude(state__in=CONCLUDED)

    def in_state(self, state: IncidentState) -> Self:
        return self.filter(state=state)

    def begun_between(self, start: datetime, end: datetime) -> Self:
        """Incidents that began from `start` up to, but not including, `end`."""
        return self.filter(begins_at__gte=start, begins_at__lt=end)

    def family(self, incident: "Incident") -> Self:
        """The incident and all that were merged into it, directly or through others."""
        found = {incident.pk}
        added = {incident.pk}
        while added:
            merged = self.model._default_manager.filter(merged_into__in=added)
            added = set(merged.values_list("pk", flat=True)) - found
            found |= added
        return self.filter(pk__in=found)


class LinkQuerySet(models.QuerySet[Link]):
    """What belongs together."""

    def present(self) -> Self:
        """What nobody has parted."""
        return self.filter(parted_at__isnull=True)
