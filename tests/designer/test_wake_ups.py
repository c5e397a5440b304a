"""In the scaled set-up a wake-up is a task in the lane's queue, sent after the commit (engine.md 14)."""

import base64
import json

import pytest
import redis
from django.conf import settings
from django.db import transaction

from campaigns import queue
from designer.celery import app

pytestmark = [pytest.mark.scaled, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def broker() -> redis.Redis:
    client = redis.Redis.from_url(settings.REDIS_URL)
    client.flushdb()
    return client


def sent_to(broker: redis.Redis, lane: str) -> list[tuple[str, list[str]]]:
    messages = [json.loads(message) for message in broker.lrange(lane, 0, -1)]
    return [(message["headers"]["task"], json.loads(base64.b64decode(message["body"]))[0]) for message in messages]


def test_a_wake_up_goes_to_its_lane_after_the_commit(broker: redis.Redis) -> None:
    with transaction.atomic():
        queue.wake("batch")
        assert sent_to(broker, "batch") == []
    assert sent_to(broker, "batch") == [(queue.DRAIN_TASK, ["batch"])]


def test_long_jobs_wait_beside_the_batches(broker: redis.Redis) -> None:
    queue.wake("jobs")
    assert sent_to(broker, "batch") == [(queue.JOBS_TASK, [])]


def test_a_rolled_back_wake_up_is_not_sent(broker: redis.Redis) -> None:
    with pytest.raises(ValueError, match="no"), transaction.atomic():
        queue.wake("trigger")
        raise ValueError("no")
    assert sent_to(broker, "trigger") == []


def test_every_task_that_is_sent_exists() -> None:
    app.loader.import_default_modules()
    named = {queue.DRAIN_TASK, queue.JOBS_TASK, queue.SWEEP_TASK, queue.TIDY_TASK}
    assert named | {entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()} <= set(app.tasks)
