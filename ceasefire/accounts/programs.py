"""How programs get their keys to the API, and lose them."""

import hashlib
from collections.abc import Sequence
from datetime import timedelta

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ceasefire.accounts.choices import Scope
from ceasefire.accounts.models import AccessToken, User
from ceasefire.accounts.tokens import is_same, make_token, prefix_of
from ceasefire.codes.roles import Role
from ceasefire.common.errors import DomainError
from ceasefire.ledger.choices import EntryKind
from ceasefire.ledger.services import record

PROGRAM_DOMAIN = "programs.invalid"


class InvalidTokenError(DomainError):
    code = "invalid_token"


class ProgramSuspendedError(DomainError):
    code = "program_suspended"


class TokenAlreadyRevokedError(DomainError):
    code = "token_already_revoked"


@transaction.atomic
def issue_token(
    *, program_name: str, scopes: Sequence[Scope], lifetime: timedelta, by: User
) -> tuple[AccessToken, str]:
    """Issue a token to the program of that name, which is made if need be.

    Returns the row and the token's text, which is kept nowhere. Raises
    ProgramSuspendedError, and ValidationError if the name cannot be one.
    """
    program = _program_called(program_name.strip(), by=by)
    if not program.is_active:
        raise ProgramSuspendedError(_("This program is suspended: reinstate it first."))
    made = make_token()
    token = AccessToken.objects.create(
        program=program,
        prefix=made.prefix,
        digest=made.digest,
        scopes=list(scopes),
        issued_by=by,
        expires_at=timezone.now() + lifetime,
    )
    record(
        EntryKind.TOKEN_ISSUED,
        subject=token,
        by=by,
        program=str(program.public_id),
        scopes=list(scopes),
        expires_at=token.expires_at.isoformat(),
    )
    return token, made.text


@transaction.atomic
def revoke_token(*, token_id: int, by: User) -> AccessToken:
    """Revoke a token: the next request with it is refused."""
    token = AccessToken.objects.select_for_update().get(pk=token_id)
    if token.revoked_at:
        raise TokenAlreadyRevokedError(_("This token is already revoked."))
    token.revoked_at = timezone.now()
    token.save(update_fields=["revoked_at"])
    record(EntryKind.TOKEN_REVOKED, subject=token, by=by, program=str(token.program.public_id))
    return token


def use_token(*, text: str) -> AccessToken:
    """The valid token that `text` is; its last day of use is noted. Raises InvalidTokenError.

    Unknown, expired and revoked tokens, and those of suspended programs, are
    refused in the same words.
    """
    prefix = prefix_of(text)
    token = AccessToken.objects.select_related("program").filter(prefix=prefix or "").first()
    if token is None or not is_same(text, token.digest) or not token.is_valid:
        raise InvalidTokenError("This token is not valid.")
    if not token.program.is_active:
        raise InvalidTokenError("This token is not valid.")
    today = timezone.now().date()
    if token.last_used_on != today:
        AccessToken.objects.filter(pk=token.pk).update(last_used_on=today)
    return token


def _program_called(name: str, *, by: User) -> User:
    """The program of exactly this name. Its address is made from the name, whatever script."""
    address = f"{hashlib.sha256(name.encode()).hexdigest()[:16]}@{PROGRAM_DOMAIN}"
    facts = {"name": name, "role": Role.PROGRAM, "password": make_password(None)}
    User(**facts).full_clean(exclude=["email", "password"])
    program, made = User.objects.get_or_create(email=address, defaults=facts)
    if made:
        record(EntryKind.PERSON_CREATED, subject=program, by=by, role=Role.PROGRAM)
    return program
