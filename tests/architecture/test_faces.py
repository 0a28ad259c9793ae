"""One policy, two faces: `visible_to` lists exactly the rows that `rules.py` lets one see."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from ceasefire.accounts.invitations import invite_person
from ceasefire.accounts.models import AccessToken, Invitation, Team, User
from ceasefire.accounts.teams import add_member, create_team
from ceasefire.agreements.models import Agreement
from ceasefire.codes.roles import Role
from ceasefire.ledger.models import LedgerEntry
from ceasefire.ledger.querysets import subject_key
from ceasefire.monitoring.models import Bulletin
from ceasefire.parties.models import Liaison
from ceasefire.publication.models import PublishedVersion
from reports.summaries.models import ComplianceSummary
from tests.architecture.project import MODELS
from tests.builders.accounts import make_token, make_user
from tests.builders.parties import make_party
from tests.builders.summaries import make_draft, make_record_between_rounds

pytestmark = pytest.mark.django_db
# The permission to see one row of each model that has a `visible_to`.
FACES = {
    Agreement: "ceasefire.read_published",
    AccessToken: "ceasefire.view_token",
    Bulletin: "ceasefire.read_published",
    ComplianceSummary: "reports.see_drafts",
    Invitation: "ceasefire.view_invitation",
    LedgerEntry: "ceasefire.view_entry",
    Liaison: "ceasefire.view_liaison",
    PublishedVersion: "ceasefire.read_published",
    Team: "ceasefire.view_team",
    User: "ceasefire.view_person",
}


@pytest.fixture
def rows():
    """Rows of every kind, others' as well as those a reader may be in."""
    system = User.objects.system()
    make_record_between_rounds()
    make_draft()
    make_token()
    invite_person(email="a@people.invalid", name="Ada", role=Role.DELEGATE, by=system)
    create_team(name="Others", by=system)
    Liaison.objects.create(user=make_user(Role.LIAISON), party=make_party(), since=timezone.now())
    return create_team(name="Own", by=system)


def reader(kind, own_team):
    """Somebody of a role, with a place of their own where the role has one."""
    if kind == "visitor":
        return AnonymousUser()
    person = make_user(Role.AUDITOR if kind == "suspended" else kind)
    if kind == Role.MONITOR:
        add_member(team=own_team, person=person, by=User.objects.system())
    if kind == Role.LIAISON:
        Liaison.objects.create(user=person, party=make_party(), since=timezone.now())
    if kind == "suspended":
        person.is_active = False
        person.save()
    return person


def asked_about(row):
    """What the rule is asked about: of what is only published, its current version."""
    if isinstance(row, Agreement | Bulletin):
        return PublishedVersion.objects.current().get(public_id=subject_key(row))
    return row


@pytest.mark.parametrize("kind", [*Role, "visitor", "suspended"])
def test_list_and_rule_agree(rows, kind):
    user = reader(kind, rows)

    for model, permission in FACES.items():
        everything = set(model._base_manager.all())
        allowed = {row for row in everything if user.has_perm(permission, asked_about(row))}

        assert everything, f"the test needs a row of {model.__name__}"
        assert set(model.objects.visible_to(user)) == allowed, (model, permission)


def test_every_visible_to_has_its_rule():
    listed = {model for model in MODELS if hasattr(model._default_manager, "visible_to")}

    assert listed == set(FACES), "Name the permission that answers for one row."
