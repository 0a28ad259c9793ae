"""The Celery application, the packages that hold tasks, and the one timetable."""

import os
from logging.config import dictConfig

from celery import Celery
from celery.schedules import crontab, schedule
from celery.signals import setup_logging
from django.conf import settings

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.production")

TASK_PACKAGES = [
    "config",
    "ceasefire.allegations",
    "ceasefire.outbox",
    "reports.rollups",
    "reports.summaries",
]

app = Celery("ceasefire")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks(TASK_PACKAGES)


def _timetable() -> dict[str, dict[str, object]]:
    sweep = schedule(settings.SWEEP_SECONDS)
    return {
        # Shows that beat, broker and worker are alive; /readyz reads it.
        "tick": {"task": "config.tick", "schedule": schedule(5)},
        # Sends the letters whose wake-up was lost.
        "letters": {"task": "ceasefire.outbox.send_letters", "schedule": sweep},
        # Recounts the days that are still dirty.
        "days": {"task": "reports.rollups.recount_dirty_days", "schedule": sweep},
        # Drafts the summaries that have fallen due.
        "drafts": {"task": "reports.summaries.draft_due_summaries", "schedule": sweep},
        # Does what falls due on the clocks of answers: delivered, due soon, overdue.
        "reminders": {"task": "ceasefire.allegations.do_owed_reminders", "schedule": sweep},
        # Puts the periods that ended on the list of summaries due.
        "periods": {
            "task": "reports.summaries.mark_ended_periods",
            "schedule": crontab(minute="5"),
        },
    }


@app.on_after_configure.connect  # type: ignore[untyped-decorator]
def set_timetable(sender: Celery, **_: object) -> None:
    sender.conf.beat_schedule = _timetable()


@setup_logging.connect  # type: ignore[untyped-decorator]
def use_our_logs(**_: object) -> None:
    """Celery would bring handlers of its own, which write what tasks were given."""
    dictConfig(settings.LOGGING)
