"""One of everything, and everybody who may ask for it: what the authorisation matrix is run on."""

import uuid
from datetime import timedelta
from types import SimpleNamespace

from django.test import Client
from django.utils import timezone

from ceasefire.accounts.choices import Scope
from ceasefire.accounts.links import write_key
from ceasefire.accounts.models import AccessToken, User
from ceasefire.accounts.programs import revoke_token
from ceasefire.accounts.services import suspend
from ceasefire.agreements.models import Agreement
from ceasefire.allegations.extending import ask_for_time
from ceasefire.allegations.harm import draft_harm_check
from ceasefire.allegations.models import MutualAccusation
from ceasefire.allegations.services import hold_back_allegation
from ceasefire.codes.agreements import MandateAct
from ceasefire.codes.grades import Reliability
from ceasefire.codes.incidents import LinkKind
from ceasefire.codes.roles import Role
from ceasefire.codes.verification import FindingOutcome
from ceasefire.incidents.merging import merge_incidents
from ceasefire.incidents.opening import relate_incidents
from ceasefire.ledger.querysets import subject_key
from ceasefire.monitoring.sources import propose_letter
from ceasefire.parties.liaisons import name_liaison
from ceasefire.publication.choices import PublishedKind
from ceasefire.publication.models import PublishedVersion
from ceasefire.verification.findings import submit_finding
from ceasefire.verification.models import Recommendation
from reports.statistics.periods import Period
from tests.builders.access import make_access_decision
from tests.builders.accounts import (
    PASSWORD,
    make_administrator,
    make_invitation,
    make_suspended,
    make_team,
    make_token,
    make_user,
    sign_in,
)
from tests.builders.answers import ask_to_reopen, establish, make_seen_by_two, tell_more
from tests.builders.calls import make_call, make_duty_point
from tests.builders.cases import (
    check_for_harm,
    liaison_of,
    make_admitted,
    make_allegation,
    make_guarantor,
    make_liaison,
    put,
)
from tests.builders.everything import USUAL, make_everything
from tests.builders.field import make_coverage, make_incident, make_report, make_verified
from tests.builders.findings import (
    make_deliberated,
    make_drafted,
    make_put,
    make_reviewed,
    make_signed,
    recommend,
)
from tests.builders.monitoring import make_bulletin
from tests.builders.referrals import make_referred
from tests.builders.summaries import (
    BETWEEN,
    make_approved,
    make_draft,
    make_record_between_rounds,
    make_released,
)

NO_VIOLATION = FindingOutcome.NO_VIOLATION
NOWHERE = "00000000-0000-4000-8000-000000000000"
DAY = timedelta(days=1)
# The id a missing record would have, by the name of the part of the address.
NOTHING = {
    "id": NOWHERE,
    "code": "NOTHING-1",
    "party": NOWHERE,
    "person": NOWHERE,
    "answer": NOWHERE,
    "reopening": NOWHERE,
    "key": "nothing",
    "receipt": "NOTHING",
    "other": NOWHERE,
    "kind": "nothing",
}
# What stands in addresses that lead to no record of ours.
PARTS = {"key": "nothing", "uidb36": "1", "pk": 1}


def make_world(acts=USUAL):
    """Records by their names in the file, and a signed-in browser (or a program) by caller.

    `acts` are what the mandate under DEMO-1 gives.
    """
    published = _published(acts)
    accounts = _accounts(party=published["party"]["id"])
    records = {**published, **_summaries(), **accounts, **_cases(), **_incidents(), **_calls()}
    records |= _access()
    if MandateAct.VERIFY in acts:
        records |= _answers()
    if MandateAct.RULE in acts:
        records |= _findings(published["finding"])
    callers = _callers()
    records |= _sent(own=_person(callers[Role.MONITOR]))
    by_program = make_report(by=User.objects.get(name="Submits"))
    records["report of a program"] = {"id": str(by_program.public_id)}
    return SimpleNamespace(records=records, callers=callers)


def _published(acts):
    rows = make_everything(acts)
    make_record_between_rounds()
    rows[PublishedKind.BULLETIN] = make_bulletin("2021-03-16")
    found = {}
    for kind, row in rows.items():
        name = kind.replace("_", " ")
        found[name] = {"id": subject_key(row)}
        found[f"hidden {name}"] = {"id": hidden_twin(kind, subject_key(row))}
    found["overview"] = {"code": found["agreement"]["id"]}
    found["hidden overview"] = {"code": found["hidden agreement"]["id"]}
    found["problem"] = {"code": "not_found"}
    return found


def hidden_twin(kind, public_id):
    """Publish the same document again as another record, whose hour has not come."""
    twin = PublishedVersion.objects.of_kind(kind).get(public_id=public_id, superseded_at=None)
    twin.pk, twin.version_id = None, uuid.uuid4()
    twin.public_id = str(uuid.uuid4())
    if kind == PublishedKind.AGREEMENT:
        twin.public_id = twin.document["code"] = twin.agreement = "HIDDEN-1"
        agreement = Agreement.objects.get(code=public_id)
        agreement.pk, agreement.code = None, twin.public_id
        agreement.save()
    twin.embargo_until = timezone.now() + 30 * DAY
    twin.save()
    return twin.public_id


def _summaries():
    released = make_released()
    approved = make_approved(Period(BETWEEN.start, BETWEEN.end - 3 * DAY))
    drafted = make_draft(Period(BETWEEN.start, BETWEEN.end - 5 * DAY))
    public_id = str(released.public_id)
    return {
        "released summary": {"id": public_id},
        "hidden summary": {"id": hidden_twin(PublishedKind.SUMMARY, public_id)},
        "approved summary": {"id": str(approved.public_id)},
        "drafted summary": {"id": str(drafted.public_id)},
    }


def _accounts(party):
    administrator, monitor = make_administrator(), make_user(Role.MONITOR)
    silent, speaking = make_user(Role.LIAISON), make_user(Role.LIAISON)
    name_liaison(person=speaking, party_id=party, by=administrator)
    team = make_team(members=[monitor])
    sent = make_invitation(by=administrator)
    make_token(program_name="Of the matrix")
    token = AccessToken.objects.get(program__name="Of the matrix")
    return {
        "person": {"id": str(make_user(Role.OFFICER).public_id)},
        "service account": {"id": str(User.objects.system().public_id)},
        "suspended person": {"id": str(make_suspended().public_id)},
        "liaison without a party": {"id": str(silent.public_id)},
        "liaison": {"id": str(speaking.public_id), "party": party},
        "team": {"id": str(team.public_id)},
        "member": {"id": str(team.public_id), "person": str(monitor.public_id)},
        "waiting invitation": {
            "id": str(make_invitation(Role.MONITOR, by=administrator).public_id)
        },
        "sent invitation": {"id": str(sent.public_id)},
        "link of an invitation": {"key": write_key(sent.public_id, sent.expires_at)},
        "token": {"id": str(token.public_id)},
    }


def _cases():
    """Allegations of Northern Command against Southern Command that no reader is shown."""
    where = {"provisions": ("P1",)}
    lodged, admitted, notified = (
        make_allegation(**where),
        make_admitted(**where),
        make_admitted(**where),
    )
    hold_back_allegation(allegation=notified, reason="Unsafe", by=make_user(Role.ADJUDICATOR))
    put(notified)
    ask_for_time(allegation=notified, words="Away", by=liaison_of("SOUTH"))
    checked, unsure = make_admitted(**where), make_admitted(**where)
    check = draft_harm_check(allegation=checked, by=make_user(Role.OFFICER))
    left = check_for_harm(unsure, wording="unsure")
    make_admitted("SOUTH", **where)  # which meets those of Northern Command
    return {
        "mutual accusation": {"id": str(MutualAccusation.objects.latest("pk").public_id)},
        "harm check": {"id": str(check.public_id)},
        "harm check left to the custodian": {"id": str(left.public_id)},
        "lodged allegation": {"id": str(lodged.public_id)},
        "admitted allegation": {"id": str(admitted.public_id)},
        "notified allegation": {"id": str(notified.public_id)},
        "put incident": {"id": str(notified.incident.public_id)},
    }


def _incidents():
    """Incidents that no reader is shown, what belongs to them, and what waits to."""
    officer, report = make_user(Role.OFFICER), make_report()
    reported, merged = make_incident(reports=[report]), make_incident()
    merge_incidents(incident=merged, into=make_incident(), reason="Same.", by=officer)
    other = make_incident()
    relate_incidents(incident=reported, other=other, kind=LinkKind.PART_OF, by=officer)
    awaiting, graded = make_report(), make_report().source
    propose_letter(source=graded, letter=Reliability.B, reason="Often right.", by=officer)
    public_id = str(reported.public_id)
    return {
        "reported incident": {"id": public_id},
        "merged incident": {"id": str(merged.public_id)},
        "linked account": {"id": public_id, "receipt": report.receipt},
        "relation": {"id": public_id, "other": str(other.public_id), "kind": "part_of"},
        "report awaiting triage": {"id": str(awaiting.public_id)},
        "source": {"id": str(awaiting.source.public_id)},
        "source to confirm": {"id": str(graded.public_id)},
    }


def _answers():
    """What waits for a second person, on incidents that no reader is shown."""
    established, concluded = make_seen_by_two(), make_verified()
    answer = establish(established, is_signed=False)
    tell_more(concluded)
    reopening = ask_to_reopen(concluded)
    return {
        "unsigned answer": {"id": str(established.public_id), "answer": str(answer.public_id)},
        "asked reopening": {
            "id": str(concluded.public_id),
            "reopening": str(reopening.public_id),
        },
    }


def _findings(adopted):
    """Findings on one incident, none of which says violation; one asks something of a party."""
    there = {"incident": make_verified()}
    drafted = make_drafted(NO_VIOLATION, accused="NORTH", provision="P1", **there)
    submitted = make_drafted(NO_VIOLATION, accused="NORTH", provision="P2", **there)
    submit_finding(finding=submitted, by=submitted.drafted_by)
    found = {
        "drafted finding": drafted,
        "submitted finding": submitted,
        "reviewed finding": make_reviewed(NO_VIOLATION, provision="P1", **there),
        "put finding": make_put(NO_VIOLATION, provision="P2", **there),
        "deliberated finding": make_deliberated(
            NO_VIOLATION, accused=None, provision="P1", **there
        ),
        "signed finding": make_signed(NO_VIOLATION, accused=None, provision="P2", **there),
    }
    followed = Recommendation.objects.get(finding__public_id=adopted["id"])
    dropped = recommend(drafted)
    return {
        **{name: {"id": str(finding.public_id)} for name, finding in found.items()},
        "recommendation": {"id": str(drafted.public_id), "other": str(dropped.public_id)},
        "followed recommendation": {**adopted, "other": str(followed.public_id)},
    }


def _calls():
    return {
        "duty point": {"id": str(make_duty_point("SOUTH").public_id)},
        "call": {"id": str(make_call().public_id)},
        "referred incident": {"id": str(make_referred().public_id)},
    }


def _access():
    decision = make_access_decision()
    asked = str(decision.request.public_id)
    return {
        "access request": {"id": asked},
        "access decision": {"id": asked, "other": str(decision.public_id)},
    }


def _speakers():
    """Whoever speaks for the two sides of these, by their names in the file."""
    return {
        "accuser's liaison": make_liaison("NORTH", password=PASSWORD),
        "accused's liaison": make_liaison("SOUTH", password=PASSWORD),
        "guarantor of the accused": make_guarantor("SOUTH", password=PASSWORD),
    }


def _sent(own):
    """What the monitor of the matrix sent, and another."""
    return {
        f"{whose} {kind}": {"id": str(make(by=person).public_id)}
        for whose, person in (("own", own), ("foreign", make_user(Role.MONITOR)))
        for kind, make in (("monitor report", make_report), ("coverage", make_coverage))
    }


def _person(browser):
    return User.objects.get(pk=browser.session["_auth_user_id"])


def _callers():
    """A browser or a program each, as its requests arrive."""
    suspended = make_user(password=PASSWORD)
    revoked = make_token(program_name="Revoked")
    found = {
        role: sign_in(Client(), make_user(role, password=PASSWORD))
        for role in Role
        if role not in {Role.PROGRAM, Role.SYSTEM}
    }
    found |= {name: sign_in(Client(), person) for name, person in _speakers().items()}
    found["visitor"] = Client()
    found["suspended"] = sign_in(Client(), suspended)
    found["reading program"] = _program(make_token(program_name="Reads"))
    found["submitting program"] = _program(
        make_token([Scope.SUBMIT_REPORTS], program_name="Submits")
    )
    found["revoked program"] = _program(revoked)
    suspend(person=suspended, by=User.objects.system(), reason="For the matrix")
    revoked_row = AccessToken.objects.get(program__name="Revoked")
    revoke_token(token_id=revoked_row.pk, by=User.objects.system())
    for browser in found.values():
        browser.raise_request_exception = False
        browser.get("/about/data/")  # the first request of a session notes that it was made
    return found


def _program(token):
    return Client(headers={"Authorization": f"Bearer {token}"})
