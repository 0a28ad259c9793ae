"""What whoever sent a report may still do with it: correct it, or stop its use.

A report that belongs to an incident is known here only, so its author's changes of mind are
taken in here: the incident is marked, and its day is counted again.
"""

from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ceasefire.accounts.models import User
from ceasefire.common.errors import DomainError
from ceasefire.incidents.held import locked_chains, mark_changed
from ceasefire.incidents.models import Incident, ReportLink
from ceasefire.ledger.choices import EntryKind
from ceasefire.ledger.effects import Effects
from ceasefire.ledger.services import record
from ceasefire.monitoring.held import check_is_usable, locked_report
from ceasefire.monitoring.models import MonitorReport
from ceasefire.monitoring.reports import ReportFacts, mark_linked, submit_report
from ceasefire.monitoring.submitting import AlreadyStoppedError
from ceasefire.monitoring.touched import effects_of
from ceasefire.publication.choices import PublishedKind
from ceasefire.publication.models import PublishedVersion


class AlreadyPublishedError(DomainError):
    code = "already_published"


class NotOwnReportError(DomainError):
    code = "not_own_report"


@transaction.atomic
def correct_report(
    *, report: MonitorReport, facts: ReportFacts, by: User, submission: UUID | None = None
) -> MonitorReport:
    """Put another report in the place of one's own; the first stays as it was.

    The correction takes over the links, and the incidents are marked as changed. Raises
    NotOwnReportError, ReportNotUsableError, ValidationError if it is about another
    agreement, and what `submit_report` raises.
    """
    _check_is_own(report, by)
    locked = locked_report(report)
    if facts.agreement != locked.agreement.code:
        raise ValidationError({"agreement": _("The report you correct is about another.")})
    corrected = submit_report(facts=facts, by=by, submission=submission, supersedes=locked)
    for link, chain in _links(locked):
        link.parted_at = timezone.now()
        link.save(update_fields=["parted_at"])
        ReportLink.objects.create(
            incident=link.incident, report=corrected, kind=link.kind, made_by=by
        )
        mark_linked(report=corrected, by=by)
        _note(chain, corrected, by)
    return corrected


@transaction.atomic
def stop_report(*, report: MonitorReport, by: User) -> MonitorReport:
    """Stop the use of one's own report: nothing rests on it any more.

    Raises NotOwnReportError, AlreadyStoppedError, and AlreadyPublishedError where an incident
    that rests on it has been published: then only a withdrawal helps.
    """
    _check_is_own(report, by)
    locked = locked_report(report)
    if locked.stopped_at:
        raise AlreadyStoppedError(_("This was stopped before."))
    check_is_usable(locked)
    chains = [chain for _link, chain in _links(locked)]
    if any(_is_published(whole) for *_parts, whole in chains):
        raise AlreadyPublishedError(
            _("What rests on this report is published: write to the mechanism to withdraw it.")
        )
    locked.stopped_at = timezone.now()
    locked.save(update_fields=["stopped_at"])
    effects = effects_of([locked])
    record(EntryKind.MONITOR_REPORT_STOPPED, subject=locked, by=by, effects=effects)
    for chain in chains:
        _note(chain, locked, by)
    return locked


def _links(report: MonitorReport) -> list[tuple[ReportLink, list[Incident]]]:
    """The links of a locked report, each with its incident and what that was merged into.

    Incidents are locked before links, as whoever parts a report locks them.
    """
    present = ReportLink.objects.present().filter(report=report)
    incidents = [link.incident for link in present.select_related("incident")]
    chains = {chain[0].pk: chain for chain in locked_chains(*incidents)}
    return [(link, chains[link.incident_id]) for link in present.select_for_update()]


def _note(chain: list[Incident], report: MonitorReport, by: User) -> None:
    """Mark an incident whose account has changed, and what it is read as a part of; let their
    days be counted again."""
    effects: Effects = effects_of(chain)
    for incident in chain:
        mark_changed(incident)
        incident.save(update_fields=["changed_since_verification"])
        record(
            EntryKind.INCIDENT_ACCOUNT_CHANGED,
            subject=incident,
            by=by,
            effects=effects,
            report=report.receipt,
        )


def _is_published(whole: Incident) -> bool:
    return PublishedVersion.objects.stands(PublishedKind.INCIDENT, whole.public_id)


def _check_is_own(report: MonitorReport, by: User) -> None:
    if report.author_id != by.pk:
        raise NotOwnReportError(_("Only who sent a report corrects or stops it."))
