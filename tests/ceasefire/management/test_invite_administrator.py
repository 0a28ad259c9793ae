from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from ceasefire.accounts.models import Invitation
from ceasefire.codes.roles import Role
from ceasefire.outbox.models import Letter
from tests.builders.accounts import make_user

pytestmark = pytest.mark.django_db


def invite(email="first@people.invalid", name="First"):
    said = StringIO()
    call_command("invite_administrator", email, name, stdout=said)
    return said.getvalue()


def test_first_administrator_is_invited_by_a_letter():
    said = invite()

    [invitation] = Invitation.objects.all()
    assert said == "A letter to first@people.invalid is on its way.\n"
    assert (invitation.role, invitation.invited_by.role) == (Role.ADMINISTRATOR, Role.SYSTEM)
    assert Letter.objects.get().to_address == "first@people.invalid"


def test_command_again_sends_a_new_link():
    invite()
    invite("First@People.invalid")

    assert Invitation.objects.count() == 1
    assert Letter.objects.count() == 2


def test_command_is_closed_once_there_is_an_administrator():
    make_user(Role.ADMINISTRATOR)

    with pytest.raises(CommandError, match="There is an administrator"):
        invite()

    assert not Invitation.objects.exists()


def test_person_with_an_account_is_not_invited():
    make_user(Role.DELEGATE, email="first@people.invalid")

    with pytest.raises(CommandError, match="This address has an account"):
        invite()


def test_address_that_is_none_is_refused():
    with pytest.raises(CommandError, match="valid email"):
        invite("nobody")
