"""People, programs, teams, invitations and tokens."""

from collections.abc import Iterator
from typing import ClassVar

import rules
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.crypto import salted_hmac

from ceasefire.accounts.choices import AccountState, InvitationState, Scope
from ceasefire.accounts.querysets import (
    AccessTokenQuerySet,
    InvitationQuerySet,
    MembershipQuerySet,
    TeamQuerySet,
    UserManager,
)
from ceasefire.codes.roles import Role
from ceasefire.common.models import PublicRow


class User(AbstractBaseUser, PublicRow):
    """A person, a partner's program, or the service itself: whoever a change can be by."""

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=150)
    role = models.CharField(max_length=20, choices=Role)
    language = models.CharField(max_length=8, default="en")
    is_active = models.BooleanField(default=True)
    suspended_at = models.DateTimeField(null=True, blank=True)
    suspended_because = models.TextField(blank=True)
    sessions_ended_at = models.DateTimeField(default=timezone.now)
    created_at = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name", "role"]

    objects = UserManager()

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.CheckConstraint(
                name="user_suspended_is_inactive",
                condition=Q(suspended_at__isnull=True) | Q(is_active=False),
            )
        ]

    def __str__(self) -> str:
        return self.name

    def has_perm(self, perm: str, obj: models.Model | None = None) -> bool:
        """Whether the rules allow `perm` (on `obj`); an inactive account may do nothing."""
        return self.is_active and bool(rules.has_perm(perm, self, obj))  # type: ignore[no-untyped-call]

    @property
    def state(self) -> AccountState:
        if not self.is_active:
            return AccountState.SUSPENDED
        return AccountState.ACTIVE if self.last_login else AccountState.NEVER_HERE

    @property
    def is_person(self) -> bool:
        return self.role not in {Role.PROGRAM, Role.SYSTEM}

    def get_session_auth_hash(self) -> str:
        """What a session must know to stay open: it changes with the password, and whenever
        all sessions are ended."""
        return self._session_hash(None)

    def get_session_auth_fallback_hash(self) -> Iterator[str]:
        return (self._session_hash(secret) for secret in settings.SECRET_KEY_FALLBACKS)

    def _session_hash(self, secret: str | None) -> str:
        salt = "ceasefire.accounts.models.User.session"
        value = f"{self.password} {self.sessions_ended_at.isoformat()}"
        return salted_hmac(salt, value, secret=secret, algorithm="sha256").hexdigest()


class Team(PublicRow):
    """Monitors who work together; a lead sees what the team submitted."""

    name = models.CharField(max_length=100, unique=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = TeamQuerySet.as_manager()

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class TeamMembership(models.Model):
    """One person's time in one team."""

    team = models.ForeignKey(Team, models.PROTECT, related_name="memberships")
    user = models.ForeignKey(User, models.PROTECT, related_name="memberships")
    is_lead = models.BooleanField(default=False)
    since = models.DateTimeField(default=timezone.now)
    until = models.DateTimeField(null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                name="one_open_membership_per_team_and_person",
                fields=["team", "user"],
                condition=Q(until__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return f"{self.user} in {self.team}"


class Invitation(PublicRow):
    """An offer of an account, sent by e-mail, good for 72 hours once it stands."""

    email = models.EmailField()
    name = models.CharField(max_length=150)
    role = models.CharField(max_length=20, choices=Role)
    team = models.ForeignKey(Team, models.PROTECT, null=True, blank=True, related_name="+")
    invited_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    invited_at = models.DateTimeField(default=timezone.now)
    confirmed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField(null=True)
    accepted_at = models.DateTimeField(null=True)
    accepted_as = models.OneToOneField(User, models.PROTECT, null=True, related_name="+")
    revoked_at = models.DateTimeField(null=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                name="one_open_invitation_per_address",
                fields=["email"],
                condition=Q(accepted_at__isnull=True, revoked_at__isnull=True),
            ),
            models.CheckConstraint(
                name="invitation_confirmed_has_who_and_when",
                condition=Q(confirmed_by__isnull=True, confirmed_at__isnull=True)
                | Q(confirmed_by__isnull=False, confirmed_at__isnull=False),
            ),
            models.CheckConstraint(
                name="invitation_of_a_monitor_is_confirmed_by_another",
                condition=~Q(role=Role.MONITOR) | ~Q(confirmed_by=F("invited_by")),
            ),
            models.CheckConstraint(
                name="invitation_accepted_has_when_and_as",
                condition=Q(accepted_at__isnull=True, accepted_as__isnull=True)
                | Q(accepted_at__isnull=False, accepted_as__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def state(self) -> InvitationState:
        if self.accepted_at:
            return InvitationState.ACCEPTED
        if self.revoked_at:
            return InvitationState.REVOKED
        if self.expires_at is None:
            return InvitationState.WAITING
        return InvitationState.SENT if self.expires_at > timezone.now() else InvitationState.EXPIRED


class AccessToken(PublicRow):
    """A program's key to the API. The token is shown once; only its digest is kept."""

    program = models.ForeignKey(User, models.PROTECT, related_name="tokens")
    prefix = models.CharField(max_length=12, unique=True)
    digest = models.CharField(max_length=64)
    scopes = ArrayField(models.CharField(max_length=30, choices=Scope))
    issued_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    issued_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    last_used_on = models.DateField(null=True)

    objects = AccessTokenQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.prefix}… of {self.program}"

    @property
    def is_valid(self) -> bool:
        return self.revoked_at is None and self.expires_at > timezone.now()
