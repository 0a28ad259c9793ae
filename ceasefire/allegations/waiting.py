"""Which allegations, harm checks and deadlines wait for whom."""

from typing import Any

from django.db.models import F, QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone

from ceasefire.accounts.models import User
from ceasefire.allegations.models import Allegation, HarmCheck, MutualAccusation, TimeRequest
from ceasefire.allegations.querysets import HarmCheckQuerySet
from ceasefire.codes.allegations import HarmVerdict
from ceasefire.common.waiting import waiting
from ceasefire.ledger.choices import EntryKind
from ceasefire.ledger.moments import last_done

PUT_AT, DUE = F("notification__sent_at"), F("notification__due_at")
BY_NOTICE = "notification__pk"  # what the accused knows; not when it was lodged


# --- For officers ---


def to_admit(user: User) -> "QuerySet[Any]":
    """Those nobody has admitted or refused."""
    lodged = Allegation.objects.visible_to(user).awaiting_triage()
    return waiting(lodged.select_related("agreement", "area"), since=F("lodged_at"))


def to_check(user: User) -> "QuerySet[Any]":
    """Admitted, with a party to ask, and nobody has asked yet whether that harms anybody."""
    unput = Allegation.objects.visible_to(user).to_put()
    unchecked = unput.exclude(harm_checks__in=HarmCheck.objects.standing())
    rows = unchecked.select_related("agreement", "area")
    return waiting(rows, since=last_done(Allegation, EntryKind.ALLEGATION_ADMITTED))


def checks_to_answer(user: User) -> "QuerySet[Any]":
    """Harm checks that another officer asked for."""
    return _checks(user, HarmVerdict.OPEN).exclude(drafted_by=user)


def to_put(user: User) -> "QuerySet[Any]":
    """Harm checks that let the statement be put to the party."""
    return _checks(user, HarmVerdict.MAY_BE_PUT)


def to_end_unput(user: User) -> "QuerySet[Any]":
    """Harm checks that forbid it: the allegation ends without being put to the party."""
    return _checks(user, HarmVerdict.MUST_NOT)


def overdue(user: User) -> "QuerySet[Any]":
    """Those put to a party that has not answered in time."""
    late = Allegation.objects.visible_to(user).overdue(timezone.now())
    return waiting(late.select_related("agreement", "notification"), since=PUT_AT, due=DUE)


def time_to_decide(user: User) -> "QuerySet[Any]":
    """Requests for more time that nobody has decided on, and that still matter."""
    awaited = Allegation.objects.visible_to(user).awaiting_answer()
    asked = TimeRequest.objects.filter(
        is_granted__isnull=True, notification__allegation__in=awaited.values("pk")
    )
    rows = asked.select_related("notification__allegation__agreement")
    return waiting(rows, since=F("asked_at"), due=F("notification__due_at"))


def mutual_to_decide(user: User) -> "QuerySet[Any]":
    """Proposals that nobody has confirmed or put aside."""
    proposed = MutualAccusation.objects.visible_to(user).proposed()
    return waiting(proposed.select_related("first__agreement", "second"), since=F("proposed_at"))


# --- For the custodian ---


def checks_to_settle(user: User) -> "QuerySet[Any]":
    """Harm checks of which an officer was unsure."""
    return _checks(user, HarmVerdict.WITH_CUSTODIAN)


# --- For the side it was put to ---


def to_acknowledge(user: User) -> "QuerySet[Any]":
    """Put to this person's side, and neither acknowledged nor deemed delivered yet."""
    return _asked(user).filter(
        notification__acknowledged_at__isnull=True, notification__deemed_at__isnull=True
    )


def to_answer(user: User) -> "QuerySet[Any]":
    """Put to this person's side, and delivered: the clock runs."""
    return _asked(user).exclude(
        notification__acknowledged_at__isnull=True, notification__deemed_at__isnull=True
    )


def _asked(user: User) -> "QuerySet[Any]":
    rows = Allegation.objects.visible_to(user).put_to(user).awaiting_answer()
    shown = rows.select_related("agreement", "notification")
    return waiting(shown, since=PUT_AT, due=DUE, last=BY_NOTICE)


def _checks(user: User, verdict: HarmVerdict) -> "QuerySet[Any]":
    """The checks that stand so, of what was not put to the party and still could be."""
    checks: HarmCheckQuerySet = HarmCheck.objects.visible_to(user).standing()
    unput = Allegation.objects.to_put().values("pk")
    rows = checks.filter(verdict=verdict, allegation__in=unput)
    since = Coalesce("settled_at", "checked_at", "drafted_at")
    return waiting(rows.select_related("allegation__agreement"), since=since)
