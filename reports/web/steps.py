"""What staff can do with a summary next, and what stands in the way."""

from dataclasses import dataclass

from django.utils import timezone

from ceasefire.accounts.models import User
from ceasefire.agreements.models import Agreement
from reports.statistics.periods import Period
from reports.summaries.choices import SummaryKind, SummaryStatus
from reports.summaries.material import has_changed
from reports.summaries.models import ComplianceSummary
from reports.summaries.periods import due_at, periods_between_rounds


@dataclass(frozen=True)
class NextSteps:
    """What this person may do with a summary as it stands."""

    has_changed: bool
    can_draft: bool
    can_approve: bool
    can_release: bool
    can_return: bool
    needs_another_person: bool


def next_steps(summary: ComplianceSummary, user: User) -> NextSteps:
    """The moves that state and role allow; the services check them again."""
    changed = has_changed(summary)
    is_draft = summary.status == SummaryStatus.DRAFTED
    is_approved = summary.status == SummaryStatus.APPROVED
    approves = user.has_perm("reports.approve_summary")
    own = summary.approved_by_id == user.pk
    return NextSteps(
        has_changed=changed,
        can_draft=changed and user.has_perm("reports.draft_summary"),
        can_approve=is_draft and approves and not changed,
        can_release=(
            is_approved and user.has_perm("reports.release_summary") and not own and not changed
        ),
        can_return=is_approved and approves,
        needs_another_person=is_approved and own,
    )


def periods_to_draft(user: User) -> list[tuple[Agreement, Period]]:
    """The ended periods between rounds of every agreement, latest first, to choose from."""
    now = timezone.now()
    return [
        (agreement, period)
        for agreement in Agreement.objects.visible_to(user)
        for period in reversed(periods_between_rounds(agreement))
        if due_at(period, SummaryKind.INTER_ROUND, agreement.time_zone) <= now
    ]
