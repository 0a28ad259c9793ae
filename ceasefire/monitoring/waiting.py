"""Which monitor reports wait for whom."""

from typing import Any

from django.db.models import F, QuerySet

from ceasefire.accounts.models import User
from ceasefire.common.waiting import waiting
from ceasefire.ledger.choices import EntryKind
from ceasefire.ledger.moments import last_done
from ceasefire.monitoring.models import MonitorReport


def to_triage(user: User) -> "QuerySet[Any]":
    """Those nobody has looked at."""
    reports = MonitorReport.objects.visible_to(user).awaiting_triage()
    return waiting(reports.select_related("agreement", "area"), since=F("submitted_at"))


def returned(user: User) -> "QuerySet[Any]":
    """This person's own that came back with a question, for as long as they may read them."""
    own = MonitorReport.objects.visible_to(user).filter(author=user).returned()
    since = last_done(MonitorReport, EntryKind.MONITOR_REPORT_RETURNED)
    return waiting(own.select_related("agreement", "area"), since=since)
