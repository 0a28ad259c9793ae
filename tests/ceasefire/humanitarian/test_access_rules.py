import pytest
from django.contrib.auth.models import AnonymousUser

from ceasefire.codes.roles import Role
from tests.builders.accounts import make_suspended, make_user

pytestmark = pytest.mark.django_db
READERS = [Role.OFFICER, Role.ADJUDICATOR, Role.MEDIATOR, Role.AUDITOR]


@pytest.mark.parametrize(
    ("permission", "roles"), [("see_access", READERS), ("record_access", [Role.OFFICER])]
)
def test_permission_belongs_to_these_roles_alone(permission, roles):
    name = f"ceasefire.{permission}"

    assert [role for role in Role if make_user(role).has_perm(name)] == roles
    assert [role for role in READERS if make_suspended(role).has_perm(name)] == []
    assert not AnonymousUser().has_perm(name)
