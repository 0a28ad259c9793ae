"""Which findings wait for whom: nobody decides on their own text."""

from datetime import date, timedelta

import pytest

from ceasefire.agreements.models import Mandate
from ceasefire.codes.roles import Role
from ceasefire.codes.verification import FindingOutcome, RecommendationState
from ceasefire.incidents.merging import merge_incidents
from ceasefire.verification import finding_waiting as waiting
from ceasefire.verification.findings import return_finding, submit_finding
from ceasefire.verification.recommendations import drop_recommendation, follow_up
from tests.builders.accounts import make_user
from tests.builders.cases import liaison_of
from tests.builders.field import RECORD_ONLY, THAT_DAY, make_incident
from tests.builders.findings import (
    adopt,
    make_adopted,
    make_deliberated,
    make_drafted,
    make_put,
    make_reviewed,
    make_signed,
    recommend,
    reply,
)

pytestmark = pytest.mark.django_db
NO_VIOLATION = FindingOutcome.NO_VIOLATION


@pytest.fixture
def adjudicator():
    return make_user(Role.ADJUDICATOR)


def submitted(**facts):
    finding = make_drafted(**facts)
    return submit_finding(finding=finding, by=finding.drafted_by)


def test_draft_waits_for_who_writes_it_since_it_was_given_back(adjudicator, time_machine):
    time_machine.move_to(THAT_DAY, tick=False)
    writer = make_user(Role.OFFICER)
    own, given_back, other = make_drafted(by=writer), submitted(by=writer), make_drafted()
    time_machine.move_to(THAT_DAY + timedelta(hours=1), tick=False)
    return_finding(finding=given_back, reason="Say why.", by=adjudicator)

    found = waiting.own_drafts(writer)

    assert [(each, each.waits_since) for each in found] == [
        (own, THAT_DAY),
        (given_back, THAT_DAY + timedelta(hours=1)),
    ]
    assert list(waiting.own_drafts(other.drafted_by)) == [other]


def test_law_is_reviewed_by_another_than_who_wrote_it(adjudicator):
    finding, _reviewed, _draft = submitted(), make_reviewed(), make_drafted()

    assert list(waiting.to_review(adjudicator)) == [finding]
    assert list(waiting.to_review(finding.drafted_by)) == []


def test_violation_is_put_first_and_anything_else_may_be_deliberated(adjudicator):
    violation, other = make_reviewed(), make_reviewed(NO_VIOLATION)
    submitted()
    make_put()

    assert list(waiting.to_put(adjudicator)) == [violation]
    assert list(waiting.to_deliberate(adjudicator)) == [other]


def test_finding_is_deliberated_once_the_party_has_replied_or_its_time_is_over(
    adjudicator, time_machine
):
    time_machine.move_to(THAT_DAY, tick=False)
    silent, replied = make_put(), reply(make_put())
    before = list(waiting.to_deliberate(adjudicator))

    time_machine.move_to(silent.due_at, tick=False)

    found = waiting.to_deliberate(adjudicator)
    assert before == [replied]
    assert [(each, each.falls_due) for each in found] == [(silent, silent.due_at), (replied, None)]


def test_two_adopt_and_neither_wrote_it(adjudicator):
    waits, signed, _put = make_deliberated(), make_signed(), make_put()
    make_adopted()

    assert list(waiting.to_sign(adjudicator)) == [waits]
    assert list(waiting.to_adopt(adjudicator)) == [signed]
    assert list(waiting.to_adopt(signed.adopted_by)) == []
    assert list(waiting.to_sign(waits.drafted_by)) == []
    assert list(waiting.to_adopt(signed.drafted_by)) == []


def test_recommendations_wait_in_the_order_of_their_last_days(adjudicator):
    draft = make_drafted()
    later, sooner, done, dropped, open_ended = (
        recommend(draft, due_on=due and date(2021, 4, due)) for due in (9, 1, 2, 3, None)
    )
    drop_recommendation(recommendation=dropped, by=adjudicator)
    unadopted = list(waiting.recommendations_to_follow(adjudicator))
    adopt(make_deliberated(finding=draft))
    state = RecommendationState.FOLLOWED
    follow_up(recommendation=done, state=state, words="They left.", by=adjudicator)

    found = waiting.recommendations_to_follow(adjudicator)

    assert (unadopted, list(found)) == ([], [sooner, later, open_ended])


def test_party_is_asked_for_a_reply_to_what_was_put_to_it():
    waits, _replied, _reviewed, _decided = (
        make_put(),
        reply(make_put()),
        make_reviewed(),
        make_adopted(),
    )
    make_put(accused="NORTH")

    [found] = waiting.to_reply(liaison_of("SOUTH"))

    assert (found, found.falls_due) == (waits, waits.due_at)


@pytest.mark.parametrize("barred", ["merged", "no mandate"])
def test_nothing_waits_that_nobody_may_decide(adjudicator, barred):
    finding = make_deliberated()

    if barred == "merged":
        into, by = make_incident(), make_user(Role.OFFICER)
        merge_incidents(incident=finding.incident, into=into, reason="One", by=by)
    else:
        Mandate.objects.update(acts=list(RECORD_ONLY))

    assert list(waiting.to_sign(adjudicator)) == []
