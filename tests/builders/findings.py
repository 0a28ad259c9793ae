"""Findings on what happened at Weir Bridge, and the people who make them."""

from datetime import date

from ceasefire.codes.roles import Role
from ceasefire.codes.verification import FindingOutcome, RecommendationState
from ceasefire.parties.models import Party
from ceasefire.verification.finding_adopting import adopt_finding, dissent_from, sign_finding
from ceasefire.verification.finding_grounds import FindingFacts
from ceasefire.verification.finding_hearing import deliberate, notify_party, reply_to_finding
from ceasefire.verification.findings import draft_finding, review_finding, submit_finding
from ceasefire.verification.recommendations import (
    RecommendationFacts,
    follow_up,
    make_recommendation,
)
from tests.builders.accounts import make_user
from tests.builders.answers import attribute
from tests.builders.cases import liaison_of
from tests.builders.field import make_verified

BECAUSE = "Two craters point to the southern bank."


def finding_facts(outcome=FindingOutcome.VIOLATION, *, reasoning=BECAUSE, **facts):
    return FindingFacts(outcome=outcome, reasoning=reasoning, **facts)


def make_drafted(
    outcome=FindingOutcome.VIOLATION, *, accused="SOUTH", incident=None, provision="1", by=None,
    supersedes=None, **facts,
):  # fmt: skip
    """A draft; without `incident` on one that is verified, and probably by the accused."""
    if incident is None:
        incident = make_verified()
        if accused:
            attribute(incident, accused)
    return draft_finding(
        incident=incident,
        provision=incident.agreement.provisions.get(number=provision),
        accused=Party.objects.get(code=accused) if accused else None,
        facts=finding_facts(outcome, **facts),
        supersedes=supersedes,
        by=by or make_user(Role.OFFICER),
    )


def make_reviewed(*args, finding=None, **facts):
    """A finding that is sound in law."""
    finding = finding or make_drafted(*args, **facts)
    submit_finding(finding=finding, by=finding.drafted_by)
    return review_finding(finding=finding, by=make_user(Role.ADJUDICATOR))


def make_put(*args, **facts):
    """A finding that was put to the accused."""
    return notify_party(finding=make_reviewed(*args, **facts), by=make_user(Role.OFFICER))


def reply(finding, words="We fired at nobody.", *, by=None, language="en"):
    by = by or liaison_of(finding.accused.code)
    return reply_to_finding(finding=finding, words=words, language=language, by=by)


def make_deliberated(*args, accused="SOUTH", **facts):
    """A finding in deliberation, replied to if it names a party."""
    if accused:
        finding = reply(make_put(*args, accused=accused, **facts))
    else:
        finding = make_reviewed(*args, accused=None, **facts)
    return deliberate(finding=finding, by=make_user(Role.OFFICER))


def adopt(finding):
    """Two adjudicators adopt what is in deliberation."""
    sign_finding(finding=finding, by=make_user(Role.ADJUDICATOR))
    return adopt_finding(finding=finding, by=make_user(Role.ADJUDICATOR))


def make_signed(*args, **facts):
    """A finding that one has adopted."""
    finding = make_deliberated(*args, **facts)
    return sign_finding(finding=finding, by=make_user(Role.ADJUDICATOR))


def make_adopted(*args, **facts):
    """A finding that two have adopted, and readers are shown."""
    return adopt(make_deliberated(*args, **facts))


def recommend(finding, text="Withdraw the mortars.", *, to="SOUTH", by=None, **facts):
    wanted = RecommendationFacts(Party.objects.get(code=to), text, **facts)
    return make_recommendation(finding=finding, facts=wanted, by=by or make_user(Role.OFFICER))


def make_full(incident, *, provision="1"):
    """A finding of which every part is filled: replied to, dissented from, followed up."""
    attribute(incident)
    draft = make_drafted(incident=incident, provision=provision)
    asked = recommend(draft, due_on=date(2021, 4, 1))
    waiting = make_deliberated(finding=draft)
    dissent_from(finding=waiting, words="Too little is known.", by=make_user(Role.ADJUDICATOR))
    finding = adopt(waiting)
    follow_up(
        recommendation=asked,
        state=RecommendationState.PARTLY,
        words="Two of three mortars left.",
        by=make_user(Role.OFFICER),
    )
    return finding
