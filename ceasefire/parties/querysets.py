from typing import TYPE_CHECKING, Self

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q

from ceasefire.codes.roles import SPEAKING, Role
from ceasefire.common.text import normalise

if TYPE_CHECKING:
    from ceasefire.accounts.models import User
    from ceasefire.parties.models import Liaison, Party


class PartyQuerySet(models.QuerySet["Party"]):
    """The questions people ask about parties."""

    def known_as(self, name: str) -> Self:
        """Parties with this code, or one of whose names contains it, in any script or spelling."""
        return self.filter(Q(code__iexact=name.strip()) | Q(search_names__contains=normalise(name)))


class LiaisonQuerySet(models.QuerySet["Liaison"]):
    """Who speaks for whom."""

    def current(self) -> Self:
        return self.filter(until__isnull=True)

    def of(self, user: "User") -> Self:
        """For whom a person speaks now; nobody, unless to speak for a party is their role."""
        return self.current().filter(user=user, user__role__in=SPEAKING)

    def visible_to(self, user: "User | AnonymousUser") -> Self:
        """Administrators see every liaison; others only what they themselves are."""
        if not user.is_authenticated or not user.is_active:
            return self.none()
        return self if user.role == Role.ADMINISTRATOR else self.filter(user=user)
