"""Cases on the referral ladder of their agreement: referred level by level, settled at one.

A referral tells who is to deal with a case and since when. It says nothing of fault, and changes
nothing of the incident.
"""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import formats, timezone
from django.utils.translation import gettext as _

from ceasefire.accounts.models import User
from ceasefire.allegations.models import LadderLevel, Referral
from ceasefire.allegations.on_ladder import OnLadder
from ceasefire.common.errors import DomainError
from ceasefire.incidents.held import locked_incident
from ceasefire.incidents.models import Incident
from ceasefire.ledger.choices import EntryKind
from ceasefire.ledger.services import record
from ceasefire.monitoring.touched import effects_of


class NoLadderError(DomainError):
    code = "no_ladder"


class AlreadyReferredError(DomainError):
    code = "already_referred"


class TopOfLadderError(DomainError):
    code = "top_of_ladder"


class NotNextLevelError(DomainError):
    code = "not_next_level"


class NotReferredError(DomainError):
    code = "not_referred"


@transaction.atomic
def refer_incident(*, incident: Incident, level: LadderLevel, reason: str, by: User) -> Referral:
    """Refer a case to the next level up: its time at the one where it is ends, and the next begins.

    The first time it comes to the lowest; once settled, to the lowest again or to the same.
    Raises NoLadderError, MergedIncidentError, TopOfLadderError; AlreadyReferredError and
    NotNextLevelError, which say who came first; ValidationError without a reason.
    """
    locked = locked_incident(incident)
    case = _on_ladder(locked)
    _check_level(case, level, locked.agreement.time_zone)
    before, now = case.now, timezone.now()
    _end(case, now, by)
    referral = Referral(incident=locked, level=level, reason=reason, referred_by=by, since=now)
    referral.full_clean()
    referral.save()
    record(
        EntryKind.INCIDENT_REFERRED,
        subject=locked,
        by=by,
        reason=reason,
        effects=effects_of([locked]),
        old=before.level.position if before else None,
        new=level.position,
    )
    return referral


@transaction.atomic
def end_referral(*, incident: Incident, outcome: str, by: User) -> Referral:
    """Say that a case was settled at the level where it is, and how. Later it may be referred anew.

    Raises NoLadderError, MergedIncidentError; NotReferredError, which says who came first;
    ValidationError without an outcome.
    """
    locked = locked_incident(incident)
    case = _on_ladder(locked)
    if case.now is None:
        first = _came_first(case, locked.agreement.time_zone)
        raise NotReferredError(_("It is at no level of the ladder.") + first)
    if not outcome.strip():
        raise ValidationError({"outcome": _("Say how it was settled.")})
    settled = case.now
    _end(case, timezone.now(), by, outcome)
    record(
        EntryKind.INCIDENT_REFERRAL_ENDED,
        subject=locked,
        by=by,
        reason=outcome,
        effects=effects_of([locked]),
        level=settled.level.position,
    )
    return settled


def _on_ladder(incident: Incident) -> OnLadder:
    """Where a locked case is. Raises NoLadderError."""
    ladder = list(incident.agreement.ladder.order_by("position"))
    if not ladder:
        raise NoLadderError(_("This agreement has no referral ladder."))
    family = Incident.objects.family(incident)
    referrals = Referral.objects.filter(incident__in=family).order_by("since", "pk")
    return OnLadder(ladder, list(referrals.select_related("level", "referred_by", "ended_by")))


def _check_level(case: OnLadder, level: LadderLevel, zone: str) -> None:
    at = case.now.level if case.now else None
    if at == level:
        raise AlreadyReferredError(_("It is at this level already.") + _came_first(case, zone))
    if at == case.ladder[-1]:
        raise TopOfLadderError(_("It is at the highest level: it can only be settled there."))
    if level not in case.next_levels:
        says = _("A case is referred one level up; once settled, to the lowest or the same again.")
        raise NotNextLevelError(says + _came_first(case, zone))


def _end(case: OnLadder, now: datetime, by: User, outcome: str = "") -> None:
    """End the time at the level where a case is; parts that were merged into it may be at others."""
    for each in case.open:
        each.until, each.ended_by, each.outcome = now, by, outcome
        each.save(update_fields=["until", "ended_by", "outcome"])


def _came_first(case: OnLadder, zone: str) -> str:
    """Who brought the case where it is or was last, or settled it, after a space; or nothing."""
    last = case.last
    if last is None:
        return ""
    who, when = last.ended_by or last.referred_by, last.until or last.since
    return " " + _("%(who)s came first, %(when)s (%(zone)s).") % {
        "who": who.name,
        "when": formats.date_format(when.astimezone(ZoneInfo(zone)), "j F Y, H:i"),
        "zone": zone,
    }
