"""HD-5: what goes through the broker is names and numbers, as JSON, and nothing comes back."""

import pickle

import pytest
from django.conf import settings
from django.core.cache import cache
from kombu.exceptions import ContentDisallowed
from kombu.serialization import loads

from config.celery import app
from tests.builders.accounts import make_invitation
from tests.builders.database import everything_stored

pytestmark = pytest.mark.django_db


def test_only_json_is_read():
    assert list(app.conf.accept_content) == ["json"]
    message = pickle.dumps({"task": "config.tick"})

    with pytest.raises(ContentDisallowed):
        loads(message, "application/x-python-serialize", "binary", accept=app.conf.accept_content)


def test_no_result_is_kept():
    assert app.conf.result_backend is None
    assert app.conf.task_ignore_result is True


def test_wake_up_carries_nothing_of_what_it_is_about(django_capture_on_commit_callbacks):
    store = cache._cache.get_client()
    store.flushdb()

    with django_capture_on_commit_callbacks(execute=True):
        make_invitation(email="canary@people.invalid")

    sent = [message for queue in store.keys("celery*") for message in store.lrange(queue, 0, -1)]
    assert len(sent) == 1
    assert b"ceasefire.outbox.send_letters" in sent[0]
    assert b"canary" not in sent[0]
    assert "canary" in everything_stored()
    store.flushdb()


def test_tasks_take_no_objects():
    app.loader.import_default_modules()
    ours = [task for name, task in app.tasks.items() if not name.startswith("celery.")]

    assert settings.CELERY_BROKER_URL
    assert len(ours) >= 5
    assert {task.serializer for task in ours} == {"json"}
