import threading

import pytest
from django.db import connection

from ceasefire.accounts.invitations import InvitationNotUsableError, accept_invitation
from ceasefire.accounts.links import write_key
from ceasefire.accounts.models import User
from ceasefire.accounts.services import LastAdministratorError, suspend
from ceasefire.codes.roles import Role
from tests.builders.accounts import make_administrator, make_invitation

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*deeds):
    """Do all at the same moment; what each answered, or the error it met."""
    start, answers = threading.Barrier(len(deeds)), []

    def run(deed):
        start.wait()
        try:
            answers.append(deed())
        except (LastAdministratorError, InvitationNotUsableError) as refused:
            answers.append(type(refused))
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[deed]) for deed in deeds]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    return answers


def test_two_administrators_cannot_remove_each_other():
    ada, bela = make_administrator(), make_administrator()

    answers = at_once(
        lambda: suspend(person=ada, by=bela, reason="Left").pk,
        lambda: suspend(person=bela, by=ada, reason="Left").pk,
    )

    assert LastAdministratorError in answers
    assert len({ada.pk, bela.pk} & set(answers)) == 1
    assert User.objects.filter(role=Role.ADMINISTRATOR, is_active=True).count() == 1


def test_an_invitation_opens_one_account_however_often_its_link_is_used():
    invitation = make_invitation(email="ada@people.invalid")
    key = write_key(invitation.public_id, invitation.expires_at)

    answers = at_once(
        *[lambda: accept_invitation(key=key, password="a b c d e f g", language="en").email] * 3
    )

    assert sorted(map(str, answers)) == sorted(
        ["ada@people.invalid", *[str(InvitationNotUsableError)] * 2]
    )
    assert User.objects.filter(email="ada@people.invalid").count() == 1
