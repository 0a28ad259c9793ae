"""Silence is no response, and never an admission."""

from datetime import UTC, datetime, timedelta

import pytest

from ceasefire.allegations.standing import Asked, standing_of
from ceasefire.codes.allegations import AnswerStanding, ResponseKind

DUE = datetime(2021, 3, 12, 9, tzinfo=UTC)
MOMENT = timedelta(microseconds=1)
STANDING = {
    ResponseKind.ADMIT: AnswerStanding.ACCEPTED,
    ResponseKind.ADMIT_JUSTIFY: AnswerStanding.ACCEPTED,
    ResponseKind.DENY: AnswerStanding.DISPUTED,
    ResponseKind.NOT_OURS: AnswerStanding.DISPUTED,
    ResponseKind.COUNTER_ACCUSE: AnswerStanding.DISPUTED,
    ResponseKind.REMEDIAL_ACTION: AnswerStanding.ANSWERED,
    ResponseKind.DECLINE: AnswerStanding.ANSWERED,
}


@pytest.mark.parametrize("now", [DUE - MOMENT, DUE, DUE + MOMENT])
@pytest.mark.parametrize(("answer", "standing"), STANDING.items())
def test_answer_stands_whenever_it_is_read(answer, standing, now):
    assert standing_of(Asked(DUE, answer), now) == standing


@pytest.mark.parametrize(
    ("now", "standing"),
    [
        (DUE - MOMENT, AnswerStanding.AWAITED),
        (DUE, AnswerStanding.NO_RESPONSE),
        (DUE + MOMENT, AnswerStanding.NO_RESPONSE),
    ],
)
def test_silence_is_awaited_until_the_hour(now, standing):
    assert standing_of(Asked(DUE), now) == standing


def test_what_was_never_put_to_anybody_is_not_silence():
    assert standing_of(None, DUE + MOMENT) == AnswerStanding.NOT_ASKED


def test_every_answer_has_its_place():
    assert set(STANDING) == set(ResponseKind)
