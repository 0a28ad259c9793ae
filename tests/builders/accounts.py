"""People, programs and tokens for tests."""

from datetime import timedelta
from itertools import count

from django.contrib.sessions.models import Session

from ceasefire.accounts.choices import Scope
from ceasefire.accounts.invitations import invite_person
from ceasefire.accounts.models import User
from ceasefire.accounts.programs import issue_token
from ceasefire.accounts.querysets import SYSTEM_ADDRESS
from ceasefire.accounts.services import create_person, suspend
from ceasefire.accounts.teams import add_member, create_team
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


def make_administrator(**facts):
    return make_user(Role.ADMINISTRATOR, **facts)


def make_suspended(role=Role.DELEGATE, **facts):
    person = make_user(role, **facts)
    return suspend(person=person, by=User.objects.system(), reason="For a test")


def make_team(name=None, *, members=(), by=None):
    """A team of these monitors; the first leads it."""
    by = by or User.objects.system()
    team = create_team(name=name or f"Team {next(_numbers)}", by=by)
    for person in members:
        add_member(team=team, person=person, is_lead=person == members[0], by=by)
    return team


def make_invitation(role=Role.DELEGATE, *, email=None, name="Weir Bridge", team=None, by=None):
    return invite_person(
        email=email or f"invited-{next(_numbers)}@people.invalid",
        name=name,
        role=role,
        team=team,
        by=by or make_administrator(),
    )


def sessions_of(user):
    """The stored sessions of a person, as a request with each would find it."""
    return [
        session
        for session in Session.objects.all()
        if session.get_decoded().get("_auth_user_id") == str(user.pk)
    ]
