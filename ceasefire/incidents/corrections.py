"""What whoever sent a report may still do with it: correct it, or stop its use.

A report that belongs to an incident is known here only, so its author's changes of mind are
taken in here: the incident is marked, and its day is counted again.
"""

from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ceasefire.accounts.models import User
from ceasefire.common.errors import DomainError
from ceasefire.incidents.held import mark_changed
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
    NotOwnReportError, ReportNotUsableError, and what `submit_report` raises.
    """
    _check_is_own(report, by)
    locked = locked_report(report)
    corrected = submit_report(facts=facts, by=by, submission=submission, supersedes=locked)
    for link in _links(locked):
        link.parted_at = timezone.now()
        link.save(update_fields=["parted_at"])
        ReportLink.objects.create(
            incident=link.incident, report=corrected, kind=link.kind, made_by=by
        )
        mark_linked(report=corrected, by=by)
        _note(link.incident, corrected, by)
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
    links = list(_links(locked))
    if any(_is_published(link.incident) for link in links):
        raise AlreadyPublishedError(
            _("What rests on this report is published: write to the mechanism to withdraw it.")
        )
    locked.stopped_at = timezone.now()
    locked.save(update_fields=["stopped_at"])
    effects = effects_of([locked])
    record(EntryKind.MONITOR_REPORT_STOPPED, subject=locked, by=by, effects=effects)
    for link in links:
        _note(link.incident, locked, by)
    return locked


def _links(report: MonitorReport) -> list[ReportLink]:
    links = ReportLink.objects.present().filter(report=report)
    return list(links.select_for_update(of=("self",)).select_related("incident__agreement"))


def _note(incident: Incident, report: MonitorReport, by: User) -> None:
    """Mark an incident whose account has changed, and let its day be counted again."""
    mark_changed(incident)
    incident.save(update_fields=["changed_since_verification"])
    effects: Effects = effects_of([incident])
    record(
        EntryKind.INCIDENT_ACCOUNT_CHANGED,
        subject=incident,
        by=by,
        effects=effects,
        report=report.receipt,
    )


def _is_published(incident: Incident) -> bool:
    """Whether it, or what it was merged into, stands published."""
    whole = incident
    while whole.merged_into:
        whole = whole.merged_into
    return PublishedVersion.objects.stands(PublishedKind.INCIDENT, whole.public_id)


def _check_is_own(report: MonitorReport, by: User) -> None:
    if report.author_id != by.pk:
        raise NotOwnReportError(_("Only who sent a report corrects or stops it."))
