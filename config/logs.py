"""What the service writes about itself: one JSON object a line, on standard error.

Nobody must be found through a log. So no address, agent, cookie or query string
is written; of a request only the route it took; of another library's message
only the sentence, not what was filled in; of an error its type and where it
happened, and its words only if they can speak of nothing but code.
"""

import traceback
from logging import LogRecord
from typing import Any

import structlog
from django.core.exceptions import ImproperlyConfigured
from structlog.typing import EventDict, WrappedLogger

OURS = ("ceasefire", "config", "reports")
SPEAKS_OF_CODE = (AttributeError, ImportError, ImproperlyConfigured, NameError, SyntaxError)
FRAMES_KEPT = 15


def logging_settings() -> dict[str, Any]:
    """The `LOGGING` of Django, gunicorn and Celery alike."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "json": {
                "()": "structlog.stdlib.ProcessorFormatter",
                "pass_foreign_args": True,
                "processors": [
                    say_what_happened,
                    structlog.stdlib.add_log_level,
                    structlog.processors.TimeStamper(fmt="iso", utc=True),
                    name_error,
                    structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                    structlog.processors.JSONRenderer(ensure_ascii=False),
                ],
            }
        },
        "filters": {"no_readiness": {"()": lambda: is_worth_a_line}},
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "json"}},
        "root": {"handlers": ["console"], "level": "WARNING"},
        "loggers": {
            **{name: {"level": "INFO"} for name in OURS},
            # Django and gunicorn bring handlers of their own: these take their place.
            "django": {"handlers": [], "level": "WARNING", "propagate": True},
            # It would name addresses and networks; what it refuses is answered with 429.
            "axes": {"level": "CRITICAL"},
            "django.request": {"filters": ["no_readiness"]},
            "gunicorn.error": {"handlers": ["console"], "level": "WARNING", "propagate": False},
        },
    }


def say_what_happened(_: WrappedLogger, __: str, line: EventDict) -> EventDict:
    """Put a sentence without personal data in place of the message."""
    record: LogRecord = line["_record"]
    filled_in = line.pop("positional_args", None)
    line["logger"] = record.name
    if record.name.partition(".")[0] in OURS:
        return line
    line["event"] = str(record.msg).partition("\n")[0]
    if record.name.startswith("django.security"):
        line["event"] = "a request was refused"
    elif hasattr(record, "status_code"):
        line["event"] = "a request failed"
        line["status"] = record.status_code
        line["route"] = _route(record)
    elif record.name.startswith("celery") and isinstance(filled_in, dict):
        line["task"] = filled_in.get("name")
    return line


def is_worth_a_line(record: LogRecord) -> bool:
    """Whoever watches `/readyz` is told by its answer; a line each time would drown the rest."""
    return _route(record) != "readyz"


def name_error(_: WrappedLogger, __: str, line: EventDict) -> EventDict:
    """Keep of an error what helps to mend it and tells of nobody."""
    error = line.pop("exc_info", None)
    if not error:
        return line
    raised: BaseException = error[1]
    frames = traceback.extract_tb(raised.__traceback__)[-FRAMES_KEPT:]
    line["error"] = f"{type(raised).__module__}.{type(raised).__qualname__}"
    line["at"] = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames]
    if isinstance(raised, SPEAKS_OF_CODE):
        line["says"] = str(raised)
    return line


def _route(record: LogRecord) -> str:
    match = getattr(getattr(record, "request", None), "resolver_match", None)
    return str(match.route) if match else "none"
