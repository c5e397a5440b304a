"""Imports over the API: from the upload to the file of errors."""

import csv
import io
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from campaigns.definitions.actor import Role
from campaigns.models import FieldDefinition, ImportSlice, Job, Person, Revision, Workspace
from campaigns.runtime import jobs
from tests.factories import (
    Browser,
    browser_as,
    make_campaign,
    make_field,
    make_list,
    make_program,
    make_workspace,
    status_of,
)

pytestmark = pytest.mark.django_db
FILE = b"""E-Mail,Company,Opted in,Visits,Day,Profile,
ann@acme.test,Acme,Yes,3,2026-01-31,Select,
bob@acme.test,,no,,,Buyer,
"""


@pytest.fixture
def workspace() -> Workspace:
    return make_workspace()


@pytest.fixture
def browser(workspace: Workspace) -> Browser:
    return browser_as(Role.MARKETER, workspace)


def url(workspace: Workspace, rest: str = "") -> str:
    return f"/api/v1/workspaces/{workspace.pk}/imports{rest}"


def send(browser: Browser, workspace: Workspace, content: bytes = FILE) -> Any:
    file = SimpleUploadedFile("people.csv", content, content_type="text/csv")
    return browser.post(url(workspace), {"file": file}, format="multipart")


def as_proposed(uploaded: dict[str, Any], **more: Any) -> dict[str, Any]:
    mapping = [{"column": column["name"], **column["guess"]} for column in uploaded["columns"]]
    return {"mapping": mapping, "key": uploaded["key"], **more}


def start(browser: Browser, workspace: Workspace, uploaded: dict[str, Any], **more: Any) -> Any:
    return browser.post(url(workspace, f"/{uploaded['id']}/start"), as_proposed(uploaded, **more))


def trigger_campaign(workspace: Workspace, kind: str, params: dict[str, Any], *, active: bool = True) -> None:
    campaign = make_campaign(workspace, active=active)
    campaign.published = Revision.objects.create(
        campaign=campaign,
        number=1,
        edit_number=1,
        smart_list={"triggers": [{"id": "t", "kind": kind, "params": params}]},
        published_at=campaign.created_at,
    )
    campaign.save()


def test_columns_are_shown_with_examples_blanks_and_a_guess(workspace: Workspace, browser: Browser) -> None:
    make_field("Profile")
    answer = send(browser, workspace)
    assert answer.status_code == 201
    uploaded = answer.json()
    assert (uploaded["file_name"], uploaded["total_rows"], uploaded["key"]) == ("people.csv", 2, "E-Mail")
    assert uploaded["rows"][1] == ["bob@acme.test", "", "no", "", "", "Buyer"]
    guesses = {column["name"]: column["guess"] for column in uploaded["columns"]}
    assert [guesses[name]["field"] for name in ("E-Mail", "Company", "Profile")] == ["email", "company", "profile"]
    assert {name: guesses[name]["new"]["type"] for name in ("Opted in", "Visits", "Day")} == {
        "Opted in": "boolean",
        "Visits": "integer",
        "Day": "date",
    }
    profile = uploaded["columns"][5]
    assert (profile["examples"], profile["empty"]) == (["Buyer"], 1)
    assert browser.get(url(workspace, f"/{uploaded['id']}/upload")).json() == uploaded


def test_an_import_runs_as_proposed_and_tells_its_progress(workspace: Workspace, browser: Browser) -> None:
    uploaded = send(browser, workspace).json()
    started = start(browser, workspace, uploaded)
    assert (started.status_code, started.json()["state"]) == (200, "queued")
    while jobs.work():
        pass
    told = browser.get(url(workspace, f"/{uploaded['id']}")).json()
    assert {name: told[name] for name in ("state", "done", "total", "created", "rejected")} == {
        "state": "done",
        "done": 2,
        "total": 2,
        "created": 2,
        "rejected": 0,
    }
    assert [person.values for person in Person.objects.order_by("pk")] == [
        {"email": "ann@acme.test", "company": "Acme", "opted_in": True, "visits": 3, "day": "2026-01-31"},
        {"email": "bob@acme.test", "profile": "Buyer"},
    ]
    assert [row["id"] for row in browser.get(url(workspace)).json()["items"]] == [uploaded["id"]]


def test_the_file_of_errors_names_line_column_value_and_reason(workspace: Workspace, browser: Browser) -> None:
    uploaded = send(browser, workspace, b"E-Mail,Day\nann@acme.test,2026-01-31\n=cmd(),\nshort\n").json()
    start(browser, workspace, uploaded)
    while jobs.work():
        pass
    answer = browser.get(url(workspace, f"/{uploaded['id']}/errors"))
    assert answer["Content-Type"].startswith("text/csv")
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert rows[0] == ["line", "column", "value", "reason"]
    assert rows[1][:3] == ["3", "E-Mail", "'=cmd()"]
    assert (rows[2][0], rows[2][3]) == ("4", "The line has 1 cells where the file has 2 columns.")


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "The file is empty"),
        (b"E-Mail,Day\n", "no lines below them"),
        (b'E-Mail\n"ann\n', "line 2"),
        (b"E-Mail,e-mail\na,b\n", "share the heading"),
        (b"E-Mail\nann\0@acme.test\n", "Line 2 holds a NUL character"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_and_nothing_is_kept(
    workspace: Workspace, browser: Browser, content: bytes, sentence: str
) -> None:
    refused = send(browser, workspace, content)
    assert (refused.status_code, refused.json()["code"]) == (400, "invalid")
    assert sentence in refused.json()["message"]
    assert not Job.objects.exists()
    assert not ImportSlice.objects.exists()
    assert browser.post(url(workspace), {}, format="multipart").status_code == 400


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"key": "Nothing"}, "no column “Nothing”"),
        ({"key": "Visits", "mapping": [{"column": "Visits", "skip": True}]}, "so it must go into a field"),
        ({"key": "Visits", "mapping": [{"column": "Visits", "field": "company"}]}, "can't be found by Company Name"),
        ({"key": "Day", "mapping": [{"column": "Day", "new": {"label": "D", "type": "date"}}]}, "a key is a text"),
        ({"mapping": [{"column": "E-Mail", "field": "nonsense"}]}, "no field “nonsense”"),
        ({"mapping": [{"column": "E-Mail", "field": "created_at"}]}, "can't be imported"),
        ({"mapping": [{"column": "E-Mail", "field": "email", "skip": True}]}, "more than one target"),
        ({"mapping": [{"column": "E-Mail", "field": "email"}] * 2}, "mapped twice"),
        (
            {"mapping": [{"column": "E-Mail", "field": "email"}, {"column": "Day", "field": "email"}]},
            "Two columns go into Email Address",
        ),
        ({"list": 999_999}, "The list to add people to"),
        ({"program": 999_999, "status": 1}, "The program to add people to"),
        ({"program": 999_999}, "together with the status"),
    ],
)
def test_an_order_that_cannot_be_carried_out_is_refused(
    workspace: Workspace, browser: Browser, changes: dict[str, Any], sentence: str
) -> None:
    uploaded = send(browser, workspace).json()
    order = {"mapping": [{"column": "E-Mail", "field": "email"}], "key": "E-Mail", **changes}
    for step in ("check", "start"):
        refused = browser.post(url(workspace, f"/{uploaded['id']}/{step}"), order)
        assert (refused.status_code, refused.json()["code"]) == (400, "invalid")
        assert sentence in refused.json()["message"]
    assert Job.objects.get().state == "uploaded"


def test_a_status_must_belong_to_the_program_and_make_a_member(workspace: Workspace, browser: Browser) -> None:
    uploaded = send(browser, workspace).json()
    program, other = make_program(workspace), make_program(make_workspace())
    for wrong in (status_of(other, "Member"), status_of(program, "Not in Program")):
        refused = start(browser, workspace, uploaded, program=program.pk, status=wrong.pk)
        assert "has no such status" in refused.json()["message"]


def test_two_new_fields_of_one_name_make_none(workspace: Workspace, browser: Browser) -> None:
    uploaded = send(browser, workspace).json()
    new = {"label": "Twin", "type": "text"}
    mapping = [
        {"column": "E-Mail", "field": "email"},
        {"column": "Day", "new": new},
        {"column": "Visits", "new": new},
    ]
    refused = browser.post(url(workspace, f"/{uploaded['id']}/start"), {"mapping": mapping, "key": "E-Mail"})
    assert refused.json()["code"] == "name_taken"
    assert not FieldDefinition.objects.exists()


def test_an_import_starts_once(workspace: Workspace, browser: Browser) -> None:
    uploaded = send(browser, workspace).json()
    assert start(browser, workspace, uploaded).status_code == 200
    again = start(browser, workspace, uploaded)
    assert again.status_code == 400
    assert "started already" in again.json()["message"]


def test_the_campaigns_that_may_be_started_are_counted_beforehand(workspace: Workspace, browser: Browser) -> None:
    buyers = make_list(workspace)
    trigger_campaign(workspace, "person_is_created", {})
    trigger_campaign(workspace, "person_is_created", {}, active=False)
    trigger_campaign(workspace, "data_value_changes", {"field": "company"})
    trigger_campaign(workspace, "data_value_changes", {"field": "city"})
    trigger_campaign(workspace, "added_to_list", {"lists": [buyers.pk]})
    trigger_campaign(make_workspace(), "person_is_created", {})
    uploaded = send(browser, workspace).json()
    assert uploaded["triggers"] == 2
    order = as_proposed(uploaded, list=buyers.pk)
    assert browser.post(url(workspace, f"/{uploaded['id']}/check"), order).json() == {"triggers": 3}


def test_w01_imports_are_seen_by_their_workspace_alone(workspace: Workspace, browser: Browser) -> None:
    uploaded = send(browser, workspace).json()
    other = make_workspace()
    theirs = browser_as(Role.ADMIN, other)
    for path in ("", "/upload", "/errors"):
        assert theirs.get(url(other, f"/{uploaded['id']}{path}")).status_code == 404
        assert theirs.get(url(workspace, f"/{uploaded['id']}{path}")).status_code == 404
    for path in ("/check", "/start"):
        assert theirs.post(url(other, f"/{uploaded['id']}{path}"), as_proposed(uploaded)).status_code == 404
    assert theirs.get(url(other)).json()["items"] == []
    assert send(theirs, workspace).status_code == 404
    assert "list" in start(browser, workspace, uploaded, list=make_list(other).pk).json()["message"]


def test_w01_viewers_watch_imports_and_make_none(workspace: Workspace, browser: Browser) -> None:
    uploaded = send(browser, workspace).json()
    viewer = browser_as(Role.VIEWER, workspace)
    assert viewer.get(url(workspace, f"/{uploaded['id']}")).status_code == 200
    assert send(viewer, workspace).status_code == 403
    assert start(viewer, workspace, uploaded).status_code == 403
