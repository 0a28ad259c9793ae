"""Two worlds that differ in cases which were not notified to a side, from both sides' view.

To the world of the journey comes whatever the way from accusation to conclusion adds: what a side
is shown of it, and what it is not.
"""

from dataclasses import dataclass

from django.test import Client

from ceasefire.allegations.extending import ask_for_time, decide_time_request
from ceasefire.allegations.models import Allegation, LadderLevel
from ceasefire.allegations.notifying import acknowledge
from ceasefire.allegations.services import admit_allegation, hold_back_allegation
from ceasefire.allegations.translating import translate_response
from ceasefire.codes.allegations import LodgedAs
from ceasefire.codes.roles import Role
from ceasefire.codes.verification import FindingOutcome
from ceasefire.incidents.models import Incident
from ceasefire.verification.models import Finding
from ceasefire.verification.publishing import publish_incident
from tests.acceptance.journey_worlds import GUARANTOR, SIDES, World, make_world, somewhere
from tests.builders.access import make_relief
from tests.builders.accounts import make_user, sign_in
from tests.builders.answers import make_seen_by_two
from tests.builders.cases import (
    OTHER,
    liaison_of,
    make_answered,
    make_claim,
    make_guarantor,
    make_notified,
    make_self_report,
    make_unput,
    put,
)
from tests.builders.determinations import NOT_CONFIRMED, determine
from tests.builders.findings import make_adopted, make_put, reply
from tests.builders.referrals import make_ladder

LIAISONS = {code: who for who, code in SIDES.items()}
GUARANTORS = {"NORTH": "guarantor of the north", "SOUTH": GUARANTOR}
OFFICER, CUSTODIAN = "officer", "custodian"
NO_VIOLATION = FindingOutcome.NO_VIOLATION
MONITOR, THIRD_PARTY, OWN = LodgedAs.MONITOR, LodgedAs.THIRD_PARTY, LodgedAs.OWN_INITIATIVE


@dataclass
class Cases:
    """The world of the journey; published incidents, by what is worked out on each; and the
    allegations and findings that were put to each side."""

    world: World
    scene: Incident  # both sides accuse each other of it
    untold: Incident  # readers are shown nobody who is accused of it
    found: list[Incident]  # on which there are findings
    seen_by_two: Incident
    asked: Incident
    reopened: Incident
    levels: list[LadderLevel]  # to which cases are referred
    put: dict[str, list[Allegation]]
    findings: dict[str, dict[str, Finding]]


def callers_of(side):
    return LIAISONS[side], GUARANTORS[side]


# --- What a side is shown ---


def make_cases():
    world = make_world()
    more = {GUARANTORS["NORTH"]: make_guarantor("NORTH"), CUSTODIAN: make_user(Role.CUSTODIAN)}
    for who, person in more.items():
        world.people[who], world.browsers[who] = person, sign_in(Client(), person)
    published = Incident.objects.filter(reference__in=world.published["incidents"])
    scene, untold, *found, asked, reopened = published.order_by("pk")[:6]
    seen_by_two = make_seen_by_two(**somewhere())
    publish_incident(incident=seen_by_two, by=world.people[OFFICER])
    for side in OTHER:
        make_unput(side, incident=untold, **somewhere())
    make_relief()
    return Cases(
        world=world,
        scene=scene,
        untold=untold,
        found=found,
        seen_by_two=seen_by_two,
        asked=asked,
        reopened=reopened,
        levels=make_ladder(),
        put={side: _put_in_every_way(side) for side in OTHER},
        findings={side: _find_on(side, *found) for side in OTHER},
    )


def _put_in_every_way(side):
    """What was put to a side, as its clock runs, as it answers, and as others judge that."""
    other = OTHER[side]
    acknowledged, waiting, denied = (make_notified(other, **somewhere()) for _ in range(3))
    acknowledge(allegation=acknowledged, by=liaison_of(side))
    ask_for_time(allegation=waiting, words="Our liaison is away.", by=liaison_of(side))
    request = ask_for_time(allegation=denied, words="We ask again.", by=liaison_of(side))
    by = make_user(Role.OFFICER)
    decide_time_request(request=request, is_granted=False, because="It is enough.", by=by)
    answered, judged = (make_answered(other, **somewhere()) for _ in range(2))
    translate(answered, "Nous n'y étions pas.")
    determine(judged, NOT_CONFIRMED, reason="Our post heard nothing.")
    claim = put_claim(side)
    admit(make_self_report(side, **somewhere()))
    return [acknowledged, waiting, denied, answered, judged, claim]


def put_claim(side, lodged_as=MONITOR, *, is_held_back=False):
    """What no party lodged, put to a side."""
    claim = admit(make_claim(lodged_as, accused=side, **somewhere()))
    if is_held_back:
        claim = hold_back(claim)
    put(claim)
    return claim


def _find_on(side, incident, other):
    """Findings that were put to a side: one waits for a reply, one has it, one is adopted."""
    there = {"accused": side, "incident": incident}
    return {
        "waiting": make_put(NO_VIOLATION, provision="1", **there),
        "replied": reply(make_put(NO_VIOLATION, provision="2", **there)),
        "adopted": make_adopted(NO_VIOLATION, accused=side, incident=other, provision="1"),
    }


def admit(allegation, incident=None):
    return admit_allegation(allegation=allegation, incident=incident, by=make_user(Role.OFFICER))


def hold_back(allegation):
    by = make_user(Role.ADJUDICATOR)
    return hold_back_allegation(allegation=allegation, reason="Unsafe.", by=by)


def translate(allegation, words):
    by = make_user(Role.OFFICER)
    return translate_response(allegation=allegation, language="fr", words=words, by=by)
