"""The lines of the tension list: each one fact, with its area, its moment and its age.

Whoever may not open the record behind a line is told of it redacted: a call by day and part of
the day, an allegation as it was put to the accused, restrictions as numbers by area, and small
ones not at all. No line of a call names a party.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any, TypeVar

from django.db.models import QuerySet
from django.utils.functional import Promise

from ceasefire.agreements.models import Agreement, Provision
from ceasefire.allegations.deadlines import ReplyRule, due_at, ends_a_day, last_day
from ceasefire.allegations.models import Allegation, Referral
from ceasefire.codes.calls import CallAnswer, FireStopped
from ceasefire.codes.humanitarian import AccessPurpose
from ceasefire.codes.observations import Hindrance
from ceasefire.common.clock import local_day, start_of_day
from ceasefire.common.names import name_in
from ceasefire.humanitarian.models import AccessRequest
from ceasefire.incidents.models import Call
from ceasefire.monitoring.models import Coverage
from ceasefire.parties.models import Party
from ceasefire.places.coarse import part_of_day
from ceasefire.places.models import Area
from ceasefire.verification.models import Finding, Recommendation
from reports.statistics.few import few
from reports.statistics.periods import ONE_DAY, Period

Part = dict[str, Any]
Rows = TypeVar("Rows", bound=QuerySet[Any])
A_WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Wanted:
    """Which list: of an agreement, at a moment, narrowed to areas with the keys `within`, and
    whether its reader may open the records behind it."""

    agreement: Agreement
    now: datetime
    may_open: bool
    within: frozenset[int] | None = None

    @property
    def today(self) -> date:
        return self.day_of(self.now)

    @property
    def since(self) -> date:
        """The first of the days whose calls are told."""
        return self.today - A_WEEK

    @property
    def last(self) -> date:
        """The last of the days whose deadlines are told."""
        return self.today + A_WEEK

    @property
    def horizon(self) -> datetime:
        """The moment at which that day ends."""
        return self.start_of(self.last + ONE_DAY)

    @property
    def counted(self) -> Period:
        """The seven days whose restrictions are counted: to whoever may not open them only up to
        yesterday, so that no change of a number tells when somebody was kept from looking."""
        end = self.today + ONE_DAY if self.may_open else self.today
        return Period(end - A_WEEK, end)

    def day_of(self, moment: datetime) -> date:
        return local_day(moment, self.agreement.time_zone)

    def start_of(self, day: date) -> datetime:
        return start_of_day(day, self.agreement.time_zone)

    def narrowed(self, rows: Rows, area: str = "area") -> Rows:
        """Those in the areas asked for; `area`: the path to it."""
        return rows if self.within is None else rows.filter(**{f"{area}__in": self.within})


@dataclass(frozen=True)
class CallLine:
    """A call: by day and part of the day, its moment, id and reference only for who may open it."""

    area: Area
    day: date
    part_of_day: str
    answer: CallAnswer
    fire_stopped: FireStopped
    days: int
    called_at: datetime | None = None
    id: str = ""
    reference: str = ""


@dataclass(frozen=True)
class RestrictionLine:
    """How often somebody could not look in an area, in seven days and in the seven before; for
    who may open it why, when last, and told under which receipts."""

    area: Area
    number: Part
    before: Part
    hindrance: Hindrance | None = None
    latest_at: datetime | None = None
    days: int = 0
    receipts: tuple[str, ...] = ()


class DueKind(StrEnum):
    """What falls due."""

    END = "end"
    PROVISION = "provision"
    ANSWER = "answer"
    REPLY = "reply"
    RECOMMENDATION = "recommendation"
    REFERRAL = "referral"
    ACCESS = "access"


@dataclass(frozen=True)
class DueLine:
    """What was due, or will be, from whom. `due_at` only where it ends within a day; `days`: how
    many lie between today and its last day.

    `id` is empty for who may not open what is behind it; without area it is of no area that is
    known, or of all of them.
    """

    kind: DueKind
    last_day: date
    days: int
    is_over: bool = False
    due_at: datetime | None = None
    area: Area | None = None
    party: Party | None = None
    statement: Part | None = None
    words: str | Promise = ""
    reference: str = ""
    id: str = ""

    @property
    def is_everywhere(self) -> bool:
        """Whether it is of the agreement as a whole."""
        return self.kind in {DueKind.END, DueKind.PROVISION}


def call_line(call: Call, wanted: Wanted) -> CallLine:
    day = wanted.day_of(call.called_at)
    opened: Part = (
        {"called_at": call.called_at, "id": str(call.public_id), "reference": call.reference}
        if wanted.may_open
        else {}
    )
    return CallLine(
        area=call.area,
        day=day,
        part_of_day=part_of_day(call.called_at, wanted.agreement.time_zone).value,
        answer=CallAnswer(call.answer),
        fire_stopped=FireStopped(call.fire_stopped),
        days=(wanted.today - day).days,
        **opened,
    )


def restriction_line(rows: Sequence[Coverage], wanted: Wanted) -> RestrictionLine | None:
    """What was told of one area (to who may open it: of one hindrance there) in both weeks,
    earliest first; None where nothing was told in the later one."""
    middle = wanted.start_of(wanted.counted.start)
    lately = [row for row in rows if row.ends_at > middle]
    before = sum(row.begins_at < middle for row in rows)
    if not lately:
        return None
    latest = lately[-1]
    if not wanted.may_open:
        return RestrictionLine(latest.area, few(len(lately)), few(before))
    return RestrictionLine(
        area=latest.area,
        number=_in_full(len(lately)),
        before=_in_full(before),
        hindrance=Hindrance(latest.hindrance),
        latest_at=latest.begins_at,
        days=(wanted.today - wanted.day_of(latest.begins_at)).days,
        receipts=tuple(row.receipt for row in lately),
    )


def answer_line(allegation: Allegation, wanted: Wanted) -> DueLine:
    """The answer of an accused, with what was put to it."""
    notification = allegation.notification
    return DueLine(
        kind=DueKind.ANSWER,
        area=allegation.area,
        party=notification.party,
        statement=notification.statement,
        reference=allegation.reference,
        id=str(allegation.public_id) if wanted.may_open else "",
        **_until(notification.due_at, wanted),
    )


def reply_line(finding: Finding, wanted: Wanted) -> DueLine:
    """The reply to a finding that was put to a party: only for who may open it."""
    return DueLine(
        kind=DueKind.REPLY,
        area=finding.incident.area,
        party=finding.accused,
        words=finding.provision.number,
        reference=finding.reference,
        id=str(finding.public_id),
        **_until(finding.due_at, wanted),
    )


def recommendation_line(row: Recommendation, wanted: Wanted) -> DueLine:
    return DueLine(
        kind=DueKind.RECOMMENDATION,
        area=row.finding.incident.area,
        party=row.addressed_to,
        words=row.text,
        reference=row.finding.reference,
        id=str(row.finding.public_id),
        **_on(row.due_on, wanted),
    )


def referral_line(referral: Referral, wanted: Wanted) -> DueLine:
    """The answer of a level of the ladder to a case: only for who may open it."""
    days = referral.level.answers_within_days
    assert days is not None  # noqa: S101 -- only levels with a time to answer are asked for
    due = due_at(referral.since, ReplyRule(days), wanted.agreement.time_zone)
    return DueLine(
        kind=DueKind.REFERRAL,
        area=referral.incident.area,
        words=name_in(referral.level.names),
        reference=referral.incident.reference,
        id=str(referral.incident.public_id),
        **_until(due, wanted),
    )


def access_line(request: AccessRequest, wanted: Wanted) -> DueLine:
    """Access that is wanted by a day and that nobody has decided on: who mediates may open it."""
    return DueLine(
        kind=DueKind.ACCESS,
        area=request.area,
        party=request.asked_of,
        words=AccessPurpose(request.purpose).label,
        reference=request.reference,
        id=str(request.public_id),
        **_on(request.wanted_on, wanted),
    )


def provision_line(provision: Provision, wanted: Wanted) -> DueLine:
    return DueLine(
        kind=DueKind.PROVISION,
        reference=provision.number,
        id=str(provision.public_id),
        **_on(provision.due_on, wanted),
    )


def end_line(ends_at: datetime, wanted: Wanted) -> DueLine:
    code = wanted.agreement.code
    return DueLine(kind=DueKind.END, reference=code, id=code, **_until(ends_at, wanted))


def _until(moment: datetime | None, wanted: Wanted) -> Part:
    assert moment is not None  # noqa: S101 -- only rows with a clock are asked for
    zone = wanted.agreement.time_zone
    return {
        **_on(last_day(moment, zone), wanted),
        "is_over": moment <= wanted.now,
        "due_at": None if ends_a_day(moment, zone) else moment,
    }


def _on(day: date | None, wanted: Wanted) -> Part:
    assert day is not None  # noqa: S101 -- only rows with a day are asked for
    return {"last_day": day, "days": abs((day - wanted.today).days)}


def _in_full(number: int) -> Part:
    return {"number": number, "fewer_than": None}
