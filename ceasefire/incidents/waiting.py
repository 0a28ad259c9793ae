"""Which incidents wait to be taken up, and which calls to be followed."""

from typing import Any

from django.db.models import F, QuerySet

from ceasefire.accounts.models import User
from ceasefire.codes.incidents import IncidentState
from ceasefire.common.waiting import waiting
from ceasefire.incidents.models import Call, Incident


def to_take_up(user: User) -> "QuerySet[Any]":
    """Those nobody has begun to verify, where the mandate lets the mechanism."""
    reported = Incident.objects.visible_to(user).open().to_verify().not_told_by(user)
    rows = reported.in_state(IncidentState.REPORTED).select_related("agreement", "area")
    return waiting(rows, since=F("opened_at"))


def calls_to_follow(user: User) -> "QuerySet[Any]":
    """Calls after which nobody has said whether fire stopped."""
    calls = Call.objects.visible_to(user).open().select_related("agreement", "area")
    return waiting(calls, since=F("called_at"))
