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

    def unanswered(self) -> Self:
        """Those on which nobody has decided."""
        return self.filter(decisions__isnull=True)
