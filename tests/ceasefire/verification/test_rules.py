import pytest
from django.contrib.auth.models import AnonymousUser

from ceasefire.codes.roles import STAFF, Role
from ceasefire.codes.verification import FindingOutcome
from tests.builders.accounts import make_suspended, make_user
from tests.builders.cases import liaison_of, make_guarantor, make_liaison
from tests.builders.field import RECORD_ONLY, WHOLE, make_field
from tests.builders.findings import make_adopted, make_drafted, make_put

pytestmark = pytest.mark.django_db
NO_VIOLATION = FindingOutcome.NO_VIOLATION


@pytest.mark.parametrize(
    ("permission", "roles"),
    [
        ("verify_incident", [Role.OFFICER]),
        ("publish_incident", [Role.OFFICER]),
        ("see_findings", [Role.OFFICER, Role.ADJUDICATOR, Role.LIAISON, Role.AUDITOR]),
        ("draft_finding", [Role.OFFICER]),
        ("review_finding", [Role.OFFICER, Role.ADJUDICATOR]),
        ("adopt_finding", [Role.ADJUDICATOR]),
        ("withdraw_finding", [Role.OFFICER, Role.ADJUDICATOR]),
        ("answer_findings", [Role.LIAISON]),
        ("reply_to_finding", []),
    ],
)
def test_permission_belongs_to_these_roles_alone(permission, roles):
    name = f"ceasefire.{permission}"

    assert [role for role in Role if make_user(role).has_perm(name)] == roles
    assert [role for role in STAFF if make_suspended(role).has_perm(name)] == []
    assert not AnonymousUser().has_perm(name)


def test_what_two_adopted_only_an_adjudicator_withdraws():
    officer, adjudicator = make_user(Role.OFFICER), make_user(Role.ADJUDICATOR)
    drafted, adopted = make_drafted(NO_VIOLATION), make_adopted(NO_VIOLATION)
    permission = "ceasefire.withdraw_finding"

    assert [officer.has_perm(permission, each) for each in (drafted, adopted)] == [True, False]
    assert adjudicator.has_perm(permission, adopted)


def test_only_the_party_that_is_asked_replies():
    drafted, put = make_drafted(NO_VIOLATION), make_put(NO_VIOLATION)
    permission = "ceasefire.reply_to_finding"

    assert liaison_of("SOUTH").has_perm(permission, put)
    assert not liaison_of("SOUTH").has_perm(permission, drafted)
    assert not make_liaison("NORTH").has_perm(permission, put)
    assert not make_guarantor("SOUTH").has_perm(permission, put)


@pytest.mark.parametrize(
    ("permission", "roles"),
    [("determine", [Role.OFFICER, Role.GUARANTOR]), ("view_determination", STAFF)],
)
def test_without_a_determination_it_is_asked_of_the_role_alone(permission, roles):
    name = f"ceasefire.{permission}"

    assert [role for role in Role if make_user(role).has_perm(name)] == roles


@pytest.mark.parametrize(("acts", "is_read"), [(RECORD_ONLY, False), (WHOLE, True)])
def test_findings_are_read_where_some_mandate_lets_the_mechanism_rule(acts, is_read):
    make_field(acts=acts)

    assert make_user(Role.DELEGATE).has_perm("ceasefire.read_findings") is is_read
    assert not AnonymousUser().has_perm("ceasefire.read_findings")
