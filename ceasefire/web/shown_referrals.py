"""Referrals as pages show them: where a case is, since when, and the time at each level."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from ceasefire.accounts.models import User
from ceasefire.agreements.models import Agreement
from ceasefire.allegations.models import LadderLevel, Referral
from ceasefire.allegations.on_ladder import OnLadder
from ceasefire.allegations.stays import LevelTimes, Stay, TimeAtLevel, level_times, time_at_level
from ceasefire.incidents.models import Incident

REFER = "ceasefire.refer_incident"


@dataclass(frozen=True)
class ShownReferral:
    """A time at a level, how long it lasts or lasted, and when an answer was or is due."""

    referral: Referral
    time: TimeAtLevel


@dataclass(frozen=True)
class ShownCase:
    """A case on its ladder: every time at a level, and which steps the reader may take."""

    case: OnLadder
    lines: list[ShownReferral]
    may_refer: bool
    may_settle: bool

    @property
    def now(self) -> ShownReferral | None:
        """Where it is, if it is at a level."""
        return next((each for each in self.lines if each.referral == self.case.now), None)


@dataclass(frozen=True)
class LadderTimes:
    """The ladder of an agreement, and how long cases were at each of its levels."""

    agreement: Agreement
    levels: list[tuple[LadderLevel, LevelTimes]]


def case_on_ladder(incident: Incident, user: User) -> ShownCase | None:
    """An incident, with what was merged into it, on its ladder; None where the agreement has
    none."""
    levels = LadderLevel.objects.visible_to(user).filter(agreement=incident.agreement)
    ladder = list(levels.order_by("position"))
    if not ladder:
        return None
    family = Incident.objects.visible_to(user).family(incident)
    rows = Referral.objects.visible_to(user).filter(incident__in=family)
    rows = rows.select_related("incident", "level", "referred_by", "ended_by")
    case, now = OnLadder(ladder, list(rows.order_by("since", "pk"))), timezone.now()
    works = user.has_perm(REFER) and incident.merged_into is None
    return ShownCase(
        case,
        [shown_referral(each, incident.agreement, now) for each in case.referrals],
        may_refer=works and bool(case.next_levels),
        may_settle=works and case.now is not None,
    )


def shown_referral(referral: Referral, agreement: Agreement, now: datetime) -> ShownReferral:
    return ShownReferral(referral, time_at_level(_stay(referral), agreement.time_zone, now))


def ladder_times(user: User, agreement: str, now: datetime) -> list[LadderTimes]:
    """The time at each level of the ladder of the agreement with this code; without one, of each
    that has a ladder."""
    wanted = {"agreement__code": agreement} if agreement else {}
    levels = LadderLevel.objects.visible_to(user).filter(**wanted).in_order()
    ladders: dict[Agreement, list[LadderLevel]] = {}
    for each in levels:
        ladders.setdefault(each.agreement, []).append(each)
    begun = Referral.objects.visible_to(user).filter(level__in=levels).select_related("level")
    zones = {each.pk: each.agreement.time_zone for each in levels}
    times = [time_at_level(_stay(each), zones[each.level_id], now) for each in begun]
    found = {each.level: each for each in level_times(list(zones), times)}
    return [
        LadderTimes(agreement, [(each, found[each.pk]) for each in ladder])
        for agreement, ladder in ladders.items()
    ]


def _stay(referral: Referral) -> Stay:
    level = referral.level
    return Stay(level.pk, referral.since, referral.until, level.answers_within_days)
