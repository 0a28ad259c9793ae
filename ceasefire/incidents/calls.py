"""Calls to stop what is happening now, and what was heard of it afterwards. Apart from fault."""

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ceasefire.accounts.models import User
from ceasefire.agreements.locating import CLOCK_SKEW, EARLIEST, area_within
from ceasefire.agreements.models import Agreement
from ceasefire.codes.calls import CallAnswer, FireStopped
from ceasefire.common.clock import local_day
from ceasefire.incidents.duty_points import DutyPointEndedError
from ceasefire.incidents.held import locked_incident
from ceasefire.incidents.models import Call, DutyPoint, Incident
from ceasefire.ledger.choices import EntryKind
from ceasefire.ledger.effects import Effects
from ceasefire.ledger.services import record
from ceasefire.monitoring.held import check_is_usable
from ceasefire.monitoring.models import MonitorReport
from ceasefire.monitoring.submitting import SubmissionDiffersError


@dataclass(frozen=True)
class StopFacts:
    """Whether fire stopped, when, and by whose report: its receipt, or words."""

    fire_stopped: FireStopped = FireStopped.UNKNOWN
    stopped_at: datetime | None = None
    known_from: str = ""
    known_from_words: str = ""


@dataclass(frozen=True)
class CallFacts:
    """Whom somebody called for which area (by code), what they asked, and what was answered.

    Duty point and incident are public ids. Without `called_at` it was just now.
    """

    duty_point: UUID
    area: str
    asked: str
    answer: CallAnswer
    called_at: datetime | None = None
    answered_at: datetime | None = None
    answer_words: str = ""
    incident: UUID | None = None
    stop: StopFacts = StopFacts()


@transaction.atomic
def log_call(*, facts: CallFacts, by: User, submission: UUID | None = None) -> Call:
    """Keep a call, and what is known of it already. The same `submission` is kept once.

    Raises SubmissionDiffersError for other words under it, DutyPointEndedError,
    MergedIncidentError, ReportNotUsableError, and ValidationError, by field, if the facts do
    not fit.
    """
    digest = hashlib.sha256(repr(facts).encode()).hexdigest()
    earlier = _logged_before(submission, digest, by)
    if earlier:
        return earlier
    point = DutyPoint.objects.select_for_update(of=("self",)).get(public_id=facts.duty_point)
    called_at = facts.called_at or timezone.now().replace(second=0, microsecond=0)
    _check_is_there(point, called_at)
    _check_moments(facts, called_at)
    call = Call(
        agreement=point.agreement,
        duty_point=point,
        area=area_within(point.agreement, facts.area),
        incident=_incident(point.agreement, facts.incident),
        called_at=called_at,
        called_by=by,
        submission=submission or uuid4(),
        digest=digest,
        asked=facts.asked,
        answer=facts.answer,
        answered_at=facts.answered_at,
        answer_words=facts.answer_words,
    )
    _say(call, facts.stop, by)
    call.full_clean()
    call.save()
    record(
        EntryKind.CALL_LOGGED,
        subject=call,
        by=by,
        effects=_effects(call),
        duty_point=str(point.public_id),
        answer=facts.answer,
        fire_stopped=facts.stop.fire_stopped,
    )
    return call


@transaction.atomic
def close_call(*, call: Call, facts: StopFacts, by: User) -> Call:
    """Say whether fire stopped after a call, or say it otherwise: the ledger keeps both.

    The same facts change nothing. Raises ReportNotUsableError, and ValidationError, by field.
    """
    locked = Call.objects.select_for_update(of=("self",)).get(pk=call.pk)
    before = _told(locked)
    _say(locked, facts, by)
    after = _told(locked)
    changes = {
        name: {"old": before[name], "new": after[name]}
        for name in after
        if before[name] != after[name]
    }
    if not changes:
        return locked
    locked.full_clean()
    locked.save(
        update_fields=[
            "fire_stopped", "stopped_at", "known_from", "known_from_words", "closed_by", "closed_at",
        ]
    )  # fmt: skip
    record(EntryKind.CALL_CLOSED, subject=locked, by=by, effects=_effects(locked), changes=changes)
    return locked


def _logged_before(submission: UUID | None, digest: str, by: User) -> Call | None:
    """What this person logged under this key. The person is locked: of two sendings of one form
    at once the second finds what the first kept."""
    User.objects.get_queryset().select_for_update().get(pk=by.pk)
    calls = Call.objects.filter(called_by=by)
    earlier = calls.filter(submission=submission).first() if submission else None
    if earlier and earlier.digest != digest:
        raise SubmissionDiffersError(
            _("This form was sent before, with other words: log another call, or close that one.")
        )
    return earlier


def _check_is_there(point: DutyPoint, called_at: datetime) -> None:
    if point.ended_at and called_at >= point.ended_at:
        raise DutyPointEndedError(_("Nobody is called there any more: choose another duty point."))


def _check_moments(facts: CallFacts, called_at: datetime) -> None:
    if called_at < EARLIEST:
        raise ValidationError({"called_at": _("This is too long ago. Is the year right?")})
    _refuse_future("called_at", called_at)
    if facts.answered_at is None:
        return
    if facts.answer == CallAnswer.NOT_REACHED:
        raise ValidationError({"answered_at": _("Leave it empty where nobody answered.")})
    if facts.answered_at < called_at:
        raise ValidationError({"answered_at": _("This is before the call.")})
    _refuse_future("answered_at", facts.answered_at)


def _refuse_future(name: str, moment: datetime) -> None:
    if moment > timezone.now() + CLOCK_SKEW:
        raise ValidationError({name: _("This lies in the future. Is the day right?")})


def _incident(agreement: Agreement, public_id: UUID | None) -> Incident | None:
    if public_id is None:
        return None
    incident = locked_incident(Incident.objects.get(public_id=public_id))
    if incident.agreement_id != agreement.pk:
        raise ValidationError({"incident": _("This incident is under another agreement.")})
    return incident


def _say(call: Call, facts: StopFacts, by: User) -> None:
    """Put on a call what is said of it afterwards; not saved here."""
    known = facts.fire_stopped != FireStopped.UNKNOWN
    _check_stop(facts, call.called_at)
    call.fire_stopped = facts.fire_stopped
    call.stopped_at = facts.stopped_at
    call.known_from = _report(call.agreement, facts.known_from)
    call.known_from_words = facts.known_from_words
    call.closed_by, call.closed_at = (by, timezone.now()) if known else (None, None)


def _check_stop(facts: StopFacts, called_at: datetime) -> None:
    has_source = bool(facts.known_from or facts.known_from_words)
    is_known = facts.fire_stopped != FireStopped.UNKNOWN
    if has_source and not is_known:
        raise ValidationError({"fire_stopped": _("Say whether fire stopped.")})
    if is_known and not has_source:
        raise ValidationError({"known_from": _("Say by whose report, or in words.")})
    if facts.fire_stopped != FireStopped.STOPPED:
        if facts.stopped_at:
            raise ValidationError({"stopped_at": _("Leave it empty unless fire stopped.")})
        return
    if facts.stopped_at is None:
        raise ValidationError({"stopped_at": _("Say when it stopped.")})
    if facts.stopped_at < called_at:
        raise ValidationError({"stopped_at": _("This is before the call.")})
    _refuse_future("stopped_at", facts.stopped_at)


def _report(agreement: Agreement, receipt: str) -> MonitorReport | None:
    if not receipt:
        return None
    report = MonitorReport.objects.filter(agreement=agreement, receipt=receipt).first()
    if report is None:
        raise ValidationError({"known_from": _("No report under this agreement has this receipt.")})
    check_is_usable(report)
    return report


def _told(call: Call) -> dict[str, Any]:
    """What is said of a call afterwards, as the ledger keeps it."""
    return {
        "fire_stopped": call.fire_stopped,
        "stopped_at": call.stopped_at.astimezone(UTC).isoformat() if call.stopped_at else None,
        "known_from": call.known_from.receipt if call.known_from else "",
        "known_from_words": call.known_from_words,
    }


def _effects(call: Call) -> Effects:
    day = local_day(call.called_at, call.agreement.time_zone)
    return Effects.on(call.agreement.code, [day], [call.area.code])
