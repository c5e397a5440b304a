"""Programs, their members and channels over the API."""

from typing import Any

import pytest

from campaigns.definitions.actor import Role
from campaigns.models import Channel, Program, ProgramMember, Reference, Workspace
from tests.factories import (
    browser_as,
    make_campaign,
    make_channel,
    make_folder,
    make_member,
    make_people,
    make_person,
    make_program,
    make_workspace,
    status_of,
)

pytestmark = pytest.mark.django_db


def programs_of(workspace: Workspace) -> str:
    return f"/api/v1/workspaces/{workspace.pk}/programs"


def channel_of(workspace: Workspace) -> Channel:
    return Channel.objects.get(workspace=workspace)


def refer(campaign: Any, type: str, id: int) -> None:
    Reference.objects.create(
        workspace=campaign.workspace,
        source_type="campaign",
        source_id=campaign.pk,
        published=False,
        target_type=type,
        target_id=id,
        relation="uses",
    )


def test_a_program_is_made_renamed_moved_and_deleted() -> None:
    workspace = make_workspace()
    folder = make_folder(workspace)
    browser = browser_as(Role.MARKETER, workspace)
    given = {"name": "Webinar", "channel": channel_of(workspace).pk, "description": "In May", "parent": None}

    made = browser.post(programs_of(workspace), given)

    assert made.status_code == 201, made.json()
    assert made.json()["statuses"][0]["name"] == "Not in Program"
    address = f"{programs_of(workspace)}/{made.json()['id']}"
    changed = browser.patch(address, {"name": "Webinar II", "parent": f"folder:{folder.pk}"}).json()
    assert (changed["name"], changed["parent"], changed["description"]) == (
        "Webinar II",
        f"folder:{folder.pk}",
        "In May",
    )
    assert browser.delete(address).status_code == 204
    assert browser.get(address).status_code == 404


def test_a_program_name_is_taken_in_the_whole_workspace() -> None:
    workspace = make_workspace()
    make_program(workspace, "Webinar", folder=make_folder(workspace))

    answer = browser_as(Role.MARKETER, workspace).post(
        programs_of(workspace), {"name": "WEBINAR", "channel": channel_of(workspace).pk}
    )

    assert (answer.status_code, answer.json()["code"]) == (409, "name_taken")


def test_a_program_does_not_lie_inside_another() -> None:
    workspace = make_workspace()
    outer = make_program(workspace)
    inside = make_folder(workspace, program=outer)

    for parent in (f"program:{outer.pk}", f"folder:{inside.pk}"):
        answer = browser_as(Role.MARKETER, workspace).post(
            programs_of(workspace), {"name": "Inner", "channel": channel_of(workspace).pk, "parent": parent}
        )
        assert answer.status_code == 400, parent


def test_c17_a_used_program_is_not_deleted_and_its_users_are_named() -> None:
    workspace = make_workspace()
    program = make_program(workspace, "Webinar")
    campaign = make_campaign(workspace, "Set status")
    refer(campaign, "program", program.pk)
    browser = browser_as(Role.MARKETER, workspace)

    answer = browser.delete(f"{programs_of(workspace)}/{program.pk}")

    assert (answer.status_code, answer.json()["code"]) == (409, "still_used")
    assert "“Set status”" in answer.json()["message"]
    use = {"node": f"campaign:{campaign.pk}", "name": "Set status", "relation": "uses"}
    assert answer.json()["details"]["uses"] == [use]
    assert browser.get(f"{programs_of(workspace)}/{program.pk}/used-by").json() == [use]
    assert Program.objects.filter(pk=program.pk).exists()


def test_a_program_that_holds_something_is_not_deleted() -> None:
    workspace = make_workspace()
    program = make_program(workspace)
    make_campaign(workspace, "Inside", program=program)

    answer = browser_as(Role.MARKETER, workspace).delete(f"{programs_of(workspace)}/{program.pk}")

    assert answer.json()["code"] == "still_used"
    assert "“Inside”" in answer.json()["message"]


def test_deleting_a_program_leaves_its_members_as_people() -> None:
    workspace = make_workspace()
    program = make_program(workspace)
    person = make_person(workspace, email="ada@example.com")
    make_member(program, person)

    assert browser_as(Role.MARKETER, workspace).delete(f"{programs_of(workspace)}/{program.pk}").status_code == 204

    assert not ProgramMember.objects.exists()
    person.refresh_from_db()


def test_members_are_counted_and_listed_with_their_status() -> None:
    workspace = make_workspace()
    program = make_program(workspace)
    ada = make_person(workspace, first_name="Ada", email="ada@example.com")
    bob = make_person(workspace, first_name="Bob", email="bob@example.com")
    make_member(program, ada, "Success")
    make_member(program, bob, "Member")
    browser = browser_as(Role.VIEWER, workspace)

    shown = browser.get(f"{programs_of(workspace)}/{program.pk}").json()
    assert shown["members"] == 2
    assert {each["name"]: each["members"] for each in shown["statuses"]} == {
        "Not in Program": 0,
        "Member": 1,
        "Engaged": 0,
        "Success": 1,
    }
    members = browser.get(f"{programs_of(workspace)}/{program.pk}/members").json()["items"]
    assert [(each["person"]["name"], each["status"]["name"], each["success"]) for each in members] == [
        ("Ada", "Success", True),
        ("Bob", "Member", False),
    ]
    only = {"status": status_of(program, "Member").pk}
    members = browser.get(f"{programs_of(workspace)}/{program.pk}/members", only).json()["items"]
    assert [each["person"]["id"] for each in members] == [bob.pk]


def test_members_come_in_pages_and_nobody_twice() -> None:
    workspace = make_workspace()
    program = make_program(workspace)
    people = make_people(workspace, 105)
    for person in people:
        make_member(program, person)
    browser = browser_as(Role.VIEWER, workspace)
    address = f"{programs_of(workspace)}/{program.pk}/members"

    first = browser.get(address).json()
    second = browser.get(address, {"cursor": first["next"]}).json()

    seen = [each["person"]["id"] for each in first["items"] + second["items"]]
    assert (seen, second["next"]) == ([person.pk for person in people], None)


def test_a_program_with_members_keeps_its_channel() -> None:
    workspace = make_workspace()
    program = make_program(workspace)
    make_member(program, make_person(workspace))
    other = make_channel(workspace, "Webinar")
    browser = browser_as(Role.MARKETER, workspace)

    answer = browser.patch(f"{programs_of(workspace)}/{program.pk}", {"channel": other.pk})

    assert (answer.status_code, answer.json()["code"]) == (400, "invalid")


def test_an_admin_makes_and_changes_a_channel() -> None:
    workspace = make_workspace()
    browser = browser_as(Role.ADMIN, workspace)
    address = f"/api/v1/workspaces/{workspace.pk}/channels"
    statuses = [{"name": "Not in Program", "step": 0}, {"name": "Sent", "step": 10}, {"name": "Read", "step": 20}]

    made = browser.post(address, {"name": "Letter", "statuses": statuses})
    assert made.status_code == 201, made.json()
    outside, _, read = made.json()["statuses"]
    changed = browser.patch(
        f"{address}/{made.json()['id']}",
        {"statuses": [outside, {**read, "name": "Answered", "success": True}, {"name": "Opened", "step": 15}]},
    ).json()
    assert [(each["name"], each["success"]) for each in changed["statuses"]] == [
        ("Not in Program", False),
        ("Opened", False),
        ("Answered", True),
    ]
    assert [each["id"] for each in changed["statuses"] if each["name"] == "Answered"] == [read["id"]]
    assert [each["name"] for each in browser.get(address).json()] == ["Content", "Letter"]


def test_c17_a_channel_is_deleted_once_no_program_lives_by_it() -> None:
    workspace = make_workspace()
    program = make_program(workspace, "Webinar")
    spare = make_channel(workspace, "Spare")
    browser = browser_as(Role.ADMIN, workspace)
    address = f"/api/v1/workspaces/{workspace.pk}/channels"

    assert "“Webinar”" in browser.delete(f"{address}/{program.channel_id}").json()["message"]
    assert browser.delete(f"{address}/{spare.pk}").status_code == 204
    program.delete()
    assert browser.delete(f"{address}/{program.channel_id}").json()["code"] == "still_used"  # the last one


@pytest.mark.parametrize(
    "statuses",
    [
        [],
        [{"name": "A", "step": 10}, {"name": "B", "step": 20}],
        [{"name": "Out", "step": 0}, {"name": "Away", "step": 0}],
        [{"name": "Out", "step": 0}, {"name": "In", "step": 10}, {"name": "IN", "step": 20}],
        [{"name": "Out", "step": 0, "success": True}, {"name": "In", "step": 10}],
    ],
)
def test_senseless_statuses_are_refused(statuses: list[dict[str, Any]]) -> None:
    workspace = make_workspace()

    answer = browser_as(Role.ADMIN, workspace).post(
        f"/api/v1/workspaces/{workspace.pk}/channels", {"name": "Letter", "statuses": statuses}
    )

    assert (answer.status_code, answer.json()["code"]) == (400, "invalid")


def test_c17_a_status_that_members_have_or_a_campaign_names_is_not_deleted() -> None:
    workspace = make_workspace()
    program = make_program(workspace)
    make_member(program, make_person(workspace), "Engaged")
    refer(make_campaign(workspace, "Promote"), "status", status_of(program, "Success").pk)
    browser = browser_as(Role.ADMIN, workspace)
    address = f"/api/v1/workspaces/{workspace.pk}/channels"
    channel = browser.get(address).json()[0]

    def without(name: str) -> Any:
        kept = [status for status in channel["statuses"] if status["name"] != name]
        return browser.patch(f"{address}/{channel['id']}", {"statuses": kept}).json()

    assert (without("Engaged")["code"], "1 program members" in without("Engaged")["message"]) == ("still_used", True)
    assert "“Promote”" in without("Success")["message"]
    assert len(without("Member")["statuses"]) == 3


def test_w01_viewers_look_and_do_not_touch() -> None:
    workspace = make_workspace()
    program = make_program(workspace)
    channel = channel_of(workspace)
    browser = browser_as(Role.VIEWER, workspace)
    address = f"{programs_of(workspace)}/{program.pk}"
    channels = f"/api/v1/workspaces/{workspace.pk}/channels"

    assert browser.get(address).status_code == 200
    assert browser.post(programs_of(workspace), {"name": "New", "channel": channel.pk}).status_code == 403
    assert browser.patch(address, {"name": "New"}).status_code == 403
    assert browser.delete(address).status_code == 403
    assert browser.patch(f"{channels}/{channel.pk}", {"name": "New"}).status_code == 403
    marketer = browser_as(Role.MARKETER, workspace)
    assert marketer.patch(f"{channels}/{channel.pk}", {"name": "New"}).status_code == 403


def test_w01_another_workspaces_program_and_channel_are_not_there() -> None:
    mine, other = make_workspace(), make_workspace()
    strange = make_program(other)
    browser = browser_as(Role.ADMIN, mine)

    for tail in ("", "/members", "/used-by"):
        assert browser.get(f"{programs_of(mine)}/{strange.pk}{tail}").status_code == 404
        assert browser.get(f"{programs_of(other)}/{strange.pk}{tail}").status_code == 404
    assert browser.patch(f"{programs_of(mine)}/{strange.pk}", {"name": "Mine"}).status_code == 404
    assert browser.delete(f"{programs_of(mine)}/{strange.pk}").status_code == 404
    assert browser.post(programs_of(mine), {"name": "P", "channel": strange.channel_id}).status_code == 400
    channels = f"/api/v1/workspaces/{mine.pk}/channels"
    assert browser.patch(f"{channels}/{strange.channel_id}", {"name": "Mine"}).status_code == 404
