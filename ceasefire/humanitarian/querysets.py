from datetime import date
from typing import TYPE_CHECKING, Self

from django.contrib.auth.models import AnonymousUser
from django.db import models

from ceasefire.codes.roles import STAFF, Role

if TYPE_CHECKING:
    from ceasefire.accounts.models import User
    from ceasefire.humanitarian.models import AccessRequest

MAY_SEE = frozenset({*STAFF, Role.MEDIATOR})


class AccessRequestQuerySet(models.QuerySet["AccessRequest"]):
    """What is asked about requests for access."""

    def visible_to(self, user: "User | AnonymousUser") -> Self:
        """Staff and mediators see every request, whatever side it is asked of."""
        if isinstance(user, AnonymousUser) or not user.is_active or user.role not in MAY_SEE:
            return self.none()
        return self

    def not_struck(self) -> Self:
        """Those that were not recorded by mistake."""
        return self.filter(struck_at__isnull=True)

    def unanswered(self) -> Self:
        """Those on which nobody has decided, as far as anybody told."""
        kept = models.FilteredRelation("decisions", condition=models.Q(decisions__struck_at=None))
        return self.not_struck().alias(kept=kept).filter(kept__isnull=True)

    def asked_between(self, start: date, end: date) -> Self:
        """Those asked from the day `start` up to, but not including, `end`."""
        return self.filter(asked_on__gte=start, asked_on__lt=end)
