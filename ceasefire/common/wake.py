"""Wake a worker for rows that are owed. Losing the call loses nothing: the sweep finds them."""

import logging

from celery import current_app
from django.conf import settings
from django.db import transaction
from kombu.exceptions import OperationalError

logger = logging.getLogger(__name__)


def wake_on_commit(task_name: str) -> None:
    """Ask for `task_name` (a sweep without arguments) once the transaction has committed."""
    if settings.CELERY_BROKER_URL:
        transaction.on_commit(lambda: _send(task_name), robust=True)


def _send(task_name: str) -> None:
    try:
        current_app.send_task(task_name, retry=False)
    except OperationalError:
        logger.warning("The broker did not take a wake-up; the sweep will do the work.")
