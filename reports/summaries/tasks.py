"""Work on summaries that Celery starts."""

from celery import shared_task

from ceasefire.accounts.models import User
from reports.summaries.due import draft_due_summaries, mark_ended_periods, mark_overdue_answers


@shared_task(name="reports.summaries.draft_due_summaries")
def draft_due_summaries_task() -> None:
    """Draft the summaries that have fallen due, in the name of the service."""
    draft_due_summaries(by=User.objects.system())


@shared_task(name="reports.summaries.mark_ended_periods")
def mark_ended_periods_task() -> None:
    """Put ended periods without a summary on the list of summaries due."""
    mark_ended_periods()


@shared_task(name="reports.summaries.mark_overdue_answers")
def mark_overdue_answers_task() -> None:
    """Let days be counted again on which an answer has fallen overdue."""
    mark_overdue_answers()
