from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Self, TypeVar

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q

from ceasefire.agreements.mandates import acts_in_force
from ceasefire.codes.agreements import MandateAct
from ceasefire.codes.calls import FireStopped
from ceasefire.codes.incidents import CONCLUDED, IncidentState
from ceasefire.codes.roles import STAFF
from ceasefire.places.happening import HappeningRow

if TYPE_CHECKING:
    from ceasefire.accounts.models import User
    from ceasefire.incidents.models import Call, DutyPoint, Incident, LinkRow

Link = TypeVar("Link", bound="LinkRow")
NEAR = timedelta(hours=24)  # how far apart in time accounts of one happening are looked for


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

    def near(self, row: HappeningRow) -> Self:
        """Incidents that this may be told of: in the same area, or within a day of it."""
        around = Q(begins_at__lt=row.ends_at + NEAR, ends_at__gt=row.begins_at - NEAR)
        if row.area_id:
            around |= Q(area=row.area_id)
        return self.standing().filter(around)

    def with_mandate(self) -> Self:
        """With `mandate_acts`: what the mandate in force when each began gives; None without one."""
        return self.annotate(mandate_acts=acts_in_force())

    def giving(self, act: MandateAct) -> Self:
        """Those for which the mandate in force when they began gives `act`."""
        return self.with_mandate().filter(mandate_acts__contains=[act])

    def to_verify(self) -> Self:
        """Those that the mandate in force when they began lets the mechanism verify."""
        return self.giving(MandateAct.VERIFY)

    def not_told_by(self, user: "User") -> Self:
        """Those that rest on no account of this person's."""
        every = self.model._default_manager
        own = every.filter(links__parted_at__isnull=True, links__report__author=user)
        return self.exclude(pk__in=own.values("pk"))

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


class DutyPointQuerySet(models.QuerySet["DutyPoint"]):
    """What is asked about duty points."""

    def visible_to(self, user: "User | AnonymousUser") -> Self:
        """Staff see every duty point: how a party is reached is nobody else's."""
        if isinstance(user, AnonymousUser) or not user.is_active or user.role not in STAFF:
            return self.none()
        return self

    def current(self) -> Self:
        return self.filter(ended_at__isnull=True)


class CallQuerySet(models.QuerySet["Call"]):
    """What is asked about calls."""

    def visible_to(self, user: "User | AnonymousUser") -> Self:
        """Staff see every call."""
        if isinstance(user, AnonymousUser) or not user.is_active or user.role not in STAFF:
            return self.none()
        return self

    def called_between(self, start: datetime, end: datetime) -> Self:
        """Calls made from `start` up to, but not including, `end`."""
        return self.filter(called_at__gte=start, called_at__lt=end)

    def open(self) -> Self:
        """Those of which it is not known yet whether fire stopped."""
        return self.filter(fire_stopped=FireStopped.UNKNOWN)
