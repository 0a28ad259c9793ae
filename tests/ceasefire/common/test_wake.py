"""A wake-up goes out after the commit, and its loss harms nobody."""

import json
import logging
import time

import pytest
import redis
from celery import Celery
from django.conf import settings
from django.db import transaction

from ceasefire.common.wake import wake_on_commit
from config.celery import app
from tests.builders.database import taken_back

pytestmark = pytest.mark.django_db


@pytest.fixture
def waiting():
    """`waiting()`: the names of the tasks in the worker's queue, which starts empty."""
    queue = app.conf.task_default_queue
    with redis.Redis.from_url(settings.REDIS_URL) as broker:
        broker.delete(queue)
        yield lambda: [json.loads(each)["headers"]["task"] for each in broker.lrange(queue, 0, -1)]
        broker.delete(queue)


@pytest.fixture
def lost_broker():
    """Celery as it is when the broker's socket is gone."""
    lost = Celery("lost", broker="redis+socket:///nonexistent/valkey.sock", set_as_current=False)
    lost.conf.broker_transport_options = settings.CELERY_BROKER_TRANSPORT_OPTIONS
    lost.set_current()
    yield
    app.set_current()


def test_wake_up_is_sent_once_the_transaction_commits(waiting, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
        wake_on_commit("reports.rollups.recount_dirty_days")
        assert waiting() == []

    assert waiting() == ["reports.rollups.recount_dirty_days"]


@pytest.mark.django_db(transaction=True)
def test_change_that_is_taken_back_wakes_nobody(waiting):
    with taken_back():
        wake_on_commit("reports.rollups.recount_dirty_days")

    assert waiting() == []


@pytest.mark.usefixtures("lost_broker")
def test_lost_broker_is_noted_soon_and_the_change_stays(caplog, django_capture_on_commit_callbacks):
    started = time.monotonic()

    with caplog.at_level(logging.WARNING), django_capture_on_commit_callbacks(execute=True):
        wake_on_commit("reports.rollups.recount_dirty_days")

    assert [record.name for record in caplog.records] == ["ceasefire.common.wake"]
    assert time.monotonic() - started < 3


def test_without_a_broker_nothing_is_sent(settings, django_capture_on_commit_callbacks):
    settings.CELERY_BROKER_URL = ""

    with django_capture_on_commit_callbacks() as callbacks:
        wake_on_commit("reports.rollups.recount_dirty_days")

    assert callbacks == []
