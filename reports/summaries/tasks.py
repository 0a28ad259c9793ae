"""Work on summaries that Celery starts."""

from celery import shared_task

from ceasefire.accounts.models import User
from reports.summaries.due import draft_due_summaries, mark_ended_periods


@shared_task(name="reports.summaries.draft_due_summaries")
def draft_due_summaries_task() -> None:
    """Draft the summaries that have fallen due, in the name of the service."""
    draft_due_summaries(by=User.objects.system())


@shared_task(name="reports.summaries.mark_ended_periods")
def mark_ended_periods_task() -> None:
    """Put ended periods without a summary on the list of summaries due."""
    mark_ended_periods()
