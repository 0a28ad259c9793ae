"""A finding is put to the party it names, word for word, and is decided on after the reply."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone
from time_machine import travel

from ceasefire.agreements.models import Mandate
from ceasefire.allegations.held import NotYourPartyError
from ceasefire.codes.roles import Role
from ceasefire.codes.verification import FindingOutcome
from ceasefire.verification.finding_documents import statement_of
from ceasefire.verification.finding_hearing import deliberate, notify_party
from ceasefire.verification.finding_held import FindingStateError
from ceasefire.verification.findings import change_finding, return_finding
from tests.builders.accounts import make_user
from tests.builders.cases import liaison_of, make_liaison
from tests.builders.entries import kinds_of, last_entry, what_by_whom
from tests.builders.field import make_verified
from tests.builders.findings import (
    BECAUSE,
    finding_facts,
    make_deliberated,
    make_drafted,
    make_put,
    make_reviewed,
    make_signed,
    recommend,
    reply,
)
from tests.builders.races import one_after_the_other

pytestmark = pytest.mark.django_db
NO_VIOLATION = FindingOutcome.NO_VIOLATION
WORDS = "  We fired at nobody.\nلم نطلق النار "


@pytest.fixture
def officer():
    return make_user(Role.OFFICER)


def test_what_is_put_is_kept_word_for_word(officer):
    draft = make_drafted()
    recommend(draft)
    reviewed = make_reviewed(finding=draft)

    finding = notify_party(finding=reviewed, by=officer)

    assert (finding.state, finding.statement) == ("notified", statement_of(finding))
    assert (finding.statement["outcome"], finding.statement["reasoning"]) == ("violation", BECAUSE)
    assert finding.statement["recommendations"][0]["text"] == "Withdraw the mortars."
    assert what_by_whom(finding) == ("finding.notified", officer.public_id, "")
    assert last_entry(finding).details["due_at"] == finding.due_at.isoformat()


@pytest.mark.parametrize(
    ("rule", "due"),
    [
        # Put at 10:00, it counts as delivered a day later; days end at midnight, UTC+2.
        ({"reply_days": 7}, datetime(2021, 4, 9, 22, tzinfo=UTC)),
        ({"reply_hours": 72, "reply_hours_rest_on": "Their letters of 1 March."},
         datetime(2021, 4, 5, 10, tzinfo=UTC)),
    ],
)  # fmt: skip
def test_time_to_reply_is_that_of_the_mandate(officer, rule, due):
    finding = make_reviewed()
    Mandate.objects.update(**rule)

    with travel(datetime(2021, 4, 1, 10, tzinfo=UTC), tick=False):
        put = notify_party(finding=finding, by=officer)

    assert put.due_at == due


def test_finding_is_put_once_after_review_and_only_where_it_names_a_party(officer):
    for finding in (make_drafted(), make_put(), make_reviewed(NO_VIOLATION, accused=None)):
        with pytest.raises(FindingStateError):
            notify_party(finding=finding, by=officer)


def test_reply_is_kept_as_it_was_given():
    finding, speaker = make_put(), liaison_of("SOUTH")

    replied = reply(finding, WORDS, by=speaker, language="ar")

    assert (replied.reply, replied.reply_language, replied.replied_by) == (WORDS, "ar", speaker)
    assert (replied.state, replied.replied_at is not None) == ("notified", True)
    assert what_by_whom(finding) == ("finding.replied", speaker.public_id, "")


def test_only_the_party_that_is_asked_replies_once_and_with_words():
    finding = make_put()

    with pytest.raises(NotYourPartyError):
        reply(finding, by=make_liaison("NORTH"))
    with pytest.raises(ValidationError, match="Write your reply"):
        reply(finding, " ")
    reply(finding)
    with pytest.raises(FindingStateError) as twice:
        reply(finding)

    assert str(twice.value) == "A reply is not possible, or not any more."


def test_late_reply_is_taken_until_somebody_has_adopted(officer):
    late, too_late = make_put(), make_put()
    for finding in (late, too_late):
        deliberate(finding=finding, by=officer, reason="The talks open tomorrow.")

    assert reply(late).state == "deliberation"
    type(too_late).objects.filter(pk=too_late.pk).update(state="adopted_by_one")
    with pytest.raises(FindingStateError):
        reply(too_late)


def test_after_the_reply_it_is_taken_into_deliberation(officer):
    finding = reply(make_put())

    taken = deliberate(finding=finding, by=officer)

    assert (taken.state, taken.not_awaited_because) == ("deliberation", "")
    assert what_by_whom(finding) == ("finding.deliberated", officer.public_id, "")


def test_silence_is_awaited_to_the_end(officer):
    finding = make_put()

    last_moment = finding.due_at - timedelta(seconds=1)
    with travel(last_moment, tick=False), pytest.raises(ValidationError) as early:
        deliberate(finding=finding, by=officer)
    with travel(finding.due_at, tick=False):
        taken = deliberate(finding=finding, by=officer)

    assert list(early.value.message_dict) == ["reason"]
    assert (taken.state, taken.not_awaited_because, taken.reply) == ("deliberation", "", "")


def test_reply_is_not_awaited_for_a_reason_that_is_kept(officer):
    finding = make_put()

    taken = deliberate(finding=finding, by=officer, reason="The talks open tomorrow.")

    assert taken.not_awaited_because == "The talks open tomorrow."
    assert what_by_whom(finding)[2] == "The talks open tomorrow."


def test_what_finds_no_violation_may_be_taken_up_at_once(officer):
    taken = deliberate(finding=make_reviewed(NO_VIOLATION), by=officer, reason="Never told.")

    assert (taken.state, taken.notified_at, taken.not_awaited_because) == ("deliberation", None, "")
    for finding in (make_reviewed(), make_drafted(), make_signed()):
        with pytest.raises(FindingStateError):
            deliberate(finding=finding, by=officer)


def test_what_was_heard_is_not_put_again_after_it_was_returned(officer):
    finding = return_finding(finding=make_deliberated(), reason="Too short.", by=officer)
    change_finding(finding=finding, facts=finding_facts(reasoning="As the reply says."), by=officer)
    make_reviewed(finding=finding)

    taken = deliberate(finding=finding, by=officer)

    assert taken.statement["reasoning"] == BECAUSE
    assert kinds_of(finding).count("finding.notified") == 1


@pytest.mark.django_db(transaction=True)
def test_reply_and_deliberation_wait_for_each_other():
    finding, officer, speaker = make_put(), make_user(Role.OFFICER), liaison_of("SOUTH")

    with travel(finding.due_at + timedelta(days=1)):
        first, second = one_after_the_other(
            lambda: deliberate(finding=finding, by=officer).state,
            lambda: reply(finding, by=speaker).state,
        )

    assert (first, second) == ("deliberation", "deliberation")
    assert timezone.now() < finding.due_at


def test_what_it_rests_on_is_looked_at_again_before_it_is_put(officer):
    incident = make_verified()
    finding = make_reviewed(NO_VIOLATION, incident=incident)
    type(incident).objects.filter(pk=incident.pk).update(changed_since_verification=True)

    with pytest.raises(Exception, match="confirm it first"):
        notify_party(finding=finding, by=officer)
