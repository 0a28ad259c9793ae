"""How the accounts of people change."""

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from ceasefire.accounts.models import TeamMembership, User
from ceasefire.codes.roles import PEOPLE, Role
from ceasefire.common.errors import DomainError
from ceasefire.ledger.choices import EntryKind
from ceasefire.ledger.services import record


class AddressTakenError(DomainError):
    code = "address_taken"


class AlreadySuspendedError(DomainError):
    code = "already_suspended"


class LastAdministratorError(DomainError):
    code = "last_administrator"


class NotAPersonError(DomainError):
    code = "not_a_person"


class NotSuspendedError(DomainError):
    code = "not_suspended"


class OwnAccountError(DomainError):
    code = "own_account"


class SameRoleError(DomainError):
    code = "same_role"


@transaction.atomic
def create_person(
    *,
    email: str,
    name: str,
    role: Role,
    password: str | None,
    by: User | None,
    language: str = "en",
) -> User:
    """Open an account for a person. Without a password it cannot sign in yet.

    Without `by` the person opens it themself, by an invitation. Raises
    ValidationError if the address is not one, or has an account.
    """
    person = User(
        email=email.strip().lower(),
        name=name.strip(),
        role=role,
        language=language,
        password=make_password(password),
    )
    person.full_clean(exclude=["password"])
    person.save()
    EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    record(EntryKind.PERSON_CREATED, subject=person, by=by or person, role=role)
    return person


@transaction.atomic
def change_profile(*, person: User, name: str, language: str, by: User) -> User:
    """Change how a person is called and in which language they are written to."""
    person = _locked(person)
    wanted = {"name": name.strip(), "language": language}
    changed = {key: value for key, value in wanted.items() if getattr(person, key) != value}
    if not changed:
        return person
    for key, value in changed.items():
        setattr(person, key, value)
    person.full_clean(exclude=["password"])
    person.save(update_fields=list(changed))
    record(EntryKind.PERSON_PROFILE_CHANGED, subject=person, by=by, changed=sorted(changed))
    return person


@transaction.atomic
def change_email(*, person: User, email: str, by: User) -> User:
    """Make `email`, which the person has proved to hold, their only address.

    Raises AddressTakenError if another account has it.
    """
    person, email = _locked(person), email.lower()
    if User.objects.filter(email__iexact=email).exclude(pk=person.pk).exists():
        raise AddressTakenError(_("This address cannot be used."))
    EmailAddress.objects.filter(user=person).delete()
    EmailAddress.objects.create(user=person, email=email, verified=True, primary=True)
    person.email = email
    person.save(update_fields=["email"])
    record(EntryKind.PERSON_EMAIL_CHANGED, subject=person, by=by)
    return person


@transaction.atomic
def set_password(*, person: User, password: str, by: User) -> User:
    """Set a person's password. Every session they had open is over."""
    person.password = make_password(password)
    person.save(update_fields=["password"])
    record(EntryKind.PERSON_PASSWORD_SET, subject=person, by=by)
    return person


@transaction.atomic
def end_sessions(*, person: User, by: User) -> User:
    """Sign a person out everywhere: the next request of every open session is a visitor's."""
    person = _locked(person)
    person.sessions_ended_at = timezone.now()
    person.save(update_fields=["sessions_ended_at"])
    record(EntryKind.PERSON_SESSIONS_ENDED, subject=person, by=by)
    return person


@transaction.atomic
def change_role(*, person: User, role: Role, by: User, reason: str = "") -> User:
    """Give a person another role. Memberships in teams of monitors end with that role.

    Raises OwnAccountError for one's own account, LastAdministratorError if
    nobody would be left to manage accounts, NotAPersonError, SameRoleError.
    """
    person = _locked_beside_administrators(person)
    if person.pk == by.pk:
        raise OwnAccountError(_("Nobody changes their own role; ask another administrator."))
    if not person.is_person or role not in PEOPLE:
        raise NotAPersonError(_("Only people change roles."))
    if person.role == role:
        raise SameRoleError(_("This is the role the person already has."))
    _keep_one_administrator(person)
    old, person.role = person.role, role
    person.save(update_fields=["role"])
    if old == Role.MONITOR:
        _end_memberships(person, by=by)
    record(EntryKind.PERSON_ROLE_CHANGED, subject=person, by=by, reason=reason, old=old, new=role)
    return person


@transaction.atomic
def suspend(*, person: User, by: User, reason: str) -> User:
    """Close an account at once: open sessions and tokens are refused from the next request on.

    Raises OwnAccountError, LastAdministratorError, AlreadySuspendedError, and
    NotAPersonError for the service itself.
    """
    person = _locked_beside_administrators(person)
    if person.pk == by.pk:
        raise OwnAccountError(_("Nobody suspends themself; ask another administrator."))
    if person.role == Role.SYSTEM:
        raise NotAPersonError(_("The service itself cannot be suspended."))
    if not person.is_active:
        raise AlreadySuspendedError(_("This account is already suspended."))
    _keep_one_administrator(person)
    now = timezone.now()
    person.is_active, person.suspended_at, person.suspended_because = False, now, reason
    person.sessions_ended_at = now
    fields = ["is_active", "suspended_at", "suspended_because", "sessions_ended_at"]
    person.save(update_fields=fields)
    record(EntryKind.PERSON_SUSPENDED, subject=person, by=by, reason=reason)
    return person


@transaction.atomic
def reinstate(*, person: User, by: User, reason: str) -> User:
    """Open a suspended account again. Sessions that were open before stay over.

    Raises NotSuspendedError.
    """
    person = _locked(person)
    if person.is_active:
        raise NotSuspendedError(_("This account is not suspended."))
    person.is_active, person.suspended_at, person.suspended_because = True, None, ""
    person.save(update_fields=["is_active", "suspended_at", "suspended_because"])
    record(EntryKind.PERSON_REINSTATED, subject=person, by=by, reason=reason)
    return person


def _locked(person: User) -> User:
    return User.objects.get_queryset().select_for_update().get(pk=person.pk)


def _locked_beside_administrators(person: User) -> User:
    """Lock a person and every active administrator, always in the same order, so that two
    administrators who remove each other do so one after the other."""
    counted = Q(role=Role.ADMINISTRATOR, is_active=True)
    accounts = User.objects.get_queryset().select_for_update().order_by("pk")
    locked = {each.pk: each for each in accounts.filter(counted | Q(pk=person.pk))}
    return locked[person.pk]


def _keep_one_administrator(person: User) -> None:
    """Refuse to lose the last one. Everybody concerned is locked already."""
    if person.role != Role.ADMINISTRATOR or not person.is_active:
        return
    others = User.objects.people().filter(role=Role.ADMINISTRATOR, is_active=True)
    if not others.exclude(pk=person.pk).exists():
        raise LastAdministratorError(_("The last administrator cannot be taken away."))


def _end_memberships(person: User, *, by: User) -> None:
    for membership in TeamMembership.objects.present().filter(user=person):
        membership.until = timezone.now()
        membership.save(update_fields=["until"])
        record(
            EntryKind.TEAM_MEMBER_REMOVED,
            subject=membership.team,
            by=by,
            person=str(person.public_id),
        )
