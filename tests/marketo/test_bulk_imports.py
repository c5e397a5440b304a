"""Imports in bulk: files of leads and of members, followed to the end, failures as a file (reference 5.1)."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from campaigns.definitions.actor import Role
from campaigns.models import ListMember, Partition, Person, ProgramMember, Workspace
from campaigns.runtime import exporting, jobs
from designer.marketo import bulk_contents
from tests.factories import make_field, make_list, make_people, make_person, make_program, make_workspace
from tests.marketo.client import Marketo, code, result
from tests.stories.acting import log_of

pytestmark = pytest.mark.django_db
LEADS = "/bulk/v1/leads.json"
FILE = b"email,firstName,leadScore\nann@example.com,Ann,5\nbob@example.com,Bob,many\ncid@example.com,null,\n"


def work() -> None:
    while jobs.work():
        pass


@pytest.fixture
def workspace() -> Workspace:
    return make_workspace()


def test_leads_come_in_and_failed_rows_come_back(workspace: Workspace) -> None:
    guests = make_list(workspace)
    client = Marketo(workspace)

    [taken] = result(client.upload(LEADS, FILE, format="csv", listId=str(guests.pk)))
    id = taken["batchId"]
    work()
    [done] = result(client.get(f"/bulk/v1/leads/batch/{id}.json"))
    failures = client.file(f"/bulk/v1/leads/batch/{id}/failures.json")
    warnings = client.file(f"/bulk/v1/leads/batch/{id}/warnings.json")

    assert taken == {"batchId": id, "importId": str(id), "status": "Queued"}
    assert done == {
        "batchId": id,
        "importId": str(id),
        "status": "Complete",
        "numOfLeadsProcessed": 3,
        "numOfRowsFailed": 1,
        "numOfRowsWithWarning": 0,
        "message": "Import completed with errors, 2 records imported (2 members), 1 failed",
    }
    assert failures["Content-Type"].startswith("text/csv")
    heading, failed = failures.content.decode().splitlines()
    assert heading == "email,firstName,leadScore,Import Failure Reason"
    assert failed.startswith("bob@example.com,Bob,many,") and "many" in failed.removeprefix("bob@example.com,Bob,many,")
    assert warnings.content == b""
    ann, cid = Person.objects.order_by("pk")
    assert (ann.values["score"], "first_name" in cid.values) == (5, False)
    assert set(ListMember.objects.values_list("list", "person")) == {(guests.pk, ann.pk), (guests.pk, cid.pk)}
    assert [type_ for type_, _ in log_of(ann)] == ["new_person", "add_to_list"]


def test_semicolons_tabs_keys_and_partitions_are_as_the_call_says(workspace: Workspace) -> None:
    make_field("Customer Number", name="customer_number", is_key=True)
    other = Partition.objects.create(name="Europe")
    workspace.partitions.add(other)
    client = Marketo(workspace)

    semicolons = b'customer_number;city\nC-7;"Rome; Italy, Lazio"\n'
    [first] = result(client.upload(f"{LEADS}?format=ssv&lookupField=customer_number", semicolons))
    work()
    [second] = result(
        client.upload(LEADS, b"email\tcity\nann@example.com\tOslo\n", format="tsv", partitionName="Europe")
    )
    work()

    for each in (first, second):
        [done] = result(client.get(f"/bulk/v1/leads/batch/{each['batchId']}.json"))
        assert done["message"] == "Import succeeded, 1 records imported (1 members)"
    rome, oslo = Person.objects.order_by("pk")
    assert (rome.values["city"], oslo.partition_id) == ("Rome; Italy, Lazio", other.pk)


def test_members_of_a_program_get_the_status_of_the_call(workspace: Workspace) -> None:
    person, program = make_person(workspace, email="ann@example.com"), make_program(workspace)
    client = Marketo(workspace)
    members = f"/bulk/v1/program/{program.pk}/members/import.json"

    sent = b"email\nann@example.com\nnobody\n"
    [taken] = result(client.upload(f"{members}?programMemberStatus=engaged&format=csv", sent))
    work()

    root = f"/bulk/v1/program/members/import/{taken['batchId']}"
    [done] = result(client.get(f"{root}/status.json"))
    assert (done["status"], done["numOfRowsFailed"]) == ("Complete", 1)
    assert client.file(f"{root}/failures.json").content.decode().splitlines()[1].startswith("nobody,")
    assert client.file(f"{root}/warnings.json").content == b""
    member = ProgramMember.objects.get()
    assert (member.person, member.status.name) == (person, "Engaged")
    assert code(client.upload(members, FILE, format="csv", programMemberStatus="Gone")) == "1025"
    assert code(client.upload(members, FILE, format="csv")) == "1002"
    assert code(client.get(f"/bulk/v1/leads/batch/{taken['batchId']}.json")) == "1013"


def test_what_can_not_be_imported_is_refused_with_its_code(workspace: Workspace) -> None:
    client = Marketo(workspace)

    assert code(client.upload(LEADS, FILE)) == "1002"
    assert code(client.upload(LEADS, FILE, format="xml")) == "1003"
    assert code(client.upload(LEADS, b"email,shoeSize\na@b.com,5\n", format="csv")) == "1006"
    assert code(client.upload(LEADS, FILE, format="csv", lookupField="city")) == "1011"
    assert code(client.upload(LEADS, b"firstName\nAnn\n", format="csv")) == "1003"
    assert code(client.upload(LEADS, b"email\n", format="csv")) == "1003"
    assert code(client.upload(LEADS, FILE, format="csv", listId="999999")) == "1003"
    assert code(client.upload(LEADS, FILE, format="csv", partitionName="Nowhere")) == "1003"
    assert code(client.post(LEADS, {}, format="csv")) == "613"
    assert code(Marketo(workspace, Role.VIEWER).upload(LEADS, FILE, format="csv")) == "603"
    broken = Client(headers={"Authorization": f"Bearer {client.token}"})
    assert code(broken.post(LEADS, b"--x", content_type="multipart/form-data").json()) == "613"
    assert not Person.objects.exists()


def test_too_many_imports_wait_already(workspace: Workspace, settings: Any) -> None:
    settings.BULK_IMPORTS_QUEUED = 1
    client = Marketo(workspace)
    result(client.upload(LEADS, FILE, format="csv"))

    assert code(client.upload(LEADS, FILE, format="csv")) == "1016"


def test_a_file_too_large_is_no_longer_read(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("designer.marketo.bulk_imports.MAX_BYTES", 20)
    client = Marketo(workspace)
    with pytest.raises(AssertionError, match="too large"):
        client.upload(LEADS, FILE, format="csv")


def test_w01_batches_of_another_workspace_are_not_there(workspace: Workspace) -> None:
    theirs, ours = Marketo(make_workspace()), Marketo(workspace)
    [taken] = result(theirs.upload(LEADS, FILE, format="csv"))

    for end in (".json", "/failures.json", "/warnings.json"):
        assert code(ours.get(f"/bulk/v1/leads/batch/{taken['batchId']}{end}")) == "1013"


def test_imports_go_before_exports_of_which_only_so_many_are_written_at_once(
    workspace: Workspace, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.BULK_EXPORTS_AT_ONCE = 1
    make_people(workspace, 5)
    monkeypatch.setattr(bulk_contents, "AT_ONCE", 1)
    monkeypatch.setattr(exporting, "_SECONDS", 0)
    monkeypatch.setattr(exporting, "_SECONDS_ALONE", 0)
    client = Marketo(workspace)
    first, second = (order_leads(client) for _ in range(2))
    jobs.work()
    [batch] = result(client.upload(LEADS, FILE, format="csv"))

    jobs.work()

    [done] = result(client.get(f"/bulk/v1/leads/batch/{batch['batchId']}.json"))
    states = {each["exportId"]: each["status"] for each in result(client.get("/bulk/v1/leads/export.json"))}
    assert done["status"] == "Complete"
    assert states == {first: "Processing", second: "Queued"}


def order_leads(client: Marketo) -> str:
    wanted = {"fields": ["id"], "filter": {"createdAt": {"startAt": f"{timezone.now() - timedelta(days=1):%Y-%m-%d}"}}}
    [made] = result(client.post("/bulk/v1/leads/export/create.json", wanted))
    result(client.post(f"/bulk/v1/leads/export/{made['exportId']}/enqueue.json"))
    return str(made["exportId"])
