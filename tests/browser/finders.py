"""What the mechanism finds in the valley: a finding at each step, corrected, and withdrawn."""

from datetime import UTC, date, datetime

from ceasefire.codes.roles import Role
from ceasefire.codes.verification import FindingGround, FindingOutcome
from ceasefire.verification.finding_adopting import withdraw_finding
from ceasefire.verification.findings import correct_finding, submit_finding
from tests.builders.accounts import make_user
from tests.builders.answers import attribute
from tests.builders.cases import make_admitted
from tests.builders.field import make_report, make_verified
from tests.builders.findings import (
    adopt,
    finding_facts,
    make_adopted,
    make_deliberated,
    make_drafted,
    make_full,
    make_put,
    make_reviewed,
    make_signed,
    recommend,
)

THERE = {"agreement": "DEMO-1", "place": "demo:weir-bridge"}
THAT_MORNING = datetime(2026, 10, 24, 5, 50, tzinfo=UTC)
NO_VIOLATION, UNDETERMINED = FindingOutcome.NO_VIOLATION, FindingOutcome.UNDETERMINED
LONG = (
    "Two craters by the northern pier point to the southern bank, between Old Ford and the mill.\n"
    "The statement of the party does not name another who fired from there that morning."
)


def find_on_incidents(world):
    """One incident for what is being made, and one for what two have adopted."""
    making = _happened()
    attribute(making)
    drafted = make_drafted(NO_VIOLATION, incident=making, provision="1", reasoning=LONG)
    dropped = recommend(drafted, due_on=date(2026, 11, 30))
    submitted = make_drafted(NO_VIOLATION, incident=making, accused="NORTH")
    submit_finding(finding=submitted, by=submitted.drafted_by)
    found = {
        "drafted finding": drafted,
        "submitted finding": submitted,
        "reviewed finding": make_reviewed(incident=making, provision="7", reasoning=LONG),
        "deliberated finding": make_deliberated(NO_VIOLATION, incident=making, accused=None),
        "signed finding": make_signed(
            UNDETERMINED,
            incident=making,
            provision="7",
            accused=None,
            ground=FindingGround.PLACE_UNCERTAIN,
        ),
    }
    made = _happened()
    found |= {"finding": _corrected(made), "withdrawn finding": _withdrawn(made)}
    found["put finding"] = make_put(NO_VIOLATION, incident=made, provision="7", reasoning=LONG)
    world.parts.update({name: [{"id": each.public_id}] for name, each in found.items()})
    finding = found["finding"]
    followed = finding.recommendations.get()
    world.parts["recommendation"] = [{"id": drafted.public_id, "other": dropped.public_id}]
    world.parts["followed recommendation"] = [
        {"id": finding.public_id, "other": followed.public_id}
    ]
    world.parts["incident to find on"] = [{"id": making.public_id}]


def _happened():
    """Verified, and alleged by one Command against the other."""
    report = make_report(THAT_MORNING, **THERE)
    incident = make_verified(THAT_MORNING, reports=[report], **THERE)
    make_admitted("NORTH", incident=incident, at=THAT_MORNING, provisions=("1", "7"), **THERE)
    return incident


def _corrected(incident):
    finding = make_full(incident)
    facts = finding_facts(reasoning=LONG)
    reason = "The craters were measured again."
    correct_finding(finding=finding, facts=facts, reason=reason, by=make_user(Role.OFFICER))
    return adopt(finding)


def _withdrawn(incident):
    finding = make_adopted(NO_VIOLATION, incident=incident, accused=None)
    by = make_user(Role.ADJUDICATOR)
    return withdraw_finding(finding=finding, reason="The photo was of another bridge.", by=by)
