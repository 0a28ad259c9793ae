"""One policy, two faces: `visible_to` lists exactly the rows that `rules.py` lets one see."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone
from time_machine import travel

from ceasefire.accounts.invitations import invite_person
from ceasefire.accounts.models import AccessToken, Invitation, Team, User
from ceasefire.accounts.teams import add_member, create_team
from ceasefire.agreements.models import Agreement, Participation
from ceasefire.allegations.models import (
    Allegation,
    HarmCheck,
    LadderLevel,
    MutualAccusation,
    Referral,
)
from ceasefire.codes.parties import AgreementRole, ParticipationStatus
from ceasefire.codes.roles import Role
from ceasefire.codes.verification import FindingOutcome
from ceasefire.humanitarian.models import AccessRequest
from ceasefire.incidents.models import Call, DutyPoint, Incident
from ceasefire.ledger.models import LedgerEntry
from ceasefire.ledger.querysets import subject_key
from ceasefire.monitoring.models import Bulletin, Coverage, MonitorReport, Source
from ceasefire.parties.models import Liaison, Party
from ceasefire.publication.models import PublishedVersion
from ceasefire.verification.models import Determination, Finding
from reports.summaries.models import ComplianceSummary
from tests.architecture.project import MODELS
from tests.builders.access import make_access_request
from tests.builders.accounts import make_token, make_user
from tests.builders.calls import make_call
from tests.builders.cases import check_for_harm, make_admitted, make_allegation, make_notified
from tests.builders.determinations import determine
from tests.builders.field import make_coverage, make_field, make_incident, make_report
from tests.builders.findings import make_drafted, make_put
from tests.builders.parties import INVENTED, make_party
from tests.builders.referrals import make_referred
from tests.builders.summaries import make_draft, make_record_between_rounds

pytestmark = pytest.mark.django_db
# The permission to see one row of each model that has a `visible_to`.
FACES = {
    Agreement: "ceasefire.read_published",
    Allegation: "ceasefire.view_allegation",
    AccessRequest: "ceasefire.see_access",
    AccessToken: "ceasefire.view_token",
    Bulletin: "ceasefire.read_published",
    Call: "ceasefire.see_calls",
    Coverage: "ceasefire.view_coverage",
    ComplianceSummary: "reports.see_drafts",
    Determination: "ceasefire.view_determination",
    DutyPoint: "ceasefire.see_calls",
    Finding: "ceasefire.view_finding",
    HarmCheck: "ceasefire.view_harm_check",
    Incident: "ceasefire.see_incidents",
    Invitation: "ceasefire.view_invitation",
    LadderLevel: "ceasefire.see_referrals",
    LedgerEntry: "ceasefire.view_entry",
    Liaison: "ceasefire.view_liaison",
    MonitorReport: "ceasefire.view_monitor_report",
    MutualAccusation: "ceasefire.see_mutual",
    PublishedVersion: "ceasefire.read_published",
    Referral: "ceasefire.see_referrals",
    Source: "ceasefire.view_source",
    Team: "ceasefire.view_team",
    User: "ceasefire.view_person",
}


@pytest.fixture
def rows():
    """Rows of every kind, others' as well as those a reader may be in."""
    system = User.objects.system()
    make_record_between_rounds()
    make_draft()
    make_field()
    make_incident(reports=[make_report()])
    make_coverage()
    make_call()
    make_referred()
    make_access_request()
    for accuser in ("NORTH", "SOUTH"):
        make_allegation(accuser)
        determine(make_notified(accuser))
        make_put(FindingOutcome.NO_VIOLATION, accused=accuser)
        make_drafted(FindingOutcome.NO_VIOLATION, accused=accuser)
    check_for_harm(make_admitted(), wording="unsure")
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
        _send_in(person, own_team)
    if kind == Role.LIAISON:
        _speak_for(person, "NORTH")
    if kind == Role.GUARANTOR:
        _speak_for(person, "GUARANTOR")
    if kind == "suspended":
        person.is_active = False
        person.save()
    return person


def _send_in(person, team):
    """Reports of one's own and of the team one leads; one is too old to be shown on a phone."""
    mate, by = make_user(Role.MONITOR), User.objects.system()
    add_member(team=team, person=person, is_lead=True, by=by)
    add_member(team=team, person=mate, by=by)
    for each in (person, mate):
        make_report(by=each)
        make_coverage(by=each)
    with travel(timezone.now() - timedelta(hours=49), tick=False):
        make_report(by=person)


def _speak_for(person, code):
    party = Party.objects.filter(code=code).first() or make_party(code)
    Liaison.objects.create(user=person, party=party, since=timezone.now())
    if code == "GUARANTOR":
        Participation.objects.create(
            agreement=Agreement.objects.get(code="DEMO-1"),
            party=party,
            role=AgreementRole.GUARANTOR,
            status=ParticipationStatus.CONFIRMED,
            answers_for=Party.objects.get(code="SOUTH"),
            position=9,
            **INVENTED.as_fields(),
        )


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
