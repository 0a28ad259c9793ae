"""How summaries come about: drafted, approved by one person, released by another, frozen."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ceasefire.accounts.models import User
from ceasefire.agreements.models import Agreement
from ceasefire.common.errors import SecondPersonNeededError
from ceasefire.ledger.choices import EntryKind
from ceasefire.ledger.services import record
from ceasefire.publication.services import publish
from reports.rollups.locks import one_at_a_time
from reports.rollups.services import recount_period
from reports.statistics.periods import Period
from reports.summaries.changes import changes_between
from reports.summaries.choices import SummaryStatus
from reports.summaries.document import public_document, summary_document
from reports.summaries.errors import (
    ChangedSinceApprovalError,
    ChangedSinceDraftError,
    NotADraftError,
    NotApprovedError,
    PeriodNotEndedError,
)
from reports.summaries.material import Material, gather, has_changed
from reports.summaries.models import ComplianceSummary
from reports.summaries.periods import due_at, kind_of, periods_between_rounds


def draft_summary(*, agreement: Agreement, period: Period, by: User) -> ComplianceSummary:
    """Draft what is said about a period, or bring its draft up to date.

    If nothing has changed since the last edition, that edition is returned. After a
    release the draft is the next edition. A summary that was approved and has changed
    since is a draft again. Two drafters at once make one summary. Raises
    PeriodNotEndedError before the period's record is closed.
    """
    _check_has_ended(agreement, period)
    recount_period(agreement=agreement, period=period)
    return _draft(agreement, period, by)


@transaction.atomic
def approve_summary(*, summary_id: int, seen: str, by: User) -> ComplianceSummary:
    """Approve a draft as it was seen (`seen` is the hash of its inputs).

    Raises NotADraftError in any other state, ChangedSinceDraftError if the draft, or
    the record behind it, is no longer what was seen.
    """
    summary = _locked(summary_id)
    if summary.status != SummaryStatus.DRAFTED:
        raise NotADraftError(_("Only a draft can be approved."))
    if summary.inputs_hash != seen or has_changed(summary):
        raise ChangedSinceDraftError(
            _("The record has changed since this was drafted: draft it again and read it again.")
        )
    summary.status = SummaryStatus.APPROVED
    summary.approved_by = by
    summary.approved_at = timezone.now()
    summary.save(update_fields=["status", "approved_by", "approved_at"])
    record(EntryKind.SUMMARY_APPROVED, subject=summary, by=by, inputs_hash=summary.inputs_hash)
    return summary


@transaction.atomic
def release_summary(*, summary_id: int, by: User) -> ComplianceSummary:
    """Release an approved summary: it is published, and frozen.

    Raises NotApprovedError in any other state, SecondPersonNeededError for the person
    who approved it, ChangedSinceApprovalError if the record behind it has changed.
    """
    summary = _locked(summary_id)
    if summary.status != SummaryStatus.APPROVED:
        raise NotApprovedError(_("Only an approved summary can be released."))
    if summary.approved_by_id == by.pk:
        raise SecondPersonNeededError(
            _("One person approves, another releases: you approved this summary.")
        )
    if summary.changed_since_approval or has_changed(summary):
        raise ChangedSinceApprovalError(
            _("The record has changed since this was approved: draft and approve it again.")
        )
    summary.status = SummaryStatus.RELEASED
    summary.released_by = by
    summary.released_at = timezone.now()
    summary.save(update_fields=["status", "released_by", "released_at"])
    record(EntryKind.SUMMARY_RELEASED, subject=summary, by=by, inputs_hash=summary.inputs_hash)
    publish(subject=summary, document=public_document(summary), by=by)
    return summary


@transaction.atomic
def return_summary(*, summary_id: int, reason: str, by: User) -> ComplianceSummary:
    """Return an approved summary to draft, with a reason. Raises NotApprovedError otherwise."""
    summary = _locked(summary_id)
    if summary.status != SummaryStatus.APPROVED:
        raise NotApprovedError(_("Only an approved summary can be returned to draft."))
    _unapprove(summary)
    summary.save(update_fields=["status", "approved_by", "approved_at", "changed_since_approval"])
    record(EntryKind.SUMMARY_RETURNED, subject=summary, by=by, reason=reason)
    return summary


@transaction.atomic
def _draft(agreement: Agreement, period: Period, by: User) -> ComplianceSummary:
    one_at_a_time(f"summary {agreement.pk} {period.start} {period.end}")
    editions = ComplianceSummary.objects.about(agreement, period).select_for_update()
    last = editions.order_by("-edition").first()
    material = gather(agreement, period)
    if last and last.inputs_hash == material.inputs_hash:
        return last
    if last is None or last.status == SummaryStatus.RELEASED:
        summary = ComplianceSummary(
            agreement=agreement,
            period_from=period.start,
            period_to=period.end,
            edition=last.edition + 1 if last else 1,
            supersedes=last,
        )
    else:
        summary = last
        _unapprove(summary)
    _fill(summary, material, by)
    summary.save()
    record(
        EntryKind.SUMMARY_DRAFTED,
        subject=summary,
        by=by,
        edition=summary.edition,
        inputs_hash=summary.inputs_hash,
    )
    return summary


def _fill(summary: ComplianceSummary, material: Material, by: User) -> None:
    document = summary_document(material)
    summary.kind = material.kind
    summary.figures = {**document, **_edition_part(summary, document)}
    summary.inputs_hash = material.inputs_hash
    summary.method_version = document["method"]["version"]
    summary.data_cutoff = due_at(material.period, material.kind, material.agreement.time_zone)
    summary.drafted_by = by
    summary.drafted_at = timezone.now()


def _edition_part(summary: ComplianceSummary, document: dict[str, Any]) -> dict[str, Any]:
    earlier = summary.supersedes
    return {
        "edition": summary.edition,
        "supersedes": str(earlier.public_id) if earlier else None,
        "changes": changes_between(earlier.figures, document) if earlier else [],
    }


def _unapprove(summary: ComplianceSummary) -> None:
    summary.status = SummaryStatus.DRAFTED
    summary.approved_by = None
    summary.approved_at = None
    summary.changed_since_approval = False


def _check_has_ended(agreement: Agreement, period: Period) -> None:
    kind = kind_of(period, periods_between_rounds(agreement))
    if due_at(period, kind, agreement.time_zone) > timezone.now():
        raise PeriodNotEndedError(
            _("A period that has not ended has no summary yet; the overview shows it so far.")
        )


def _locked(summary_id: int) -> ComplianceSummary:
    summaries = ComplianceSummary.objects.select_for_update(of=("self",))
    return summaries.select_related("agreement").get(pk=summary_id)
