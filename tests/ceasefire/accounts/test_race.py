"""Two at once: the second waits for the first, and then finds things as the first left them."""

import threading

import pytest
from django.db import connection, transaction

from ceasefire.accounts.invitations import InvitationNotUsableError, accept_invitation
from ceasefire.accounts.links import write_key
from ceasefire.accounts.models import User
from ceasefire.accounts.programs import TokenAlreadyRevokedError, revoke_token, use_token
from ceasefire.accounts.services import LastAdministratorError, suspend
from ceasefire.codes.roles import Role
from ceasefire.common.errors import DomainError
from tests.builders.accounts import make_administrator, make_invitation, make_token
from tests.builders.commands import wait_until

pytestmark = pytest.mark.django_db(transaction=True)
SECONDS = 10


def one_after_the_other(first, second):
    """Begin the second deed while the first has not committed; what each answered, or refused."""
    answers, began, may_commit = {}, threading.Event(), threading.Event()

    def run_first():
        with transaction.atomic():
            answers["first"] = first()
            began.set()
            may_commit.wait(SECONDS)
        connection.close()

    def run_second():
        began.wait(SECONDS)
        try:
            answers["second"] = second()
        except DomainError as refused:
            answers["second"] = type(refused)
        finally:
            connection.close()

    threads = [threading.Thread(target=run_first), threading.Thread(target=run_second)]
    for each in threads:
        each.start()
    wait_until(lambda: "second" in answers or somebody_waits_for_a_lock(), seconds=SECONDS)
    may_commit.set()
    for each in threads:
        each.join()
    return answers["first"], answers["second"]


def somebody_waits_for_a_lock():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity"
            " WHERE wait_event_type = 'Lock' AND datname = current_database()"
        )
        return cursor.fetchone()[0] > 0


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
