"""Who starts the sending of letters."""

from celery import shared_task
from django.db import OperationalError

from ceasefire.outbox.services import SEND_TASK, send_owed_letters


@shared_task(
    name=SEND_TASK,
    acks_late=True,
    autoretry_for=(OperationalError,),
    retry_backoff=True,
    max_retries=5,
    ignore_result=True,
)
def send_letters_task() -> None:
    """Send what is owed. Safe to run at any time and twice: claimed letters are left alone."""
    send_owed_letters()
