"""What is written about the service must lead to nobody."""

import io
import json
import logging
from logging.config import dictConfig

import pytest
from django.urls import path

from config.logs import logging_settings

ADDRESS = "amina@people.invalid"


@pytest.fixture
def written():
    """`written()`: the lines that were written, as objects."""
    stream = io.StringIO()
    configuration = logging_settings()
    configuration["handlers"]["console"]["stream"] = stream
    before = {name: list(logging.getLogger(name).handlers) for name in ("", "django")}
    dictConfig(configuration)
    yield lambda: [json.loads(line) for line in stream.getvalue().splitlines()]
    for name, handlers in before.items():
        logging.getLogger(name).handlers = handlers


def failing_view(request, address):
    raise ValueError(f"No person called {address}.")


urlpatterns = [path("people/<str:address>/", failing_view)]


def test_our_own_words_are_written_as_one_object(written):
    logging.getLogger("ceasefire.outbox").warning("%s letters wait.", 3)

    [line] = written()
    assert line.pop("timestamp").endswith("Z")
    assert line == {"event": "3 letters wait.", "logger": "ceasefire.outbox", "level": "warning"}


def test_words_of_libraries_are_written_without_what_they_were_given(written):
    logging.getLogger("some.library").error("Could not reach %s\nat all", ADDRESS)

    [line] = written()
    assert line["event"] == "Could not reach %s"


def test_failed_request_is_written_by_its_route(written, client, settings):
    settings.ROOT_URLCONF = __name__
    client.raise_request_exception = False

    client.get(f"/people/{ADDRESS}/?q={ADDRESS}", headers={"user-agent": ADDRESS})

    [line] = written()
    assert (line["event"], line["status"]) == ("a request failed", 500)
    assert line["route"] == "people/<str:address>/"
    assert line["error"] == "builtins.ValueError"
    assert line["at"][-1].endswith("failing_view")
    assert ADDRESS not in json.dumps(written())


def test_unknown_page_is_written_without_its_path(written, client, settings):
    settings.ROOT_URLCONF = __name__

    client.get(f"/{ADDRESS}/")

    assert [line["route"] for line in written()] == ["none"]
    assert ADDRESS not in json.dumps(written())


def test_wrong_host_is_written_without_naming_it(written, client):
    client.get("/healthz", headers={"host": "amina.invalid"})
    client.get("/account/login/", headers={"host": "amina.invalid"})

    assert "a request was refused" in [line["event"] for line in written()]
    assert "amina" not in json.dumps(written())


def test_readiness_that_fails_is_not_written_each_time(written, client, db):
    assert client.get("/readyz").status_code == 503

    assert written() == []


def test_failed_task_is_written_by_name_only(written):
    told = {"name": "ceasefire.outbox.send_letters", "exc": f"refused {ADDRESS}", "args": ADDRESS}

    logging.getLogger("celery.app.trace").error("Task %(name)s raised: %(exc)s", told)

    [line] = written()
    assert (line["task"], line["level"]) == ("ceasefire.outbox.send_letters", "error")
    assert ADDRESS not in json.dumps(line)


def test_error_that_speaks_of_code_keeps_its_words(written):
    try:
        import ceasefire.nowhere  # noqa: F401, PLC0415
    except ImportError:
        logging.getLogger("config").exception("It did not start.")

    [line] = written()
    assert line["says"] == "No module named 'ceasefire.nowhere'"
