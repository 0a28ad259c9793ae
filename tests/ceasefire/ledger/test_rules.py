import pytest
from django.contrib.auth.models import AnonymousUser

from ceasefire.accounts.models import User
from ceasefire.codes.roles import STAFF, Role
from ceasefire.ledger.rules import is_auditor, is_staff
from tests.builders.accounts import make_user

ROLES = list(Role)


@pytest.mark.django_db
@pytest.mark.parametrize("role", ROLES)
def test_staff_may_see_history_and_only_the_auditor_reads_the_ledger(role):
    user = make_user(role)

    assert user.has_perm("ceasefire.see_history") == (role in STAFF)
    assert user.has_perm("ceasefire.read_ledger") == (role == Role.AUDITOR)


@pytest.mark.parametrize("role", ROLES)
def test_suspended_account_may_do_nothing(role):
    user = User(role=role, is_active=False)

    assert not is_staff(user)
    assert not is_auditor(user)


def test_visitor_may_do_nothing():
    assert not is_staff(AnonymousUser())
    assert not is_auditor(AnonymousUser())
