"""Two at once: the second waits for the first, and then finds things as the first left them."""

import pytest

from ceasefire.accounts.invitations import InvitationNotUsableError, accept_invitation
from ceasefire.accounts.links import write_key
from ceasefire.accounts.models import User
from ceasefire.accounts.programs import TokenAlreadyRevokedError, revoke_token, use_token
from ceasefire.accounts.services import LastAdministratorError, suspend
from ceasefire.codes.roles import Role
from tests.builders.accounts import make_administrator, make_invitation, make_token
from tests.builders.races import one_after_the_other

pytestmark = pytest.mark.django_db(transaction=True)


def test_two_administrators_cannot_remove_each_other():
    ada, bela = make_administrator(), make_administrator()

    first, second = one_after_the_other(
        lambda: suspend(person=ada, by=bela, reason="Left").pk,
        lambda: suspend(person=bela, by=ada, reason="Left").pk,
    )

    assert (first, second) == (ada.pk, LastAdministratorError)
    assert User.objects.get(role=Role.ADMINISTRATOR, is_active=True) == bela


def test_an_invitation_opens_one_account_though_its_link_is_used_twice():
    invitation = make_invitation(email="ada@people.invalid")
    key = write_key(invitation.public_id, invitation.expires_at)

    def accept():
        return accept_invitation(key=key, password="noon at the quarry", language="en").email

    assert one_after_the_other(accept, accept) == ("ada@people.invalid", InvitationNotUsableError)
    assert User.objects.filter(email="ada@people.invalid").count() == 1


def test_a_token_is_revoked_once():
    token, admin = use_token(text=make_token()), make_administrator()

    def revoke():
        return revoke_token(token_id=token.pk, by=admin).pk

    assert one_after_the_other(revoke, revoke) == (token.pk, TokenAlreadyRevokedError)
