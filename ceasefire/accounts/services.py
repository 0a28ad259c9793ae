"""How accounts change."""

from collections.abc import Sequence
from datetime import timedelta

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

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


class TokenAlreadyRevokedError(DomainError):
    code = "token_already_revoked"


@transaction.atomic
def create_person(*, email: str, name: str, role: Role, password: str | None, by: User) -> User:
    """Open an account for a person. Without a password it cannot sign in yet."""
    person = User(email=email, name=name, role=role, password=make_password(password))
    person.full_clean(exclude=["password"])
    person.save()
    record(EntryKind.PERSON_CREATED, subject=person, by=by, role=role)
    return person


@transaction.atomic
def issue_token(
    *, program_name: str, scopes: Sequence[Scope], lifetime: timedelta, by: User
) -> tuple[AccessToken, str]:
    """Issue a token to the program of that name, which is made if need be.

    Returns the row and the token's text, which is kept nowhere.
    """
    program = _program_called(program_name, by=by)
    made = make_token()
    token = AccessToken.objects.create(
        program=program,
        prefix=made.prefix,
        digest=made.digest,
        scopes=list(scopes),
        issued_by=by,
        expires_at=timezone.now() + lifetime,
    )
    record(EntryKind.TOKEN_ISSUED, subject=token, by=by, program=program_name, scopes=list(scopes))
    return token, made.text


@transaction.atomic
def revoke_token(*, token_id: int, by: User) -> AccessToken:
    """Revoke a token: the next request with it is refused."""
    token = AccessToken.objects.select_for_update().get(pk=token_id)
    if token.revoked_at:
        raise TokenAlreadyRevokedError(f"The token {token} is already revoked.")
    token.revoked_at = timezone.now()
    token.save(update_fields=["revoked_at"])
    record(EntryKind.TOKEN_REVOKED, subject=token, by=by)
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
    address = f"{slugify(name) or 'program'}@{PROGRAM_DOMAIN}"
    program, made = User.objects.get_or_create(
        email=address,
        defaults={"name": name, "role": Role.PROGRAM, "password": make_password(None)},
    )
    if made:
        record(EntryKind.PERSON_CREATED, subject=program, by=by, role=Role.PROGRAM)
    return program
