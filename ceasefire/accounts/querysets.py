from typing import TYPE_CHECKING, Self

from django.contrib.auth.base_user import BaseUserManager
from django.db import models
from django.utils import timezone

from ceasefire.codes.roles import PEOPLE, Role

if TYPE_CHECKING:
    from ceasefire.accounts.models import Invitation, User

SYSTEM_ADDRESS = "service@record.invalid"


class UserQuerySet(models.QuerySet["User"]):
    """The questions people ask about accounts."""

    def people(self) -> Self:
        return self.filter(role__in=PEOPLE)

    def programs(self) -> Self:
        return self.filter(role=Role.PROGRAM)


class UserManager(BaseUserManager["User"]):
    """Accounts, found by e-mail address whatever its case."""

    def get_queryset(self) -> UserQuerySet:
        return UserQuerySet(self.model, using=self._db)

    def people(self) -> UserQuerySet:
        return self.get_queryset().people()

    def programs(self) -> UserQuerySet:
        return self.get_queryset().programs()

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email__iexact=username)

    def system(self) -> "User":
        """The account in whose name the service itself acts. The first migration makes it."""
        return self.get(email=SYSTEM_ADDRESS)


class InvitationQuerySet(models.QuerySet["Invitation"]):
    """The questions people ask about invitations."""

    def open(self) -> Self:
        return self.filter(accepted_at__isnull=True, revoked_at__isnull=True)

    def awaiting_confirmation(self) -> Self:
        return self.open().filter(expires_at__isnull=True)

    def acceptable(self) -> Self:
        return self.open().filter(expires_at__gt=timezone.now())
