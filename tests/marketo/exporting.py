"""Exports in bulk as a client orders and fetches them."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from campaigns.runtime import jobs
from tests.marketo.client import Marketo, result

LEADS, ACTIVITIES, MEMBERS = (f"/bulk/v1/{kind}/export" for kind in ("leads", "activities", "program/members"))


def days(back: float, *, to: float = 0) -> dict[str, str]:
    now = timezone.now()
    ends = (now - timedelta(days=back), now - timedelta(days=to) + timedelta(seconds=5))
    return dict(zip(("startAt", "endAt"), (each.strftime("%Y-%m-%dT%H:%M:%SZ") for each in ends), strict=True))


def work() -> None:
    while jobs.work():
        pass


def order(client: Marketo, root: str, filter: Any, **more: Any) -> str:
    """The id of an export that stands in the queue."""
    [made] = result(client.post(f"{root}/create.json", {"filter": filter, **more}))
    [queued] = result(client.post(f"{root}/{made['exportId']}/enqueue.json"))
    assert (made["status"], queued["status"]) == ("Created", "Queued")
    return str(made["exportId"])


def fetch(client: Marketo, root: str, filter: Any, **more: Any) -> str:
    """The whole file, once a worker has written it."""
    key = order(client, root, filter, **more)
    work()
    answer = client.file(f"{root}/{key}/file.json")
    assert answer.status_code == 200, result(client.get(f"{root}/{key}/status.json"))
    return b"".join(answer.streaming_content).decode()
