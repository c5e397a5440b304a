"""Exports in bulk: ordered, queued, written by a worker, fetched whole and in ranges (reference 5.2)."""

import hashlib
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from campaigns.definitions.actor import Role
from campaigns.models import Export, Job, Workspace
from campaigns.runtime import exporting, jobs
from campaigns.runtime.sweep import tidy
from campaigns.storage import export_files
from designer.marketo import bulk_contents
from tests.factories import (
    make_list,
    make_people,
    make_person,
    make_workspace,
)
from tests.marketo.client import Marketo, code, result
from tests.marketo.exporting import ACTIVITIES, LEADS, MEMBERS, days, fetch, order, work

pytestmark = pytest.mark.django_db


@pytest.fixture
def workspace() -> Workspace:
    return make_workspace()


def test_an_export_is_ordered_queued_written_and_fetched(workspace: Workspace) -> None:
    people = make_people(workspace, 3)
    client = Marketo(workspace, Role.VIEWER)
    key = order(client, LEADS, {"createdAt": days(1)}, fields=["id", "city"], format="CSV")

    waiting = client.file(f"{LEADS}/{key}/file.json")
    work()
    [done] = result(client.get(f"{LEADS}/{key}/status.json"))
    answer = client.file(f"{LEADS}/{key}/file.json")
    content = b"".join(answer.streaming_content)

    assert (waiting.status_code, waiting["Content-Type"]) == (404, "text/plain")
    assert content.decode().splitlines() == ["id,city", *(f"{each.pk},null" for each in people)]
    assert done.items() >= {"exportId": key, "format": "CSV", "status": "Completed", "numberOfRecords": 3}.items()
    assert (done["fileSize"], done["fileChecksum"]) == (len(content), f"sha256:{hashlib.sha256(content).hexdigest()}")
    assert done.keys() >= {"createdAt", "queuedAt", "startedAt", "finishedAt"}
    assert (answer["Content-Type"], answer["Accept-Ranges"]) == ("text/csv", "bytes")
    assert answer["Content-Length"] == str(len(content))


def test_ranges_of_the_file_are_bytes_of_it_and_never_compressed(workspace: Workspace) -> None:
    make_people(workspace, 200)
    client = Marketo(workspace)
    key = order(client, LEADS, {"createdAt": days(1)}, fields=["id", "email"])
    work()

    def part(range: str) -> tuple[int, bytes, str]:
        answer = client.file(f"{LEADS}/{key}/file.json", **{"Range": range, "Accept-Encoding": "gzip"})
        return answer.status_code, b"".join(answer), answer.get("Content-Range", "")

    status, whole, _ = part("rows=1-2")
    size = len(whole)
    assert (status, whole[:8]) == (200, b"id,email")
    assert part("bytes=0-7") == (206, b"id,email", f"bytes 0-7/{size}")
    assert part("bytes=9-") == (206, whole[9:], f"bytes 9-{size - 1}/{size}")
    assert part("bytes=-5") == (206, whole[-5:], f"bytes {size - 5}-{size - 1}/{size}")
    assert part(f"bytes=3-{size * 2}") == (206, whole[3:], f"bytes 3-{size - 1}/{size}")
    assert part(f"bytes={size}-") == (416, b"", f"bytes */{size}")


def test_an_export_goes_on_where_a_process_died_and_begins_anew_where_its_file_is_gone(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    people = make_people(workspace, 9)
    expected = "\n".join(["id", *(str(each.pk) for each in people), ""])
    client = Marketo(workspace)
    monkeypatch.setattr(bulk_contents, "AT_ONCE", 2)
    monkeypatch.setattr(exporting, "_SECONDS", 0)
    monkeypatch.setattr(exporting, "_SECONDS_ALONE", 0)

    for lost in (False, True):
        key = order(client, LEADS, {"createdAt": days(1)}, fields=["id"])
        for _ in range(3):
            assert jobs.work()
        part = export_files._folder() / f"{key}.part"
        export_files._digests.clear()  # as in another process
        if lost:
            part.unlink()
        else:
            with part.open("ab") as file:
                file.write(b"half a li")  # written, and never committed
        work()
        content = b"".join(client.file(f"{LEADS}/{key}/file.json").streaming_content)
        [done] = result(client.get(f"{LEADS}/{key}/status.json"))
        assert (content.decode(), done["numberOfRecords"]) == (expected, 9)
        assert done["fileChecksum"] == f"sha256:{hashlib.sha256(content).hexdigest()}"


def test_an_export_that_can_not_go_on_has_failed_and_says_why(workspace: Workspace) -> None:
    guests = make_list(workspace)
    client = Marketo(workspace)
    key = order(client, LEADS, {"staticListId": guests.pk}, fields=["id"])
    guests.delete()

    work()

    [failed] = result(client.get(f"{LEADS}/{key}/status.json"))
    assert (failed["status"], failed["errorMsg"]) == ("Failed", "The static list was deleted in the meantime.")
    assert client.file(f"{LEADS}/{key}/file.json").status_code == 404


def test_cancelled_exports_are_not_written_and_can_not_be_cancelled_twice(workspace: Workspace) -> None:
    client = Marketo(workspace)
    key = order(client, LEADS, {"createdAt": days(1)}, fields=["id"])

    [cancelled] = result(client.post(f"{LEADS}/{key}/cancel.json"))
    work()

    assert cancelled["status"] == "Cancelled"
    assert not Job.objects.exists()
    assert code(client.post(f"{LEADS}/{key}/cancel.json")) == "1003"
    assert code(client.post(f"{LEADS}/{key}/enqueue.json")) == "1029"
    assert client.file(f"{LEADS}/{key}/file.json").status_code == 404
    for status in ("Canceled", "Cancelled"):
        assert [each["exportId"] for each in result(client.get(f"{LEADS}.json", status=status))] == [key]
    assert result(client.get(f"{LEADS}.json", status="Queued,Completed")) == []


def test_jobs_are_listed_in_pages(workspace: Workspace) -> None:
    client = Marketo(workspace)
    keys = [order(client, LEADS, {"createdAt": days(1)}, fields=["id"]) for _ in range(3)]

    first = client.get(f"{LEADS}.json", batchSize=2)
    rest = client.get(f"{LEADS}.json", batchSize=2, nextPageToken=first["nextPageToken"])

    assert [each["exportId"] for each in result(first) + result(rest)] == keys
    assert "nextPageToken" not in rest
    assert result(client.get(f"{ACTIVITIES}.json")) == []


def test_queue_and_quota_have_their_limits(workspace: Workspace, settings: Any) -> None:
    settings.BULK_EXPORTS_QUEUED, settings.BULK_EXPORT_MB_PER_DAY = 1, 1
    client = Marketo(workspace)
    order(client, LEADS, {"createdAt": days(1)}, fields=["id"])
    [second] = result(client.post(f"{LEADS}/create.json", {"filter": {"createdAt": days(1)}, "fields": ["id"]}))

    full = client.post(f"{LEADS}/{second['exportId']}/enqueue.json")
    work()
    Export.objects.update(size=2**20)
    spent = client.post(f"{LEADS}/{second['exportId']}/enqueue.json")

    assert full["errors"] == [{"code": "1029", "message": "Too many jobs in queue"}]
    assert spent["errors"] == [{"code": "1029", "message": "Export daily quota 1MB exceeded"}]


def test_files_go_after_some_days(workspace: Workspace, settings: Any) -> None:
    client = Marketo(workspace)
    key = order(client, LEADS, {"createdAt": days(1)}, fields=["id"])
    work()
    tidy()
    assert client.file(f"{LEADS}/{key}/file.json").status_code == 200
    long_ago = timezone.now() - timedelta(days=settings.BULK_EXPORTS_KEPT_DAYS, hours=1)
    Export.objects.update(created_at=long_ago)
    Job.objects.update(ended_at=long_ago)

    tidy()

    assert not export_files.whole_file(key).exists()
    assert code(client.get(f"{LEADS}/{key}/status.json")) == "1013"


@pytest.mark.parametrize(
    ("root", "body", "expected"),
    [
        (LEADS, {"fields": ["id"]}, "1002"),
        (LEADS, {"fields": ["id"], "filter": {}}, "1002"),
        (LEADS, {"filter": {"createdAt": days(1)}}, "1002"),
        (LEADS, {"fields": ["id"], "filter": {"createdAt": {"endAt": "2026-01-01T00:00:00Z"}}}, "1002"),
        (LEADS, {"fields": ["id"], "filter": {"createdAt": days(32)}}, "1003"),
        (LEADS, {"fields": ["id"], "filter": {"createdAt": days(0, to=9)}}, "1003"),
        (LEADS, {"fields": ["id"], "filter": {"createdAt": days(1), "updatedAt": days(1)}}, "1003"),
        (LEADS, {"fields": ["id"], "filter": {"createdAt": {"startAt": "yesterday"}}}, "1001"),
        (LEADS, {"fields": ["id"], "filter": {"createdAt": "2026-01-01"}}, "1001"),
        (LEADS, {"fields": ["id"], "filter": {"toolbarId": 5}}, "1035"),
        (LEADS, {"fields": ["shoeSize"], "filter": {"createdAt": days(1)}}, "1006"),
        (LEADS, {"fields": ["id"], "filter": {"createdAt": days(1)}, "format": "XML"}, "1003"),
        (LEADS, {"fields": ["id"], "filter": {"staticListId": 999_999}}, "1013"),
        (LEADS, {"fields": ["id"], "filter": {"smartListName": "Nobody"}}, "1013"),
        (ACTIVITIES, {"filter": {"activityTypeIds": [1]}}, "1002"),
        (ACTIVITIES, {"filter": {"createdAt": days(1), "primaryAttributeValues": ["x"]}}, "1002"),
        (MEMBERS, {"fields": ["leadId"], "filter": {"programId": 999_999}}, "1013"),
        (MEMBERS, {"fields": ["leadId"], "filter": {"programId": 1, "programIds": [1]}}, "1003"),
    ],
)
def test_wrong_orders_have_their_codes(workspace: Workspace, root: str, body: dict[str, Any], expected: str) -> None:
    assert code(Marketo(workspace).post(f"{root}/create.json", body)) == expected


def test_w01_exports_of_another_workspace_are_not_there(workspace: Workspace) -> None:
    elsewhere = make_workspace()
    make_person(elsewhere)
    lists = make_list(elsewhere)
    theirs, ours = Marketo(elsewhere), Marketo(workspace)
    key = order(theirs, LEADS, {"createdAt": days(1)}, fields=["id"])

    assert fetch(ours, LEADS, {"createdAt": days(1)}, fields=["id"]) == "id\n"
    assert code(ours.get(f"{LEADS}/{key}/status.json")) == "1013"
    assert code(ours.post(f"{LEADS}/{key}/cancel.json")) == "1013"
    assert code(theirs.get(f"{ACTIVITIES}/{key}/status.json")) == "1013"
    assert ours.file(f"{LEADS}/{key}/file.json").status_code == 404
    body = {"fields": ["id"], "filter": {"staticListId": lists.pk}}
    assert code(ours.post(f"{LEADS}/create.json", body)) == "1013"
