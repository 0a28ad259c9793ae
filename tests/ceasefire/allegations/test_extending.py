"""More time to answer: asked for once and in time, given by one more period, or refused."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError

from ceasefire.allegations.extending import (
    AnswerOverdueError,
    TimeAskedBeforeError,
    TimeDecidedError,
    ask_for_time,
    decide_time_request,
)
from ceasefire.allegations.held import AllegationClosedError, NotYourPartyError
from ceasefire.allegations.models import TimeRequest
from ceasefire.allegations.notifying import acknowledge
from ceasefire.allegations.putting import AlreadyAnsweredError, NotNotifiedError
from ceasefire.allegations.services import withdraw_allegation
from ceasefire.codes.roles import Role
from ceasefire.publication.models import PublishedVersion
from tests.builders.accounts import make_user
from tests.builders.agreements import make_agreement, mandate_facts
from tests.builders.cases import (
    answer_for,
    liaison_of,
    make_admitted,
    make_answered,
    make_notified,
)
from tests.builders.entries import effects, last_entry, what_by_whom
from tests.builders.field import WHOLE, known_field
from tests.builders.races import one_after_the_other

pytestmark = pytest.mark.django_db
PUT = datetime(2021, 3, 8, 10, tzinfo=UTC)
DUE, LATER = datetime(2021, 3, 16, 22, tzinfo=UTC), datetime(2021, 3, 23, 22, tzinfo=UTC)
WHY = "Our patrol is away."


@pytest.fixture
def notified(time_machine):
    """Northern Command's allegation, put to Southern Command just now."""
    time_machine.move_to(PUT, tick=False)
    return make_notified("NORTH")


def ask(allegation, by=None):
    return ask_for_time(allegation=allegation, words=WHY, by=by or liaison_of("SOUTH"))


def decide(request, *, is_granted=True, because="", by=None):
    by = by or make_user(Role.OFFICER)
    return decide_time_request(request=request, is_granted=is_granted, because=because, by=by)


def due_of(allegation):
    return type(allegation.notification).objects.get(allegation=allegation).due_at


def shown_due(allegation):
    versions = PublishedVersion.objects.current().filter(public_id=str(allegation.public_id))
    return versions.get().document["due_on"]


def test_accused_asks_for_more_time(notified):
    liaison = liaison_of("SOUTH")

    request = ask(notified, liaison)

    request.refresh_from_db()
    assert (request.words, request.asked_by, request.asked_at) == (WHY, liaison, PUT)
    assert (request.is_granted, request.first_due_at, due_of(notified)) == (None, DUE, DUE)
    assert str(request) == f"more time for notification of {notified}"
    assert what_by_whom(notified) == ("allegation.time_asked", liaison.public_id, "")


def test_more_time_is_asked_for_once(notified):
    decide(ask(notified), is_granted=False, because="A week is enough.")

    with pytest.raises(TimeAskedBeforeError) as error:
        ask(notified)

    assert error.value.code == "time_asked_before"


def test_more_time_is_asked_for_before_the_first_has_ended(notified, time_machine):
    time_machine.move_to(DUE, tick=False)

    with pytest.raises(AnswerOverdueError) as error:
        ask(notified)

    assert error.value.code == "answer_overdue"
    time_machine.move_to(DUE - timedelta(microseconds=1), tick=False)
    assert ask(notified).first_due_at == DUE


@pytest.mark.parametrize(
    ("make", "who", "error"),
    [
        (make_admitted, "SOUTH", NotNotifiedError),
        (make_notified, "NORTH", NotYourPartyError),
        (make_answered, "SOUTH", AlreadyAnsweredError),
    ],
)
def test_only_the_party_whose_answer_is_awaited_asks(make, who, error):
    allegation = make()

    with pytest.raises(error):
        ask(allegation, liaison_of(who))

    assert not TimeRequest.objects.exists()


def test_more_time_is_one_more_period(notified):
    officer, request = make_user(Role.OFFICER), ask(notified)

    decided = decide(request, by=officer, because="So be it.")

    decided.refresh_from_db()
    assert (decided.is_granted, decided.because, decided.decided_by) == (
        True,
        "So be it.",
        officer,
    )
    assert (decided.decided_at, due_of(notified)) == (PUT, LATER)
    assert shown_due(notified) == "2021-03-23"
    entry = last_entry_of_decision(notified)
    assert (entry.actor_id, entry.reason) == (officer.public_id, "So be it.")
    assert (entry.details, entry.effects) == ({"is_granted": True}, effects("2021-03-05"))


def last_entry_of_decision(allegation):
    return (
        type(last_entry(allegation)).objects.about(allegation).get(kind="allegation.time_decided")
    )


def test_time_that_is_refused_leaves_the_day_as_it_is(notified):
    request = ask(notified)
    with pytest.raises(ValidationError) as error:
        decide(request, is_granted=False)

    decided = decide(request, is_granted=False, because="A week is enough.")

    assert list(error.value.message_dict) == ["because"]
    assert (decided.is_granted, due_of(notified)) == (False, DUE)
    entry = last_entry_of_decision(notified)
    assert (entry.details, entry.effects) == ({"is_granted": False}, {})


def test_what_was_asked_in_time_may_be_given_late(notified, time_machine):
    request = ask(notified)
    time_machine.move_to(DUE + timedelta(days=1), tick=False)

    decide(request)

    assert due_of(notified) == LATER


def test_to_acknowledge_after_more_time_was_given_keeps_it(notified, time_machine):
    decide(ask(notified))
    time_machine.shift(timedelta(hours=1))

    acknowledge(allegation=notified, by=liaison_of("SOUTH"))

    assert due_of(notified) == LATER - timedelta(days=1)


def test_hours_that_both_sides_accepted_are_extended_by_hours(time_machine):
    time_machine.move_to(PUT, tick=False)
    known_field()
    in_hours = mandate_facts(acts=WHOLE, reply_hours=72, reply_hours_rest_on="Letters of 4 March")
    make_agreement(mandates=[in_hours])
    notified = make_notified("NORTH")

    decide(ask(notified))

    assert due_of(notified) == PUT + timedelta(hours=24 + 72 + 72)


def test_without_a_mandate_a_party_has_seven_days(time_machine):
    time_machine.move_to(PUT, tick=False)
    known_field()
    make_agreement(mandates=[])

    assert due_of(make_notified("NORTH")) == DUE


def test_request_is_decided_once(notified):
    request = ask(notified)
    decide(request)

    with pytest.raises(TimeDecidedError) as error:
        decide(request)

    assert (error.value.code, due_of(notified)) == ("time_decided", LATER)


def test_nothing_is_decided_where_no_answer_is_awaited(notified):
    other = make_notified("NORTH")
    answered, withdrawn = ask(notified), ask(other)
    answer_for("SOUTH", notified)
    withdraw_allegation(allegation=other, reason="-", by=liaison_of("NORTH"))

    with pytest.raises(AlreadyAnsweredError):
        decide(answered)
    with pytest.raises(AllegationClosedError):
        decide(withdrawn)


@pytest.mark.django_db(transaction=True)
def test_of_two_officers_at_once_one_decides():
    allegation, officers = make_notified("NORTH"), [make_user(Role.OFFICER) for _ in range(2)]
    request, due = ask(allegation), due_of(allegation)

    first, second = one_after_the_other(
        lambda: decide(request, by=officers[0]).is_granted,
        lambda: decide(request, is_granted=False, because="No", by=officers[1]).is_granted,
    )

    assert (first, second) == (True, TimeDecidedError)
    assert due_of(allegation) == due + timedelta(days=7)
