"""How an allegation was put to the accused and answered, as plain values; what may be done next."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from ceasefire.accounts.models import User
from ceasefire.allegations.deadlines import deemed_at, ends_a_day, last_day
from ceasefire.allegations.models import Allegation, HarmCheck, TimeRequest
from ceasefire.allegations.putting import has_whom_to_ask
from ceasefire.codes.allegations import AllegationState, HarmQuestion, HarmVerdict

Shown = dict[str, Any]


@dataclass(frozen=True)
class ReplySteps:
    """What this person may do between the sides as things stand; the services check it again.

    `check`: the harm check that counts, for those who may see it.
    """

    check: HarmCheck | None
    can_ask_check: bool
    can_answer_check: bool
    can_notify: bool
    can_end_unput: bool
    can_acknowledge: bool
    can_answer: bool
    can_ask_time: bool
    can_decide_time: bool
    can_translate: bool


def reply_steps(allegation: Allegation, user: User, now: datetime) -> ReplySteps:
    check = HarmCheck.objects.visible_to(user).standing().filter(allegation=allegation).first()
    verdict = check.verdict if check else ""
    is_own = check is not None and check.drafted_by == user
    notification: Any = getattr(allegation, "notification", None)
    request = time_request_of(allegation)
    is_officer = user.has_perm("ceasefire.triage_allegation")
    may_put = is_officer and notification is None and has_whom_to_ask(allegation)
    awaits = awaits_answer(allegation)
    asked = awaits and user.has_perm("ceasefire.answer_allegation", allegation)
    return ReplySteps(
        check=check,
        can_ask_check=may_put and (check is None or verdict == HarmVerdict.MAY_BE_PUT),
        can_answer_check=may_put and verdict == HarmVerdict.OPEN and not is_own,
        can_notify=may_put and verdict == HarmVerdict.MAY_BE_PUT,
        can_end_unput=may_put and verdict == HarmVerdict.MUST_NOT,
        can_acknowledge=asked and notification.acknowledged_at is None,
        can_answer=asked,
        can_ask_time=asked and request is None and now < notification.due_at,
        can_decide_time=awaits and is_officer and request is not None and not _is_decided(request),
        can_translate=is_officer and bool(_words_of(allegation)),
    )


def awaits_answer(allegation: Allegation) -> bool:
    """Whether it was put to a party whose answer is still asked for."""
    is_open = allegation.state == AllegationState.ADMISSIBLE
    is_put, is_answered = hasattr(allegation, "notification"), hasattr(allegation, "response")
    return is_open and is_put and not is_answered


def time_request_of(allegation: Allegation) -> TimeRequest | None:
    notification = getattr(allegation, "notification", None)
    found: TimeRequest | None = getattr(notification, "time_request", None)
    return found


def put_part(allegation: Allegation, now: datetime, *, tells_request: bool) -> Shown | None:
    """What was put to the accused, word for word, when, and how its clock runs.

    The words with which more time was asked for, or refused, are between the accused and the
    mechanism: `tells_request`.
    """
    notification = getattr(allegation, "notification", None)
    if notification is None:
        return None
    request, deemed = time_request_of(allegation), deemed_at(notification.sent_at)
    acknowledged = notification.acknowledged_at
    return {
        "statement": notification.statement,
        "sent_at": notification.sent_at,
        "deemed_at": deemed,
        "is_deemed": deemed <= (acknowledged or now),
        "acknowledged_at": acknowledged,
        **due_part(notification.due_at, allegation.agreement.time_zone),
        "is_extended": bool(request and request.is_granted),
        "request": request if tells_request else None,
    }


def due_part(due: datetime, zone: str) -> Shown:
    """A deadline: its moment, and where it ends a day, the last day that is in time."""
    day = last_day(due, zone).isoformat() if ends_a_day(due, zone) else None
    return {"due_at": due, "due_on": day}


def harm_part(check: HarmCheck) -> Shown:
    """A harm check, as staff and the custodian are told it."""
    return {
        "verdict": check.verdict,
        "answers": [
            {"question": question.label, "answer": getattr(check, question)}
            for question in HarmQuestion
            if check.checked_at
        ],
        "because": check.because,
        "drafted_at": check.drafted_at,
        "checked_at": check.checked_at,
        "settled_at": check.settled_at,
    }


def _is_decided(request: TimeRequest) -> bool:
    return request.is_granted is not None


def _words_of(allegation: Allegation) -> str:
    response = getattr(allegation, "response", None)
    return response.words if response else ""
