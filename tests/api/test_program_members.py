"""Members' own values and the fields that admins define for them, over the API (F07)."""

from typing import Any

import pytest

from campaigns.definitions.actor import Role
from campaigns.models import AuditEntry, Workspace
from tests.definitions import step
from tests.editing import draw
from tests.factories import (
    browser_as,
    make_member,
    make_member_field,
    make_person,
    make_program,
    make_workspace,
    status_of,
)
from tests.stories.acting import log_of

pytestmark = pytest.mark.django_db


def fields_of(workspace: Workspace) -> str:
    return f"/api/v1/workspaces/{workspace.pk}/member-fields"


def members_of(program: Any) -> str:
    return f"/api/v1/workspaces/{program.workspace_id}/programs/{program.pk}/members"


def test_an_admin_defines_a_member_field_and_deletes_it_once_nothing_names_it() -> None:
    workspace = make_workspace()
    program = make_program(workspace)
    browser = browser_as(Role.ADMIN, workspace)
    made = browser.post(fields_of(workspace), {"name": "Seat", "type": "integer"})
    assert made.status_code == 201, made.json()
    assert browser.post(fields_of(workspace), {"name": "SEAT", "type": "text"}).json()["code"] == "name_taken"
    assert browser.post(fields_of(workspace), {"name": "Se}at", "type": "text"}).json()["code"] == "invalid"
    writes = step("s1", "change_program_member_data", program=program.pk, attribute="seat", value="7")
    campaign = draw(workspace, "Seats people", writes)
    assert [(each["name"], each["used"]) for each in browser.get(fields_of(workspace)).json()] == [("Seat", True)]
    refused = browser.delete(f"{fields_of(workspace)}/{made.json()['id']}")
    assert (refused.json()["code"], "“Seats people”" in refused.json()["message"]) == ("still_used", True)
    browser.delete(f"/api/v1/workspaces/{workspace.pk}/campaigns/{campaign.pk}")
    assert browser.delete(f"{fields_of(workspace)}/{made.json()['id']}").status_code == 204
    assert browser.get(fields_of(workspace)).json() == []


def test_f07_a_marketer_changes_a_members_own_values_and_it_is_logged() -> None:
    workspace = make_workspace()
    make_member_field(workspace, "Guests", type="integer")
    program = make_program(workspace, "Dinner")
    ada = make_person(workspace, first_name="Ada")
    make_member(program, ada)
    browser = browser_as(Role.MARKETER, workspace)
    address = f"{members_of(program)}/{ada.pk}"

    changed = browser.patch(address, {"values": {"guests": " 2", "Table": "A"}})
    assert changed.json()["values"] == {"Guests": "2", "Table": "A"}
    wrong = browser.patch(address, {"values": {"Guests": "many", "Table": "B"}}).json()
    assert (wrong["code"], list(wrong["details"]["fields"])) == ("invalid", ["Guests"])
    browser.patch(address, {"values": {"Table": "", "Guests": "2"}})

    assert browser.get(members_of(program)).json()["items"][0]["values"] == {"Guests": "2"}
    logged = [attributes for _, attributes in log_of(ada, "change_program_member_data")]
    assert [(each["Attribute Name"], each.get("Old Value"), each.get("New Value")) for each in logged] == [
        ("Guests", None, "2"),
        ("Table", None, "A"),
        ("Table", "A", None),
    ]
    assert not AuditEntry.objects.exists()


def test_f07_who_is_no_member_has_no_member_values() -> None:
    workspace = make_workspace()
    program = make_program(workspace)
    stranger = make_person(workspace)
    answer = browser_as(Role.MARKETER, workspace).patch(
        f"{members_of(program)}/{stranger.pk}", {"values": {"Seat": "1"}}
    )
    assert answer.status_code == 404
    assert log_of(stranger, "change_program_member_data") == []


def test_members_are_found_by_name_within_a_status() -> None:
    workspace = make_workspace()
    program = make_program(workspace)
    people = [make_person(workspace, first_name=name) for name in ("Ada", "Adam", "Bob")]
    for person, status in zip(people, ("Member", "Engaged", "Member"), strict=True):
        make_member(program, person, status)
    make_person(workspace, first_name="Ada")  # no member
    browser = browser_as(Role.VIEWER, workspace)

    def found(**asked: Any) -> list[int]:
        return [each["person"]["id"] for each in browser.get(members_of(program), asked).json()["items"]]

    assert found(q="ada") == [people[0].pk, people[1].pk]
    assert found(q="ada", status=status_of(program, "Member").pk) == [people[0].pk]
