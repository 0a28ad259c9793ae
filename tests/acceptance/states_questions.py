"""How the steps of the three questions and of findings are taken, as in `states_steps`."""

from itertools import product

from ceasefire.codes.incidents import IncidentState, UnableBecause
from ceasefire.codes.verification import (
    AttributionLevel,
    EvidenceClass,
    FindingGround,
    FindingOutcome,
    RecommendationState,
)
from ceasefire.incidents.accounts import usable_links_of
from ceasefire.parties.models import Party
from ceasefire.verification.answering import ByWhomFacts, answer_by_whom, sign_answer
from ceasefire.verification.finding_adopting import (
    adopt_finding,
    dissent_from,
    sign_finding,
    withdraw_finding,
)
from ceasefire.verification.finding_hearing import deliberate, notify_party, reply_to_finding
from ceasefire.verification.findings import (
    change_finding,
    correct_finding,
    draft_finding,
    return_finding,
    review_finding,
    submit_finding,
)
from ceasefire.verification.models import Answer, Recommendation, Reopening
from ceasefire.verification.publishing import publish_incident, withdraw_incident
from ceasefire.verification.queries import later_accounts_of
from ceasefire.verification.recommendations import (
    RecommendationFacts,
    drop_recommendation,
    follow_up,
    make_recommendation,
)
from ceasefire.verification.reopening import ask_reopening, decide_reopening
from ceasefire.verification.services import HappenedFacts, answer_happened, take_up
from tests.acceptance.states_steps import one_of, saying
from tests.builders.findings import finding_facts

ENDS = list(IncidentState)[2:]
TWO, ONE = (EvidenceClass.OWN_OBSERVATION, EvidenceClass.IMAGERY), (EvidenceClass.WITNESS,)
NOBODY, POSSIBLE, PROBABLE, ESTABLISHED = AttributionLevel
BY_WHOM = [
    (ESTABLISHED, "SOUTH"), (PROBABLE, "SOUTH"), (POSSIBLE, "SOUTH"), (ESTABLISHED, "NORTH"),
    (PROBABLE, "NORTH"), (NOBODY, None), (NOBODY, "SOUTH"), (PROBABLE, None),
]  # fmt: skip
FOUND = [
    (FindingOutcome.NO_VIOLATION, None),
    (FindingOutcome.VIOLATION, None),
    (FindingOutcome.NOT_ATTRIBUTABLE, None),
    (FindingOutcome.OUT_OF_SCOPE, FindingGround.OUT_OF_AREA),
    (FindingOutcome.PERMITTED, None),
]
PLACES = list(product(("1", "2"), ("SOUTH", "NORTH", None)))


# --- Did it happen? By whom? ---


def _rests_on(incident, pick):
    """Those that are graded, one of them, every account that may be used, or none."""
    links = tuple(usable_links_of(incident))
    graded = tuple(link for link in links if link.credibility)
    return pick("rests_on", [graded, graded, graded, graded[:1], links, ()])


def _answer_happened(_case, incident, person, pick):
    _happened(incident, pick("value", ENDS), person, pick)


def _confirm(_case, incident, person, pick):
    _happened(incident, IncidentState(incident.state), person, pick)


def _happened(incident, value, person, pick):
    is_unable = value == IncidentState.UNABLE_TO_VERIFY
    facts = HappenedFacts(
        value=value,
        sentence="Two craters were seen.",
        evidence=pick("evidence", [TWO, TWO, ONE, ()]),
        rests_on=_rests_on(incident, pick),
        unable_because=UnableBecause.NO_ACCESS if is_unable else None,
    )
    answer_happened(incident=incident, facts=facts, by=person.user)


def _answer_by_whom(_case, incident, person, pick):
    level, code = pick("by_whom", BY_WHOM)
    facts = ByWhomFacts(
        level=level,
        party=Party.objects.get(code=code) if code else None,
        sentence="The shells came from one ridge.",
        evidence=pick("evidence", [TWO, TWO, ONE, ()]),
        rests_on=_rests_on(incident, pick),
    )
    answer_by_whom(incident=incident, facts=facts, by=person.user)


def _sign_answer(case, incident, person, pick):
    given = case.rows.of("answer", incident_id=incident.pk)
    waiting = {row["id"] for row in given if row["needs_second"] and not row["superseded_at"]}
    keys = waiting or {row["id"] for row in given}
    sign_answer(answer=one_of(Answer, "answer", keys, pick), by=person.user)


def _ask_reopening(_case, incident, person, pick):
    later = tuple(later_accounts_of(incident))
    named = pick("later", [later, later, ()])
    ask_reopening(
        incident=incident, because="A witness came.", later_accounts=named, by=person.user
    )


def _decide(allow):
    def take(case, incident, person, pick):
        asked = {row["id"] for row in case.rows.of("reopening", incident_id=incident.pk)}
        reopening = one_of(Reopening, "reopening", asked, pick)
        decide_reopening(reopening=reopening, allow=allow, by=person.user)

    return take


# --- Against which clause? ---


def _draft(case, incident, person, pick):
    _draft_on(case, incident, person, pick, place=pick("place", PLACES), supersedes=None)


def _draft_in_place(case, finding, person, pick):
    """On the same provision and party as often as on another."""
    own = finding.provision.number, finding.accused and finding.accused.code
    place = pick("place", [*[own] * len(PLACES), *PLACES])
    _draft_on(case, finding.incident, person, pick, place=place, supersedes=finding)


def _draft_on(case, incident, person, pick, *, place, supersedes):
    outcome, ground = pick("outcome", FOUND)
    number, code = place
    draft_finding(
        incident=incident,
        provision=case.agreement.provisions.get(number=number),
        accused=Party.objects.get(code=code) if code else None,
        facts=finding_facts(outcome, ground=ground),
        supersedes=supersedes,
        by=person.user,
    )


def _as_it_is_or_not(finding, pick):
    """The outcome that it has, as often as another."""
    own = (finding.outcome, finding.ground or None)
    return pick("outcome", [*[own] * len(FOUND), *FOUND])


def _change_finding(_case, finding, person, pick):
    outcome, ground = _as_it_is_or_not(finding, pick)
    facts = finding_facts(FindingOutcome(outcome), ground=ground, reasoning="The craters.")
    change_finding(finding=finding, facts=facts, by=person.user)


def _correct_finding(case, finding, person, pick):
    outcome, ground = _as_it_is_or_not(finding, pick)
    other = f"Three craters, {case.now()}."
    reasoning = pick("reasoning", [other, other, other, finding.reasoning])
    facts = finding_facts(FindingOutcome(outcome), ground=ground, reasoning=reasoning)
    correct_finding(finding=finding, facts=facts, reason="A third crater.", by=person.user)


def _deliberate(_case, finding, person, pick):
    reason = pick("reason", ["The talks are tomorrow.", ""])
    deliberate(finding=finding, reason=reason, by=person.user)


def _make_recommendation(_case, finding, person, _pick):
    party = Party.objects.get(code="SOUTH")
    facts = RecommendationFacts(addressed_to=party, text="Withdraw the mortars.")
    make_recommendation(finding=finding, facts=facts, by=person.user)


def _recommendation(case, finding, pick):
    made = case.rows.of("recommendation", finding_id=finding.pk, dropped_at=None)
    return one_of(Recommendation, "recommendation", {row["id"] for row in made}, pick)


def _drop_recommendation(case, finding, person, pick):
    drop_recommendation(recommendation=_recommendation(case, finding, pick), by=person.user)


def _follow_up(case, finding, person, pick):
    follow_up(
        recommendation=_recommendation(case, finding, pick),
        state=pick("state", list(reversed(RecommendationState))),
        words=f"Seen on {case.now()}.",
        by=person.user,
    )


QUESTIONS = {
    "take_up": saying(take_up, "incident"),
    "answer_happened": _answer_happened,
    "confirm": _confirm,
    "answer_by_whom": _answer_by_whom,
    "sign_answer": _sign_answer,
    "ask_reopening": _ask_reopening,
    "reopen": _decide(allow=True),
    "refuse_reopening": _decide(allow=False),
    "publish_incident": saying(publish_incident, "incident"),
    "withdraw_incident": saying(withdraw_incident, "incident", reason="By mistake."),
    "draft_finding": _draft,
    "draft_in_place": _draft_in_place,
    "change_finding": _change_finding,
    "submit_finding": saying(submit_finding, "finding"),
    "review_finding": saying(review_finding, "finding"),
    "return_finding": saying(return_finding, "finding", reason="Say why."),
    "notify_party": saying(notify_party, "finding"),
    "reply_to_finding": saying(reply_to_finding, "finding", words="No.", language="en"),
    "deliberate": _deliberate,
    "dissent_from": saying(dissent_from, "finding", words="Too little is known."),
    "sign_finding": saying(sign_finding, "finding"),
    "adopt_finding": saying(adopt_finding, "finding"),
    "correct_finding": _correct_finding,
    "withdraw_finding": saying(withdraw_finding, "finding", reason="A mistake in law."),
    "make_recommendation": _make_recommendation,
    "drop_recommendation": _drop_recommendation,
    "follow_up": _follow_up,
}
