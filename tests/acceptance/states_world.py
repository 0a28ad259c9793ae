"""People of every role, and under each mandate cases at every stage, brought there through the gate."""

from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from itertools import chain

from time_machine import travel

from ceasefire.accounts.choices import Scope
from ceasefire.accounts.models import User
from ceasefire.accounts.services import change_role
from ceasefire.agreements.choices import AreaRule
from ceasefire.codes.agreements import ProvisionKind
from ceasefire.codes.allegations import HarmAnswer, LodgedAs
from ceasefire.codes.incidents import IncidentState
from ceasefire.codes.parties import AgreementRole
from ceasefire.codes.roles import PEOPLE, Role
from ceasefire.codes.verification import FindingOutcome
from ceasefire.parties.models import Party
from tests.acceptance.states_gate import KEPT, Cases, Person, Tally
from tests.acceptance.states_questions import ESTABLISHED, PROBABLE
from tests.acceptance.states_rows import forget, prepare
from tests.builders.accounts import make_token, make_user
from tests.builders.agreements import (
    make_agreement,
    mandate_facts,
    participation_facts,
    provision_facts,
)
from tests.builders.cases import make_liaison
from tests.builders.field import make_field
from tests.builders.parties import make_party

BEGINNING = datetime(2021, 3, 8, 10, tzinfo=UTC)
# What each mandate gives: to record only, to verify, to attribute, to rule.
PROFILES = {
    "record only": ("record", "show_determinations"),
    "verify": ("record", "verify", "publish"),
    "attribute": ("record", "verify", "attribute", "publish", "show_determinations"),
    "rule": ("record", "verify", "attribute", "rule", "publish", "show_determinations"),
}
# How far cases are brought before the first sequence; the rest is for sequences to do.
STAGES = {
    "record only": ("allegations",),
    "verify": ("verified",),
    "attribute": ("established",),
    "rule": ("allegations", "verified", "established", "found"),
}
VERIFIED = IncidentState.VERIFIED
NO_VIOLATION, VIOLATION = FindingOutcome.NO_VIOLATION, FindingOutcome.VIOLATION
# How far each is brought: reviewed, put, deliberated, signed, adopted; on which provision, whom.
ADOPTED = 5
FINDINGS = [
    (0, "1", None, FindingOutcome.NOT_ATTRIBUTABLE),
    (1, "1", "NORTH", NO_VIOLATION),
    (2, "1", "SOUTH", VIOLATION),
    (3, "2", None, FindingOutcome.INCONCLUSIVE),
    (ADOPTED, "2", "NORTH", NO_VIOLATION),
    (ADOPTED, "2", "SOUTH", VIOLATION),
]


@dataclass(frozen=True)
class World:
    """Who there is, the agreement of each mandate, and what was done to come so far."""

    people: dict[str, Person]
    agreements: dict[str, object]
    ended_at: datetime
    tally: Tally = field(default_factory=Tally)

    def cases(self, profile, clock, tally):
        people = list(self.people.values())
        return Cases(self.agreements[profile], PROFILES[profile], people, clock, tally)


@contextmanager
def made_world():
    """The world, in the caller's transaction; the database keeps the questions about its rows."""
    with travel(BEGINNING, tick=False) as clock:
        make_field("DEMO-1")
        people = _people()
        agreements = {
            name: _agreement(f"DEMO-{number}", acts)
            for number, (name, acts) in enumerate(PROFILES.items(), start=1)
        }
        for each in agreements.values():
            prepare(each)
        world = World(people, agreements, BEGINNING)
        _send_as_a_monitor(world, clock)
        for name in PROFILES:
            _Path(world, name, clock).walk()
        ended_at = datetime.now(tz=UTC)
    yield replace(world, ended_at=ended_at)
    for each in agreements.values():
        forget(each)


def _people():
    """Several of those who must be two, one of every other role, the service and a program."""
    found = {
        role: Person(make_user(role)) for role in PEOPLE if role not in {"liaison", "guarantor"}
    }
    found |= {
        f"{role} 2": Person(make_user(role)) for role in ("monitor", "officer", "adjudicator")
    }
    for side in ("NORTH", "SOUTH"):
        key, guarantor = Party.objects.get(code=side).pk, make_party(f"GUARANTOR-OF-{side}").code
        found[side] = Person(make_liaison(side), side, key)
        speaker = make_liaison(guarantor, role=Role.GUARANTOR)
        found[guarantor] = Person(speaker, guarantor, key)
    make_token((Scope.SUBMIT_REPORTS,))
    found["program"] = Person(User.objects.get(role=Role.PROGRAM))
    found["system"] = Person(User.objects.system())
    # An officer who was a monitor before, and sent accounts then.
    found["officer 3"] = Person(make_user(Role.MONITOR))
    return found


def _agreement(code, acts):
    """An agreement under which guarantors answer for both Commands."""
    signatories = [participation_facts("NORTH"), participation_facts("SOUTH")]
    guarantors = [
        participation_facts(f"GUARANTOR-OF-{side}", role=AgreementRole.GUARANTOR, answers_for=side)
        for side in ("NORTH", "SOUTH")
    ]
    return make_agreement(
        code,
        provisions=[
            provision_facts("1", kind=ProvisionKind.CEASE_FIRE, spares_excluded_targets=True),
            provision_facts("2", kind=ProvisionKind.PROTECT_CIVILIANS),
        ],
        participations=signatories + guarantors,
        mandates=[mandate_facts(acts=acts)],
        areas=(("DZ-VALLEY", AreaRule.COVERED),),
    )


def _send_as_a_monitor(world, clock):
    """What the third officer sent before being one: an account under each agreement."""
    for name in PROFILES:
        _Path(world, name, clock).go("submit_report", "officer 3")
    person = world.people["officer 3"].user
    change_role(person=person, role=Role.OFFICER, by=world.people["administrator"].user)
    person.refresh_from_db()


class _Path:
    """One case after the other, as far as the mandate goes; each step through the gate."""

    def __init__(self, world, profile, clock):
        self.cases, self.people = world.cases(profile, clock, world.tally), world.people
        self.profile = profile

    def go(self, name, who, key=0, *, makes=None, **choices):
        """Take a step, of the options the first unless it is named; the key of what it makes."""

        def pick(what, options):
            return choices.get(what, options[0])

        came_of_it = self.cases.attempt(name, self.people[who], key, pick)
        assert came_of_it == KEPT, f"{name} by {who} was {came_of_it}"
        return max(self.cases.rows[makes]) if makes else None

    def walk(self):
        reported = self._incident()
        # The third officer's own account, so that this officer judges nothing here.
        own = min(self.cases.rows["report"])
        self.go("link_report", "officer", reported, report=own)
        self.go("grade_report", "officer", reported, link=max(self.cases.rows["link"]))
        self._related(reported)
        point = self.go("record_duty_point", "officer", makes="duty_point")
        self.go("log_call", "officer", point)
        for stage in STAGES[self.profile]:
            getattr(self, f"_{stage}")(reported)

    def _incident(self):
        """An incident on two accounts of two origins, graded."""
        incident = self._opened_by("monitor")
        self.go("grade_report", "officer", incident, link=max(self.cases.rows["link"]))
        other = self.go("submit_report", "monitor 2", makes="report")
        self.go("link_report", "officer", incident, report=other)
        self.go("grade_report", "officer", incident, link=max(self.cases.rows["link"]))
        return incident

    def _opened_by(self, who):
        report = self.go("submit_report", who, makes="report")
        return self.go("open_from_report", "officer", report, makes="incident")

    def _related(self, incident):
        """Two others: one related to it, one merged into that; and accounts nobody looked at."""
        other, part = self._opened_by("SOUTH"), self._opened_by("program")
        self.go("relate_incidents", "officer", incident, other=other)
        self.go("merge_incidents", "officer", part, other=other)
        for who in ("monitor", "SOUTH", "program"):
            self.go("submit_report", who)

    def _claim(self, who="monitor", lodged_as=LodgedAs.MONITOR, **choices):
        choices = {"lodged_as": lodged_as, "accused": "SOUTH", **choices}
        return self.go("lodge_allegation", who, makes="allegation", **choices)

    def _allegations(self, incident):
        """Lodged in every way; waiting for another officer; waiting for the custodian; put; answered by both."""
        self._claim("NORTH", LodgedAs.PARTY)
        self._claim("NORTH", LodgedAs.SELF_REPORT)
        self._claim("officer", LodgedAs.OWN_INITIATIVE)
        for worst in (None, *HarmAnswer):
            claim = self._claim()
            self.go("admit_allegation", "officer", claim, incident=incident)
            if worst:
                self._checked(claim, worst)
            else:
                self.go("draft_harm_check", "officer", claim)
        self._put(self._claim(), incident)
        asked = self._put(self._claim("NORTH", LodgedAs.PARTY), incident)
        self.go("ask_for_time", "SOUTH", asked)
        answered = self._put(self._claim("SOUTH", LodgedAs.PARTY, accused="NORTH"), incident)
        self.go("answer_allegation", "NORTH", answered)

    def _checked(self, claim, worst=HarmAnswer.SAFE):
        self.go("draft_harm_check", "officer", claim)
        self.go("answer_harm_check", "officer 2", max(self.cases.rows["harm"]), worst=worst)

    def _put(self, claim, incident):
        self.go("admit_allegation", "officer", claim, incident=incident)
        self._checked(claim)
        self.go("notify_accused", "officer", claim)
        return claim

    def _verified(self, _reported):
        """One published; one changed since; one, in part, that somebody has asked to reopen."""
        self.go("publish_incident", "officer", self._concluded())
        for is_asked, value in ((False, VERIFIED), (True, IncidentState.PARTLY_VERIFIED)):
            incident = self._concluded(value=value)
            later = self.go("submit_report", "monitor", makes="report")
            self.go("link_report", "officer", incident, report=later)
            if is_asked:
                self.go("ask_reopening", "officer", incident)

    def _established(self, _reported):
        """One established, which nobody has signed as the second; of the other nobody said."""
        self._concluded()
        self._concluded((ESTABLISHED, "SOUTH"))

    def _concluded(self, by_whom=None, value=VERIFIED):
        incident = self._incident()
        self.go("answer_happened", "officer", incident, value=value)
        if by_whom:
            self.go("answer_by_whom", "officer", incident, by_whom=by_whom)
        return incident

    def _found(self, _reported):
        """Findings as far as they go, all on what one party probably did; the first that is
        adopted is superseded, and in the place of the next one adjudicator has adopted another."""
        incident = self._concluded((PROBABLE, "SOUTH"))
        brought = ADOPTED
        for far, provision, accused, outcome in FINDINGS:
            said = {"place": (provision, accused), "outcome": (outcome, None)}
            finding = self.go("draft_finding", "officer", incident, makes="finding", **said)
            self.go("make_recommendation", "officer", finding)
            self._bring(finding, far, is_put=outcome == VIOLATION)
            if far == ADOPTED:
                other = self.go("draft_in_place", "officer", finding, makes="finding")
                self._bring(other, brought, is_put=False)
                brought -= 1

    def _bring(self, finding, far, *, is_put):
        ways = (
            [("submit_finding", "officer"), ("review_finding", "adjudicator")],
            [("notify_party", "officer")] if is_put else [],
            [("deliberate", "officer")],
            [("sign_finding", "adjudicator")],
            [("adopt_finding", "adjudicator 2")],
        )
        for name, who in chain.from_iterable(ways[:far]):
            self.go(name, who, finding)
