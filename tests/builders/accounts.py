"""People, programs and tokens for tests."""

from datetime import timedelta
from itertools import count

from ceasefire.accounts.choices import Scope
from ceasefire.accounts.models import User
from ceasefire.accounts.programs import issue_token
from ceasefire.accounts.querysets import SYSTEM_ADDRESS
from ceasefire.accounts.services import create_person
from ceasefire.codes.roles import Role

PASSWORD = "correct horse battery staple"
_numbers = count(1)


def make_system_account():
    """The account of the service itself, as the first migration makes it."""
    User.objects.get_or_create(
        email=SYSTEM_ADDRESS, defaults={"name": "The service", "role": Role.SYSTEM, "password": "!"}
    )


def make_user(role=Role.DELEGATE, *, name=None, email=None, password=None):
    number = next(_numbers)
    return create_person(
        email=email or f"{role}-{number}@people.invalid",
        name=name or f"{Role(role).label} {number}",
        role=role,
        password=password,
        by=User.objects.system(),
    )


def make_token(scopes=(Scope.READ_PUBLISHED,), *, program_name="A partner", lifetime=None):
    """The text of a new token."""
    _, text = issue_token(
        program_name=program_name,
        scopes=scopes,
        lifetime=lifetime or timedelta(days=1),
        by=User.objects.system(),
    )
    return text


def sign_in(client, user):
    """Sign a person in without the form."""
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client
