from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Self, TypeVar

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import OuterRef, Q, Subquery

from ceasefire.agreements.models import Mandate
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
        in_force = Mandate.objects.filter(
            Q(valid_to__isnull=True) | Q(valid_to__gt=OuterRef("begins_at")),
            agreement=OuterRef("agreement"),
            valid_from__lte=OuterRef("begins_at"),
        )
        latest = in_force.order_by("-valid_from").values("acts")[:1]
        return self.annotate(mandate_acts=Subquery(latest))

    def to_verify(self) -> Self:
        """Those that the mandate in force when they began lets the mechanism verify."""
        return self.with_mandate().filter(mandate_acts__contains=[MandateAct.VERIFY])

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
