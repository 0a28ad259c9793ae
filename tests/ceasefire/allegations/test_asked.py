"""Where an allegation's row stands between the two sides."""

from datetime import timedelta

import pytest

from ceasefire.allegations.asked import standing_at
from ceasefire.allegations.services import refuse_allegation, withdraw_allegation
from ceasefire.codes.allegations import AnswerStanding, ResponseKind
from ceasefire.codes.roles import Role
from tests.builders.accounts import make_user
from tests.builders.cases import (
    liaison_of,
    make_admitted,
    make_allegation,
    make_answered,
    make_notified,
    make_self_report,
    make_unput,
)

pytestmark = pytest.mark.django_db
SOON, LATE = timedelta(days=-1), timedelta(0)


def withdrawn(allegation):
    return withdraw_allegation(allegation=allegation, reason="We erred.", by=liaison_of("NORTH"))


def refused(allegation):
    by = make_user(Role.OFFICER)
    return refuse_allegation(allegation=allegation, reason="It names no day.", by=by)


@pytest.mark.parametrize(
    ("make", "standing"),
    [
        (make_allegation, AnswerStanding.NOT_ASKED),
        (make_admitted, AnswerStanding.NOT_ASKED),
        (lambda: refused(make_allegation()), None),
        (lambda: withdrawn(make_allegation()), None),
        (lambda: withdrawn(make_notified()), None),
        (make_unput, None),
        (lambda: withdrawn(make_answered(kind=ResponseKind.DENY)), AnswerStanding.DISPUTED),
        (lambda: make_answered(kind=ResponseKind.ADMIT), AnswerStanding.ACCEPTED),
        (lambda: make_self_report(admits=True), AnswerStanding.ACCEPTED),
        (lambda: make_self_report(admits=False), None),
        (lambda: withdrawn(make_self_report(admits=True)), None),
        (lambda: refused(make_self_report(admits=True)), None),
    ],
)
def test_standing_is_that_of_the_answer_while_one_is_asked_or_given(make, standing):
    allegation = make()

    assert standing_at(allegation, allegation.lodged_at) == standing


@pytest.mark.parametrize(
    ("from_due", "standing"),
    [(SOON, AnswerStanding.AWAITED), (LATE, AnswerStanding.NO_RESPONSE)],
)
def test_silence_is_no_response_once_the_time_is_over(from_due, standing):
    notified = make_notified()

    assert standing_at(notified, notified.notification.due_at + from_due) == standing
