"""Work on the clocks of notifications that Celery starts."""

from celery import shared_task
from django.db import OperationalError

from ceasefire.accounts.models import User
from ceasefire.allegations.clocks import REMIND_TASK
from ceasefire.allegations.reminding import do_owed_reminders


@shared_task(
    name=REMIND_TASK,
    acks_late=True,
    autoretry_for=(OperationalError,),
    retry_backoff=True,
    max_retries=5,
    ignore_result=True,
)
def do_owed_reminders_task() -> None:
    """Do what has fallen due, in the name of the service. May run twice: each is done once."""
    do_owed_reminders(by=User.objects.system())
