"""Work on the marginals that Celery starts."""

from celery import shared_task

from reports.rollups.services import recount_dirty_days


@shared_task(name="reports.rollups.recount_dirty_days")
def recount_dirty_days_task() -> None:
    """Recount the days that are still dirty."""
    recount_dirty_days()
