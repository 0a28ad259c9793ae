"""The service's own heartbeat."""

from celery import shared_task
from django.core.cache import cache
from django.utils import timezone

LAST_TICK = "service:last-tick"
TICK_KEPT_SECONDS = 300


@shared_task(name="config.tick", ignore_result=True, expires=30)
def tick_task() -> None:
    """Note that beat sent, the broker carried and a worker ran this."""
    cache.set(LAST_TICK, timezone.now().timestamp(), TICK_KEPT_SECONDS)
