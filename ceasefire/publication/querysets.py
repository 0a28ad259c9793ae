from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q
from django.utils import timezone

from ceasefire.publication.choices import Audience, PublishedKind

if TYPE_CHECKING:
    from ceasefire.accounts.models import User
    from ceasefire.publication.models import PublishedVersion


class PublishedVersionQuerySet(models.QuerySet["PublishedVersion"]):
    """The questions people ask about what was published."""

    def of_kind(self, kind: PublishedKind) -> Self:
        return self.filter(kind=kind)

    def current(self) -> Self:
        """The last version of each record; a withdrawn one stays, as a tombstone."""
        return self.filter(superseded_at__isnull=True)

    def standing(self) -> Self:
        return self.filter(withdrawn_at__isnull=True)

    def stands(self, kind: PublishedKind, public_id: object) -> bool:
        """Whether a record is published now, and not withdrawn."""
        return self.of_kind(kind).current().standing().filter(public_id=str(public_id)).exists()

    def visible_to(self, user: "User | AnonymousUser") -> Self:
        """Everybody with an account reads what is published, once its hour has come.

        Visitors without an account do so only where PUBLIC_READING is on.
        """
        if not (user.is_active if user.is_authenticated else settings.PUBLIC_READING):
            return self.none()
        out = Q(embargo_until__isnull=True) | Q(embargo_until__lte=timezone.now())
        return self.filter(out, audience=Audience.READERS)
