from typing import TYPE_CHECKING, Self

from django.contrib.auth.base_user import BaseUserManager
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q
from django.utils import timezone

from ceasefire.accounts.choices import AccountState, InvitationState
from ceasefire.accounts.links import read_key
from ceasefire.codes.roles import PEOPLE, Role

if TYPE_CHECKING:
    from ceasefire.accounts.models import AccessToken, Invitation, Team, TeamMembership, User

SYSTEM_ADDRESS = "service@record.invalid"
OPEN = Q(accepted_at__isnull=True, revoked_at__isnull=True)


class UserQuerySet(models.QuerySet["User"]):
    """The questions people ask about accounts."""

    def people(self) -> Self:
        return self.filter(role__in=PEOPLE)

    def programs(self) -> Self:
        return self.filter(role=Role.PROGRAM)

    def in_state(self, state: AccountState) -> Self:
        if state == AccountState.SUSPENDED:
            return self.filter(is_active=False)
        was_never_here = state == AccountState.NEVER_HERE
        return self.filter(is_active=True, last_login__isnull=was_never_here)

    def visible_to(self, user: "User | AnonymousUser") -> Self:
        """Administrators see every account but the service's own; others see theirs."""
        if not user.is_authenticated or not user.is_active:
            return self.none()
        if user.role == Role.ADMINISTRATOR:
            return self.exclude(role=Role.SYSTEM)
        return self.filter(pk=user.pk)


class UserManager(BaseUserManager["User"]):
    """Accounts, found by e-mail address whatever its case."""

    def get_queryset(self) -> UserQuerySet:
        return UserQuerySet(self.model, using=self._db)

    def people(self) -> UserQuerySet:
        return self.get_queryset().people()

    def programs(self) -> UserQuerySet:
        return self.get_queryset().programs()

    def visible_to(self, user: "User | AnonymousUser") -> UserQuerySet:
        return self.get_queryset().visible_to(user)

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email__iexact=username)

    def system(self) -> "User":
        """The account in whose name the service itself acts. The first migration makes it."""
        return self.get(email=SYSTEM_ADDRESS)


def is_administrator(user: "User | AnonymousUser") -> bool:
    return user.is_authenticated and user.is_active and user.role == Role.ADMINISTRATOR


class TeamQuerySet(models.QuerySet["Team"]):
    """The questions people ask about teams."""

    def visible_to(self, user: "User | AnonymousUser") -> Self:
        """Administrators see every team; monitors the ones they are in."""
        if is_administrator(user):
            return self
        if not user.is_authenticated or not user.is_active:
            return self.none()
        present = {"memberships__user": user, "memberships__until__isnull": True}
        return self.filter(**present).distinct()


class MembershipQuerySet(models.QuerySet["TeamMembership"]):
    """Who is in which team."""

    def present(self) -> Self:
        return self.filter(until__isnull=True)


class AccessTokenQuerySet(models.QuerySet["AccessToken"]):
    """The questions people ask about tokens."""

    def visible_to(self, user: "User | AnonymousUser") -> Self:
        return self if is_administrator(user) else self.none()


class InvitationQuerySet(models.QuerySet["Invitation"]):
    """The questions people ask about invitations."""

    def visible_to(self, user: "User | AnonymousUser") -> Self:
        return self if is_administrator(user) else self.none()

    def open(self) -> Self:
        return self.filter(OPEN)

    def in_state(self, state: InvitationState) -> Self:
        now = timezone.now()
        return self.filter(
            {
                InvitationState.WAITING: OPEN & Q(expires_at__isnull=True),
                InvitationState.SENT: OPEN & Q(expires_at__gt=now),
                InvitationState.EXPIRED: OPEN & Q(expires_at__lte=now),
                InvitationState.ACCEPTED: Q(accepted_at__isnull=False),
                InvitationState.REVOKED: Q(revoked_at__isnull=False),
            }[state]
        )

    def behind(self, key: str) -> "Invitation | None":
        """The invitation whose link holds `key`, if it can still be accepted. A link that is
        unknown, used, revoked, replaced or too old has none."""
        read = read_key(key)
        if read is None:
            return None
        public_id, expires_at = read
        return self.acceptable().filter(public_id=public_id, expires_at=expires_at).first()

    def acceptable(self) -> Self:
        return self.open().filter(expires_at__gt=timezone.now())
