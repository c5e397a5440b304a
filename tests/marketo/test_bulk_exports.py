"""Exports in bulk: ordered, queued, written by a worker, fetched whole and in ranges (reference 5.2)."""

import csv
import hashlib
import io
import json
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from campaigns.definitions.actor import Role
from campaigns.models import Activity, Export, Job, Journal, MemberField, Person, ProgramMember, Workspace
from campaigns.runtime import exporting, jobs
from campaigns.runtime.sweep import tidy
from campaigns.storage import activity_spans, export_files
from designer.marketo import bulk_contents
from tests.factories import (
    make_list,
    make_member,
    make_people,
    make_person,
    make_program,
    make_smart_list,
    make_workspace,
)
from tests.marketo.client import Marketo, code, result
from tests.stories.acting import field_is, smart_list

pytestmark = pytest.mark.django_db
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


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


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


def test_leads_are_chosen_by_dates_and_by_lists(workspace: Workspace) -> None:
    ann, bob, cid = (make_person(workspace, email=f"{name}@example.com") for name in ("ann", "bob", "cid"))
    Person.objects.filter(pk=ann.pk).update(created_at=timezone.now() - timedelta(days=20))
    Person.objects.filter(pk=bob.pk).update(updated_at=timezone.now() - timedelta(days=20))
    guests = make_list(workspace, "Guests", people=(ann, cid), program=make_program(workspace, "Fair"))
    anns = make_smart_list(workspace, "Anns", definition=smart_list(field_is("email", "ann@example.com")))
    client = Marketo(workspace)

    def found(**filter: Any) -> list[int]:
        return [int(each["id"]) for each in rows(fetch(client, LEADS, filter, fields=["id"]))]

    assert found(createdAt=days(1)) == [bob.pk, cid.pk]
    assert found(updatedAt=days(1)) == [ann.pk, cid.pk]
    assert found(updatedAt=days(30, to=10)) == [bob.pk]
    assert found(staticListId=guests.pk) == found(staticListName="Fair.Guests") == [ann.pk, cid.pk]
    assert found(smartListId=anns.pk) == found(smartListName="Anns") == [ann.pk]


def test_columns_have_the_headings_and_the_format_that_are_asked_for(workspace: Workspace) -> None:
    make_person(workspace, email="ann@example.com", first_name='Ann "A; B"\nLee', score=5)

    text = fetch(
        Marketo(workspace),
        LEADS,
        {"createdAt": days(1)},
        fields=["firstName", "leadScore", "unsubscribed", "city"],
        columnHeaderNames={"firstName": "First name"},
        format="SSV",
    )

    assert text == 'First name;leadScore;unsubscribed;city\n"Ann ""A; B""\nLee";5;false;null\n'


def test_activities_say_what_the_reference_wants(workspace: Workspace) -> None:
    person = make_person(workspace, email="ann@example.com", city="Rome")
    client = Marketo(workspace)
    client.post("/rest/v1/leads.json", {"input": [{"email": "ann@example.com", "city": "Paris"}]})

    [changed] = rows(fetch(client, ACTIVITIES, {"createdAt": days(1), "activityTypeIds": [13]}))
    demanded = fetch(client, ACTIVITIES, {"createdAt": days(1)}, fields=["actionResult", "leadId"])

    assert changed.pop("marketoGUID") and changed.pop("activityDate").endswith("Z")
    attributes = json.loads(changed.pop("attributes"))
    assert attributes == {"Old Value": "Rome", "New Value": "Paris", "Source": "Web Service API: Sync"}
    assert changed == {
        "leadId": str(person.pk),
        "activityTypeId": "13",
        "campaignId": "null",
        "primaryAttributeValueId": "64",
        "primaryAttributeValue": "City",
    }
    assert demanded.splitlines() == ["actionResult,leadId", f"succeeded,{person.pk}"]


def test_activities_are_chosen_by_date_type_and_what_they_are_about(workspace: Workspace) -> None:
    ann, bob = make_people(workspace, 2)
    first, second = make_list(workspace, "First"), make_list(workspace, "Second")
    client = Marketo(workspace)
    for each, people in ((first, [ann, bob]), (second, [ann])):
        client.post(f"/rest/v1/lists/{each.pk}/leads.json", {"input": [{"id": one.pk} for one in people]})
    client.delete(f"/rest/v1/lists/{first.pk}/leads.json", {"input": [{"id": bob.pk}]})
    adds = Activity.objects.filter(type_id=24, primary_id=first.pk)
    adds.update(recorded_at=timezone.now() - timedelta(days=40))

    def leads(**filter: Any) -> list[int]:
        text = fetch(client, ACTIVITIES, {"createdAt": days(1), **filter})
        return [int(each["leadId"]) for each in rows(text)]

    assert leads() == [ann.pk, bob.pk]
    assert leads(createdAt=days(41, to=39)) == [ann.pk, bob.pk]
    assert leads(createdAt=days(30, to=10)) == []
    assert leads(activityTypeIds=[25]) == [bob.pk]
    both = {"activityTypeIds": [24, 25], "createdAt": days(41, to=11)}
    assert leads(**both, primaryAttributeValueIds=[first.pk]) == [ann.pk, bob.pk]
    assert leads(activityTypeIds=[24, 25], primaryAttributeValues=["Second"]) == [ann.pk]


def test_of_back_dated_and_of_many_activities_none_is_missed(workspace: Workspace) -> None:
    """Ids and times don't grow quite together: what was written an hour ago may have the higher id."""
    person, now = make_person(workspace), timezone.now()
    written = [now - timedelta(minutes=30 * (200 - number) - 50 * (number % 3 == 0)) for number in range(200)]
    journal = Journal.objects.create(workspace=workspace, at=now)
    Activity.objects.bulk_create(
        Activity(person=person, type_id=24, occurred_at=now, recorded_at=each, journal=journal) for each in written
    )
    start, end = now - timedelta(hours=70), now - timedelta(hours=20)
    inside = Activity.objects.filter(recorded_at__gte=start, recorded_at__lt=end)

    first, last = activity_spans.span(start, end) or (0, 0)

    assert first <= min(each.pk for each in inside) and max(each.pk for each in inside) <= last
    assert last - first < 110


def test_members_of_programs_come_with_their_status_and_fields(workspace: Workspace) -> None:
    fair, webinar = make_program(workspace, "Fair"), make_program(workspace, "Webinar")
    ann, bob = (make_person(workspace, first_name=name) for name in ("Ann", "Bob"))
    for program, person, status in ((fair, ann, "Success"), (fair, bob, "Member"), (webinar, bob, "Member")):
        make_member(program, person, status)
    client = Marketo(workspace)
    MemberField.objects.create(workspace=workspace, name="Seats", type="integer")
    ProgramMember.objects.filter(person=ann).update(values={"seats": "4"})
    fields = ["firstName", "program", "programId", "statusName", "reachedSuccess", "leadId", "seats"]

    both = fetch(client, MEMBERS, {"programIds": [fair.pk, webinar.pk]}, fields=fields).splitlines()[1:]
    some = fetch(client, MEMBERS, {"programId": fair.pk, "statusNames": ["success"]}, fields=["leadId"])
    none = fetch(client, MEMBERS, {"programId": fair.pk, "isExhausted": True}, fields=["leadId"])
    ProgramMember.objects.filter(person=ann).update(updated_at=timezone.now() - timedelta(days=20))
    fresh = fetch(client, MEMBERS, {"programId": fair.pk, "updatedAt": days(1)}, fields=["leadId"])

    assert both == [
        f"Ann,Fair,{fair.pk},Success,true,{ann.pk},4",
        f"Bob,Fair,{fair.pk},Member,false,{bob.pk},null",
        f"Bob,Webinar,{webinar.pk},Member,false,{bob.pk},null",
    ]
    assert some.splitlines() == ["leadId", str(ann.pk)]
    assert none.splitlines() == ["leadId"]
    assert fresh.splitlines() == ["leadId", str(bob.pk)]


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
