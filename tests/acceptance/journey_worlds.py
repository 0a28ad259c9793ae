"""Two worlds that differ in what somebody may not see, and everything that can be asked of a list.

Whoever asks in the one is answered in the other to the byte, and the database is asked the same.
"""

from dataclasses import dataclass, field
from datetime import timedelta
from itertools import count
from typing import Any

from django.test import Client

from ceasefire.accounts.choices import Scope
from ceasefire.accounts.models import User
from ceasefire.allegations.models import Allegation
from ceasefire.allegations.services import (
    hold_back_allegation,
    refuse_allegation,
    withdraw_allegation,
)
from ceasefire.codes.agreements import Act
from ceasefire.codes.allegations import ResponseKind
from ceasefire.codes.grades import Reliability
from ceasefire.codes.incidents import IncidentState, LinkKind
from ceasefire.codes.roles import Role
from ceasefire.incidents.corrections import correct_report, stop_report
from ceasefire.incidents.merging import merge_incidents
from ceasefire.incidents.models import Incident
from ceasefire.incidents.opening import relate_incidents
from ceasefire.monitoring.models import MonitorReport, Source
from ceasefire.monitoring.reports import reject_report, return_report
from ceasefire.publication.choices import PublishedKind
from ceasefire.verification.publishing import publish_incident, withdraw_incident
from tests.acceptance.world import hidden_twin
from tests.builders.accounts import make_team, make_token, make_user, sign_in
from tests.builders.cases import (
    OTHER,
    liaison_of,
    make_admitted,
    make_allegation,
    make_answered,
    make_guarantor,
    make_liaison,
    make_notified,
    put,
)
from tests.builders.field import (
    THAT_DAY,
    make_coverage,
    make_field,
    make_incident,
    make_published,
    make_report,
    make_verified,
    report_facts,
    verify,
)
from tests.builders.triggers import triggers_asleep

ACCUSER, ACCUSED = "liaison of the north", "liaison of the south"
GUARANTOR = "guarantor of the south"
SIDES = {ACCUSER: "NORTH", ACCUSED: "SOUTH"}
MONITOR, READING, SUBMITTING = "second monitor", "reading program", "submitting program"
PEOPLE = (ACCUSER, ACCUSED, GUARANTOR, "delegate", MONITOR)
READERS = (*PEOPLE, READING)
SENDERS = (*SIDES, MONITOR, SUBMITTING)
VISITOR = "visitor"
ACTS = (Act.INDIRECT_FIRE, Act.DIRECT_FIRE, Act.AIR)
WHERE = ({}, {"place": None, "place_text": "By the southern ford", "area": "DV-S"})
_places = count()


@dataclass
class World:
    """Whoever asks, and what each is shown: references and receipts by list."""

    people: dict[str, User]
    browsers: dict[str, Client]
    published: dict[str, list[str]] = field(default_factory=dict)
    worked_on: dict[str, list[str]] = field(default_factory=dict)
    sent: dict[str, list[str]] = field(default_factory=dict)


def somewhere():
    """Another day, act and area for every row, so that seen and unseen ones stand mixed."""
    number = next(_places)
    at = THAT_DAY + timedelta(days=number % 7, hours=number % 5)
    return {"at": at, "act": ACTS[number % 3], **WHERE[number % 2]}


# --- What everybody, or the caller, may see ---


def make_world():
    make_field()
    people = {
        ACCUSER: make_liaison("NORTH"),
        ACCUSED: make_liaison("SOUTH"),
        GUARANTOR: make_guarantor("SOUTH"),
        "delegate": make_user(),
        MONITOR: make_user(Role.MONITOR),
        "officer": make_user(Role.OFFICER),
    }
    browsers = {who: sign_in(Client(), person) for who, person in people.items()}
    for who, scope in ((READING, Scope.READ_PUBLISHED), (SUBMITTING, Scope.SUBMIT_REPORTS)):
        token = make_token([scope], program_name=who)
        browsers[who] = Client(headers={"Authorization": f"Bearer {token}"})
    people[SUBMITTING] = User.objects.get(name=SUBMITTING)
    world = World(people, {**browsers, VISITOR: Client()})
    _publish(world)
    for who in SENDERS:
        world.sent[who] = _send(people[who])
    return world


def _publish(world):
    """Incidents in several states; allegations of both sides that are put, answered, withdrawn."""
    incidents = [make_published(reports=[_report()], **somewhere()) for _ in range(5)]
    refuted = make_incident(reports=[_report()], **somewhere())
    verify(refuted, value=IncidentState.REFUTED)
    refuted.refresh_from_db()
    publish_incident(incident=refuted, by=world.people["officer"])
    world.published["incidents"] = [each.reference for each in [*incidents, refuted]]
    put = {side: _put(side, incidents[0]) for side in OTHER}
    both = [each for side in OTHER for each in put[side]]
    world.published["allegations"] = both
    world.worked_on = {ACCUSER: list(both), ACCUSED: list(both), GUARANTOR: list(put["NORTH"])}


def _put(side, incident):
    made = [make_notified(side, **somewhere()) for _ in range(2)]
    made += [make_notified(side, incident=incident, **somewhere())]
    made += [
        make_answered(side, kind=kind, **somewhere())
        for kind in (ResponseKind.ADMIT, ResponseKind.DENY)
    ]
    withdraw_allegation(allegation=made[0], reason="Settled.", by=liaison_of(side))
    return [each.reference for each in made]


def _send(person):
    """Reports in every state, and where this person could look; the receipts."""
    kept, returned, stopped, wrong = (_report(by=person) for _ in range(4))
    return_report(report=returned, question="Which bank?", by=make_user(Role.OFFICER))
    stop_report(report=stopped, by=person)
    right = correct_report(report=wrong, facts=report_facts(), by=person)
    make_coverage(by=person)
    return [each.receipt for each in (kept, returned, stopped, wrong, right)]


def _report(by=None):
    return make_report(by=by, **somewhere())


def make_own(caller):
    """What only this side sees of its own: lodged, admitted, refused, withdrawn. The references."""
    own = _keep_to(SIDES[caller]) if caller in SIDES else []
    return {each.reference for each in own}


# --- What the caller may not see ---


def hide(world, caller):
    """Make all that this caller may not see; the ids by kind."""
    sides = set(OTHER) - {SIDES.get(caller)}
    allegations = [each for side in sides for each in _keep_to(side)]
    if caller not in SIDES:
        hidden_from = {"SOUTH"} if caller == GUARANTOR else set(OTHER)
        allegations += [_hold_back(side) for side in hidden_from]
    found = {
        "incidents": [each.public_id for each in _hide_incidents(world, caller)],
        "allegations": [each.public_id for each in allegations],
    }
    sent, coverage = _others_send()
    for kind in (PublishedKind.INCIDENT, PublishedKind.ALLEGATION):
        shown = world.published[f"{kind}s"][1]
        model = Incident if kind == PublishedKind.INCIDENT else Allegation
        row = model.objects.get(reference=shown)
        found[f"{kind}s"].append(hidden_twin(kind, str(row.public_id)))
    found["reports"], found["receipts"] = zip(*sent, strict=True)
    return {**found, "coverage": [coverage.public_id]}


def _keep_to(side):
    """Allegations that nobody was asked about: only the side that lodged them knows them."""
    officer = make_user(Role.OFFICER)
    lodged, refused, withdrawn = (make_allegation(side, **somewhere()) for _ in range(3))
    refuse_allegation(allegation=refused, reason="Of no provision.", by=officer)
    withdraw_allegation(allegation=withdrawn, reason="A mistake.", by=liaison_of(side))
    return [lodged, refused, withdrawn, make_admitted(side, **somewhere())]


def _hold_back(side):
    """One that both sides know and readers do not."""
    admitted = make_admitted(side, **somewhere())
    hold_back_allegation(allegation=admitted, reason="Unsafe.", by=make_user(Role.ADJUDICATOR))
    put(admitted)
    return admitted


def _hide_incidents(world, caller):
    """In every state; one is merged, one related; one is told of by an allegation that was put to
    another side than the caller's."""
    officer = world.people["officer"]
    reported, merged, whole = (make_incident(reports=[_report()], **somewhere()) for _ in range(3))
    merge_incidents(incident=merged, into=whole, reason="One barrage.", by=officer)
    verified = make_verified(reports=[_report()], **somewhere())
    relate_incidents(incident=verified, other=reported, kind=LinkKind.RESPONSE_TO, by=officer)
    withdrawn = make_published(reports=[_report()], **somewhere())
    withdraw_incident(incident=withdrawn, reason="Unsafe.", by=officer)
    shown = Allegation.objects.filter(reference__in=world.published["allegations"])
    put_elsewhere = shown.filter(complainant__code=SIDES.get(caller, "SOUTH")).first()
    return [reported, merged, whole, verified, put_elsewhere.incident]


def _others_send():
    """What the lead of a team, and another liaison, sent: ids and receipts of reports; coverage."""
    monitor, officer = make_user(Role.MONITOR), make_user(Role.OFFICER)
    make_team(members=[monitor])
    rejected, linked = _report(by=monitor), _report(by=monitor)
    reject_report(report=rejected, reason="A poem.", by=officer)
    make_incident(reports=[linked], **somewhere())
    others = _report(by=make_user(Role.LIAISON))
    receipts = [*_send(monitor), rejected.receipt, linked.receipt, others.receipt]
    reports = MonitorReport.objects.filter(receipt__in=receipts)
    return list(reports.values_list("public_id", "receipt")), make_coverage(by=monitor)


def change_what_is_hidden(world, caller):
    """In the rows that are seen, say otherwise whatever is not shown of them."""
    other, later = make_user(Role.OFFICER), timedelta(hours=7)
    foreign = Allegation.objects.exclude(complainant__code=SIDES.get(caller, ""))
    own = MonitorReport.objects.filter(author__in=world.people.values())
    said: dict[str, Any] = {"latitude": 0.25, "longitude": 0.25, "place_text": "Elsewhere"}
    with triggers_asleep():
        for number, row in enumerate(foreign):
            when = {"begins_at": row.begins_at - number * later, "lodged_at": row.lodged_at - later}
            told = {"words": "Otherwise.", "state_because": "Otherwise.", "lodged_by": other}
            Allegation.objects.filter(pk=row.pk).update(**said, **when, **told)
        incidents = Incident.objects.all()
        incidents.update(**said, state=IncidentState.UNDER_VERIFICATION, act=Act.DETENTION)
        incidents.update(changed_since_verification=True, harms_protected=True, opened_by=other)
        MonitorReport.objects.exclude(pk__in=own).update(**said, narrative="Otherwise.")
        Source.objects.update(reliability=Reliability.A)
