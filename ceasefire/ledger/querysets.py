from datetime import date, timedelta
from typing import TYPE_CHECKING, Self
from uuid import UUID

from django.contrib.auth.models import AnonymousUser
from django.db import models

from ceasefire.codes.roles import STAFF
from ceasefire.common.clock import start_of_day

if TYPE_CHECKING:
    from ceasefire.ledger.models import LedgerEntry
    from ceasefire.ledger.services import Actor


class LedgerEntryQuerySet(models.QuerySet["LedgerEntry"]):
    """The questions people ask about what was done."""

    def visible_to(self, user: "Actor | AnonymousUser") -> Self:
        """Staff see what was done; everyone else sees what they did themselves."""
        if isinstance(user, AnonymousUser) or not user.is_active:
            return self.none()
        return self if user.role in STAFF else self.by_actor(user.public_id)

    def about(self, subject: models.Model) -> Self:
        """Entries of one row, oldest first."""
        return self.filter(subject_type=subject._meta.label_lower, subject_id=subject_key(subject))

    def with_subject(self, words: str) -> Self:
        """Entries about one row, by its id, or about rows of one type, by its last word."""
        is_type = models.Q(subject_type=words) | models.Q(subject_type__endswith=f".{words}")
        return self.filter(models.Q(subject_id=words) | is_type)

    def recorded_on(self, day: date) -> Self:
        """Entries of one UTC day."""
        start = start_of_day(day, "UTC")
        return self.filter(recorded_at__gte=start, recorded_at__lt=start + timedelta(days=1))

    def by_actor(self, actor_id: UUID) -> Self:
        return self.filter(actor_id=actor_id)


def subject_key(subject: models.Model) -> str:
    """How the ledger names a row: its public id, or its code where that is public."""
    key = getattr(subject, "public_id", None) or getattr(subject, "code", None)
    return str(key or subject.pk)
