"""The commands of the running service, the same in the demo and in docker-compose.yml.

Standard library only.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Service:
    """One long-running process: its command, its database role, how it is told to stop."""

    name: str
    command: tuple[str, ...]
    database_role: str
    stop_signal: str = "TERM"


CELERY = ("celery", "--app", "config.celery")

WEB = Service(
    "web", ("gunicorn", "config.wsgi:application", "--config", "config/gunicorn.py"), "web"
)
WORKER = Service(
    "worker",
    (*CELERY, "worker", "--loglevel", "WARNING", "--concurrency", "2", "--without-gossip"),
    "worker",
)
BEAT = Service(
    "beat",
    (*CELERY, "beat", "--loglevel", "WARNING", "--scheduler", "celery.beat.Scheduler"),
    "worker",
)
SERVICES = (WEB, WORKER, BEAT)
