import pytest
from django.contrib.auth.models import AnonymousUser

from ceasefire.accounts.models import User
from ceasefire.codes.roles import Role
from ceasefire.publication.models import PublishedVersion
from ceasefire.publication.rules import may_read
from tests.builders.accounts import make_user
from tests.builders.parties import make_party


@pytest.mark.parametrize("role", list(Role))
def test_active_account_may_read_and_a_suspended_one_not(role):
    assert may_read(User(role=role))
    assert not may_read(User(role=role, is_active=False))


@pytest.mark.parametrize("is_public", [False, True])
def test_visitor_may_read_only_where_reading_is_public(settings, is_public):
    settings.PUBLIC_READING = is_public

    assert may_read(AnonymousUser()) is is_public


@pytest.mark.django_db
@pytest.mark.parametrize("role", list(Role))
def test_rule_and_list_agree(role):
    make_party()
    user = make_user(role)

    listed = PublishedVersion.objects.visible_to(user).exists()

    assert listed == user.has_perm("ceasefire.read_published")
