"""How a monitor's account comes into the record, and what an officer first makes of it."""

import hashlib
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ceasefire.accounts.models import User
from ceasefire.agreements.locating import EARLIEST, located
from ceasefire.agreements.models import Agreement
from ceasefire.codes.agreements import Act
from ceasefire.codes.casualties import CasualtyOutcome, CasualtyStatus
from ceasefire.codes.incidents import ReportState
from ceasefire.codes.observations import Basis, FireSign, Means, PermittedUse, Weapon
from ceasefire.common.errors import DomainError
from ceasefire.ledger.choices import EntryKind
from ceasefire.ledger.services import record
from ceasefire.monitoring.held import check_is_usable, locked_report
from ceasefire.monitoring.models import CasualtyStatement, MonitorReport
from ceasefire.monitoring.submitting import sender, sent_before
from ceasefire.monitoring.touched import effects_of
from ceasefire.parties.models import Party
from ceasefire.places.happening import HappeningFacts

LONGEST_STAY = timedelta(days=366)


class ReportTriagedError(DomainError):
    code = "report_triaged"


@dataclass(frozen=True)
class CasualtyFacts:
    """How many people were harmed, as one account has it."""

    outcome: CasualtyOutcome
    status: CasualtyStatus
    low: int
    high: int
    best: int | None = None


@dataclass(frozen=True)
class ReportFacts:
    """One account. `agreement`, `actor` and `target` are codes; moments are aware."""

    agreement: str
    happening: HappeningFacts
    basis: Basis
    means: tuple[Means, ...] = ()
    fire_sign: FireSign | None = None
    count_low: int | None = None
    count_high: int | None = None
    act: Act | None = None
    weapon: Weapon | None = None
    actor: str | None = None
    target: str | None = None
    relayed_from: str = ""
    permitted_use: PermittedUse = PermittedUse.SHOW_MECHANISM
    still_there_until: datetime | None = None
    narrative: str = ""
    language: str = "en"
    casualties: tuple[CasualtyFacts, ...] = ()


@transaction.atomic
def submit_report(
    *,
    facts: ReportFacts,
    by: User,
    submission: UUID | None = None,
    supersedes: MonitorReport | None = None,
) -> MonitorReport:
    """Take in an account as it is told. Once this returns it is kept, whole.

    The same `submission` by the same person again returns the report that was kept; with
    other words it raises SubmissionDiffersError. Raises ValidationError, by field, if the
    facts do not fit, ReportNotUsableError if what it corrects was corrected or stopped.
    """
    digest = hashlib.sha256(repr((facts, supersedes)).encode()).hexdigest()
    earlier: MonitorReport | None = sent_before(MonitorReport, submission, digest, by)
    if earlier is not None:
        return earlier
    if supersedes:
        check_is_usable(supersedes)
    agreement = Agreement.objects.get(code=facts.agreement)
    report = MonitorReport(
        agreement=agreement,
        supersedes=supersedes,
        **sender(submission, digest, by),
        **located(facts.happening, agreement),
        **_told(facts),
    )
    report.full_clean()
    report.save()
    _keep_casualties(report, facts.casualties)
    record(
        EntryKind.MONITOR_REPORT_SUBMITTED,
        subject=report,
        by=by,
        effects=effects_of([report]),
        corrects=str(supersedes.public_id) if supersedes else None,
    )
    return report


@transaction.atomic
def look_at_report(*, report: MonitorReport, by: User) -> MonitorReport:
    """Note that an officer has read a report and opens nothing from it for now.

    Raises ReportTriagedError if it was dealt with before.
    """
    return _triage(report, ReportState.TRIAGED, EntryKind.MONITOR_REPORT_LOOKED_AT, "", by)


@transaction.atomic
def return_report(*, report: MonitorReport, question: str, by: User) -> MonitorReport:
    """Return a report to whoever sent it, with a question that a correction can answer.

    Raises ReportTriagedError if it was dealt with before.
    """
    state, kind = ReportState.RETURNED, EntryKind.MONITOR_REPORT_RETURNED
    return _triage(report, state, kind, question, by)


@transaction.atomic
def reject_report(*, report: MonitorReport, reason: str, by: User) -> MonitorReport:
    """Put aside what is no report at all. Raises ReportTriagedError if it was dealt with."""
    state, kind = ReportState.REJECTED, EntryKind.MONITOR_REPORT_REJECTED
    return _triage(report, state, kind, reason, by)


@transaction.atomic
def mark_linked(*, report: MonitorReport, by: User) -> MonitorReport:
    """Note that a report belongs to an incident; whoever links it records that, `by` whom."""
    locked = locked_report(report)
    locked.state, locked.state_because = ReportState.LINKED, ""
    locked.save(update_fields=["state", "state_because"])
    return locked


def _triage(
    report: MonitorReport, state: ReportState, kind: EntryKind, because: str, by: User
) -> MonitorReport:
    locked = locked_report(report)
    check_is_usable(locked)
    if locked.state not in {ReportState.SUBMITTED, ReportState.TRIAGED}:
        raise ReportTriagedError(_("Somebody has dealt with this report before."))
    locked.state, locked.state_because = state, because
    locked.save(update_fields=["state", "state_because"])
    record(kind, subject=locked, by=by, reason=because)
    return locked


def _told(facts: ReportFacts) -> dict[str, Any]:
    return {
        "basis": facts.basis,
        "means": list(facts.means),
        "fire_sign": facts.fire_sign or "",
        **_counted(facts),
        "act": facts.act or "",
        "weapon": facts.weapon or "",
        "actor": _party("actor", facts.actor),
        "target": _party("target", facts.target),
        "relayed_from": facts.relayed_from,
        "permitted_use": facts.permitted_use,
        "still_there_until": _until(facts.still_there_until),
        "narrative": facts.narrative,
        "language": facts.language,
    }


def _counted(facts: ReportFacts) -> dict[str, int | None]:
    """The range of what was counted; one number alone is both its ends_at."""
    low, high = facts.count_low, facts.count_high
    low, high = (high if low is None else low), (low if high is None else high)
    if low is not None and high is not None and low > high:
        raise ValidationError({"count_high": _("This is less than the lower number.")})
    return {"count_low": low, "count_high": high}


def _until(moment: datetime | None) -> datetime | None:
    """How long somebody stays where they told from: not more than a year from now."""
    if moment and not EARLIEST < moment < timezone.now() + LONGEST_STAY:
        raise ValidationError({"still_there_until": _("Name a day within the next year.")})
    return moment


def _party(field: str, code: str | None) -> Party | None:
    if not code:
        return None
    party = Party.objects.filter(code=code).first()
    if party is None:
        raise ValidationError({field: _("No party has this code.")})
    return party


def _keep_casualties(report: MonitorReport, casualties: Collection[CasualtyFacts]) -> None:
    if len({(each.outcome, each.status) for each in casualties}) < len(casualties):
        raise ValidationError({"casualties": _("Say each sort of people once.")})
    for each in casualties:
        best = each.low if each.best is None else each.best
        if not each.low <= best <= each.high:
            words = _("The numbers must rise from the lowest to the highest.")
            raise ValidationError({"casualties": words})
        statement = CasualtyStatement(
            report=report,
            outcome=each.outcome,
            status=each.status,
            low=each.low,
            best=each.best,
            high=each.high,
        )
        try:
            statement.full_clean()
        except ValidationError as error:
            raise ValidationError({"casualties": error.messages}) from error
        statement.save()
