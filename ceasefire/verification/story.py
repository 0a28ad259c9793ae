"""What belongs to a case, and every ledger entry that tells what was done about it."""

from collections.abc import Callable, Mapping
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Model, Q, QuerySet

from ceasefire.accounts.models import User
from ceasefire.allegations.models import Allegation, MutualAccusation
from ceasefire.incidents.models import Call, Incident
from ceasefire.incidents.querysets import IncidentQuerySet
from ceasefire.ledger.models import LedgerEntry
from ceasefire.ledger.querysets import LedgerEntryQuerySet, subject_key
from ceasefire.monitoring.models import MonitorReport
from ceasefire.verification.models import Finding

Find = Callable[[User, IncidentQuerySet], QuerySet[Any]]
Rows = Mapping[str, list[Any]]


def _incidents(user: User, family: IncidentQuerySet) -> QuerySet[Incident]:
    return family.order_by("pk")


def _reports(user: User, family: IncidentQuerySet) -> QuerySet[MonitorReport]:
    """Every report that was ever linked. Of what was done about a report, only those who may
    read it whole are told: when it was sent could lead to its source."""
    reports = MonitorReport.objects.visible_to(user)
    if not user.has_perm("ceasefire.read_whole_report"):
        return reports.none()
    return reports.filter(links__incident__in=family).distinct()


def _allegations(user: User, family: IncidentQuerySet) -> QuerySet[Allegation]:
    return Allegation.objects.visible_to(user).filter(incident__in=family)


def _mutual(user: User, family: IncidentQuerySet) -> QuerySet[MutualAccusation]:
    either = Q(first__incident__in=family) | Q(second__incident__in=family)
    mutual = MutualAccusation.objects.visible_to(user).filter(either)
    return mutual.select_related("first", "second")


def _findings(user: User, family: IncidentQuerySet) -> QuerySet[Finding]:
    return Finding.objects.visible_to(user).filter(incident__in=family)


def _calls(user: User, family: IncidentQuerySet) -> QuerySet[Call]:
    return Call.objects.visible_to(user).filter(incident__in=family)


# By the ledger's word for them. Harm checks, notifications, answers, more time, translations and
# determinations are told of their allegation, recommendations of their finding, answers by the
# mechanism, reopenings and referrals of their incident.
SUBJECTS: dict[str, Find] = {
    "ceasefire.incident": _incidents,
    "ceasefire.monitorreport": _reports,
    "ceasefire.allegation": _allegations,
    "ceasefire.mutualaccusation": _mutual,
    "ceasefire.finding": _findings,
    "ceasefire.call": _calls,
}


def rows_of_case(incident: Incident, user: User) -> Rows:
    """What belongs to an incident and those merged into it, by type, as far as `user` may see."""
    family = Incident.objects.visible_to(user).family(incident)
    return {subject_type: list(find(user, family)) for subject_type, find in SUBJECTS.items()}


def entries_about(rows: Rows, user: User) -> LedgerEntryQuerySet:
    """The entries about any of these rows that `user` may see, oldest first."""
    about = (_about(subject_type, found) for subject_type, found in rows.items())
    return LedgerEntry.objects.visible_to(user).filter(reduce(or_, about)).order_by("pk")


def _about(subject_type: str, rows: list[Model]) -> Q:
    return Q(subject_type=subject_type, subject_id__in=[subject_key(each) for each in rows])
