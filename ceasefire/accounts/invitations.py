"""How people are invited, and how an invitation becomes an account.

Its link dies with its time, with the first use, and when it is sent again.
"""

from datetime import timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from ceasefire.accounts.letters import absolute, send_letter
from ceasefire.accounts.links import write_key
from ceasefire.accounts.models import Invitation, Team, User
from ceasefire.accounts.services import create_person
from ceasefire.accounts.teams import add_member
from ceasefire.codes.roles import PEOPLE, Role
from ceasefire.common.errors import DomainError, SecondPersonNeededError
from ceasefire.ledger.choices import EntryKind
from ceasefire.ledger.services import record

# What is not known yet when somebody is invited.
LATER = ("confirmed_by", "confirmed_at", "expires_at", "accepted_at", "accepted_as", "revoked_at")
# For these a second administrator vouches before the letter goes.
CONFIRMED_BY_ANOTHER = {Role.MONITOR}


class AlreadyConfirmedError(DomainError):
    code = "invitation_already_confirmed"


class AlreadyInvitedError(DomainError):
    code = "already_invited"


class HasAnAccountError(DomainError):
    code = "has_an_account"


class InvitationClosedError(DomainError):
    code = "invitation_closed"


class InvitationNotUsableError(DomainError):
    code = "invitation_not_usable"


class NotConfirmedError(DomainError):
    code = "invitation_not_confirmed"


@transaction.atomic
def invite_person(
    *, email: str, name: str, role: Role, by: User, team: Team | None = None
) -> Invitation:
    """Offer an account. The letter goes at once, or for a monitor when another confirms.

    Raises HasAnAccountError or AlreadyInvitedError for the address, and
    ValidationError for what cannot be an address, a name or a role.
    """
    email = email.strip().lower()
    invitation = Invitation(email=email, name=name.strip(), role=role, team=team, invited_by=by)
    invitation.clean_fields(exclude=LATER)
    if role not in PEOPLE or (team and role != Role.MONITOR):
        raise ValidationError({"role": _("Only people are invited, and only monitors to teams.")})
    if User.objects.filter(email__iexact=email).exists():
        raise HasAnAccountError(_("This address has an account."))
    try:
        with transaction.atomic():
            invitation.save()
    except IntegrityError:
        words = _("This address is invited already: send that invitation again, or revoke it.")
        raise AlreadyInvitedError(words) from None
    record(EntryKind.PERSON_INVITED, subject=invitation, by=by, role=role, team=_id_of(team))
    if role not in CONFIRMED_BY_ANOTHER:
        _let_stand(invitation)
    return invitation


@transaction.atomic
def confirm_invitation(*, invitation: Invitation, by: User) -> Invitation:
    """Vouch for an invitation as its second person; its letter goes, its time runs from now.

    Raises SecondPersonNeededError for whoever invited, AlreadyConfirmedError,
    InvitationClosedError.
    """
    invitation = _locked_open(invitation)
    if invitation.expires_at:
        raise AlreadyConfirmedError(_("This invitation stands already."))
    if invitation.invited_by_id == by.pk:
        raise SecondPersonNeededError(_("Somebody else than the person who invited must confirm."))
    invitation.confirmed_by, invitation.confirmed_at = by, timezone.now()
    invitation.save(update_fields=["confirmed_by", "confirmed_at"])
    record(EntryKind.INVITATION_CONFIRMED, subject=invitation, by=by)
    _let_stand(invitation)
    return invitation


@transaction.atomic
def resend_invitation(*, invitation: Invitation, by: User) -> Invitation:
    """Send a new link, good for the full time; the old one is void.

    Raises NotConfirmedError, InvitationClosedError.
    """
    invitation = _locked_open(invitation)
    if invitation.expires_at is None:
        raise NotConfirmedError(_("A second administrator has not confirmed this invitation."))
    record(EntryKind.INVITATION_RESENT, subject=invitation, by=by)
    _let_stand(invitation)
    return invitation


@transaction.atomic
def revoke_invitation(*, invitation: Invitation, by: User) -> Invitation:
    """Take an invitation back: its link is void. Raises InvitationClosedError."""
    invitation = _locked_open(invitation)
    invitation.revoked_at = timezone.now()
    invitation.save(update_fields=["revoked_at"])
    record(EntryKind.INVITATION_REVOKED, subject=invitation, by=by)
    return invitation


@transaction.atomic
def accept_invitation(*, key: str, password: str, language: str) -> User:
    """Open the account that the link offers, once. Raises InvitationNotUsableError."""
    invitation = Invitation.objects.select_for_update(of=("self",)).behind(key)
    if invitation is None:
        raise InvitationNotUsableError
    try:
        person = create_person(
            email=invitation.email,
            name=invitation.name,
            role=Role(invitation.role),
            password=password,
            by=None,
            language=language,
        )
    except ValidationError:
        raise InvitationNotUsableError from None
    if invitation.team:
        add_member(team=invitation.team, person=person, by=person)
    invitation.accepted_at, invitation.accepted_as = timezone.now(), person
    invitation.save(update_fields=["accepted_at", "accepted_as"])
    record(EntryKind.INVITATION_ACCEPTED, subject=invitation, by=person)
    return person


def _locked_open(invitation: Invitation) -> Invitation:
    row = Invitation.objects.select_for_update(of=("self",)).get(pk=invitation.pk)
    if row.accepted_at or row.revoked_at:
        raise InvitationClosedError(_("This invitation was accepted or revoked before."))
    return row


def _let_stand(invitation: Invitation) -> None:
    """Start the time of an invitation and post its letter, in one transaction."""
    invitation.expires_at = timezone.now() + timedelta(hours=settings.INVITATION_HOURS)
    invitation.save(update_fields=["expires_at"])
    path = reverse(
        "web:invitation-accept", args=[write_key(invitation.public_id, invitation.expires_at)]
    )
    send_letter(
        "accounts/letters/invitation",
        to=invitation.email,
        languages=[code for code, _name in settings.LANGUAGES],
        context={"invitation": invitation, "link": absolute(path)},
    )


def _id_of(team: Team | None) -> str:
    return str(team.public_id) if team else ""
