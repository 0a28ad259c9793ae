"""Where an allegation stands between the two sides. Pure.

Source: the handbook's 4.1 (contested: accepted, disputed, no answer by the date, not asked) and
2.6 (silence is no response, never an admission).
"""

from dataclasses import dataclass
from datetime import datetime

from ceasefire.codes.allegations import ADMITTING, DISPUTING, AnswerStanding, ResponseKind


@dataclass(frozen=True)
class Asked:
    """When an answer is due (aware), and what was answered, if anything."""

    due_at: datetime
    answer: ResponseKind | None = None


def standing_of(asked: Asked | None, now: datetime) -> AnswerStanding:
    """How the accused stands to it at `now`; None where it was never put to them.

    To ask for more time is no answer: it moves `due_at` if it is granted.
    """
    if asked is None:
        return AnswerStanding.NOT_ASKED
    if asked.answer in ADMITTING:
        return AnswerStanding.ACCEPTED
    if asked.answer in DISPUTING:
        return AnswerStanding.DISPUTED
    if asked.answer is None:
        is_open = now < asked.due_at
        return AnswerStanding.AWAITED if is_open else AnswerStanding.NO_RESPONSE
    return AnswerStanding.ANSWERED
