"""Campaigns over the API: made, renamed, moved, cloned, deleted, listed (C01 to C05, C17)."""

from typing import Any

import pytest
from django.utils import timezone

from campaigns.definitions.actor import Role
from campaigns.models import CampaignMember, Plan, Reference, Run, SmartCampaign
from campaigns.models import Workspace as WorkspaceModel
from tests.definitions import execute, is_requested, person_is_created, request, score, smart_list, wait
from tests.editing import draw, edit
from tests.factories import browser_as, make_folder, make_people, make_program, make_workspace

pytestmark = pytest.mark.django_db


@pytest.fixture
def workspace() -> WorkspaceModel:
    return make_workspace("Acme")


def address(workspace: WorkspaceModel, path: str = "") -> str:
    return f"/api/v1/workspaces/{workspace.pk}/campaigns{path}"


def test_c01_a_campaign_lives_in_a_program_or_a_folder(workspace: WorkspaceModel) -> None:
    program = make_program(workspace, "Webinar")
    inside = make_folder(workspace, "Flows", program=program)
    browser = browser_as(Role.MARKETER, workspace)

    made = browser.post(address(workspace), {"name": "Scoring", "parent": f"folder:{inside.pk}"})

    assert made.status_code == 201, made.json()
    assert (made.json()["parent"], made.json()["program"]) == (
        f"folder:{inside.pk}",
        {"id": program.pk, "name": "Webinar"},
    )


def test_c02_the_kind_follows_from_the_triggers(workspace: WorkspaceModel) -> None:
    batch = draw(workspace, "Batch", score())
    trigger = draw(workspace, "Trigger", score(), smart_list=smart_list(triggers=(person_is_created(),)))
    child = draw(workspace, "Child", score(), executable=True)
    browser = browser_as(Role.VIEWER, workspace)

    kinds = {each: browser.get(address(workspace, f"/{each.pk}")).json()["kind"] for each in (batch, trigger, child)}

    assert list(kinds.values()) == ["batch", "trigger", "executable"]


def test_c02_executable_is_chosen_when_a_campaign_is_made_and_never_changes(workspace: WorkspaceModel) -> None:
    browser = browser_as(Role.MARKETER, workspace)
    made = browser.post(address(workspace), {"name": "Child", "executable": True}).json()

    answer = browser.patch(address(workspace, f"/{made['id']}"), {"executable": False})

    assert (answer.status_code, answer.json()["code"]) == (409, "executable_is_fixed")


def test_a_taken_name_is_refused_without_regard_to_case(workspace: WorkspaceModel) -> None:
    browser = browser_as(Role.MARKETER, workspace)
    browser.post(address(workspace), {"name": "Scoring"})

    answer = browser.post(address(workspace), {"name": "SCORING"})

    assert (answer.status_code, answer.json()["code"]) == (409, "name_taken")


def test_a_campaign_is_renamed_and_moved(workspace: WorkspaceModel) -> None:
    folder = make_folder(workspace)
    campaign = draw(workspace, "Old", score())

    answer = browser_as(Role.MARKETER, workspace).patch(
        address(workspace, f"/{campaign.pk}"), {"name": "New", "description": "Why", "parent": f"folder:{folder.pk}"}
    )

    body = answer.json()
    assert (body["name"], body["description"], body["parent"]) == ("New", "Why", f"folder:{folder.pk}")


def test_c05_a_clone_starts_without_executable_and_copies_list_flow_and_settings(workspace: WorkspaceModel) -> None:
    source = draw(workspace, "Child", score(change="+7"), executable=True)
    source.settings = {"qualification": {"mode": "every_time"}}
    source.save()
    [person] = make_people(workspace, 1)
    now = timezone.now()
    CampaignMember.objects.create(campaign=source, person=person, first=now, last=now)

    answer = browser_as(Role.MARKETER, workspace).post(address(workspace, f"/{source.pk}/clone"), {"name": "Copy"})

    assert answer.status_code == 201, answer.json()
    clone = SmartCampaign.objects.get(pk=answer.json()["id"])
    assert (answer.json()["kind"], answer.json()["members"], answer.json()["runs"]) == ("batch", 0, [])
    assert (clone.draft_flow, clone.draft_smart_list) == (source.draft_flow, source.draft_smart_list)
    assert answer.json()["settings"]["qualification"]["mode"] == "every_time"


def test_c05_the_clone_of_an_active_campaign_is_not_active(workspace: WorkspaceModel) -> None:
    source = draw(workspace, "Trigger", score(), smart_list=smart_list(triggers=(person_is_created(),)))
    SmartCampaign.objects.filter(pk=source.pk).update(active=True)

    clone = browser_as(Role.MARKETER, workspace).post(address(workspace, f"/{source.pk}/clone"), {"name": "Copy"})

    assert clone.json()["active"] is False


def test_c05_the_clone_calls_and_uses_what_its_source_does(workspace: WorkspaceModel) -> None:
    child = draw(workspace, "Child", score(), executable=True)
    source = draw(workspace, "Parent", execute(child.pk))

    clone = browser_as(Role.MARKETER, workspace).post(address(workspace, f"/{source.pk}/clone"), {"name": "Copy"})

    assert clone.json()["calls"] == [{"id": child.pk, "name": "Child", "relation": "executes"}]


def test_c04_a_campaign_with_a_trigger_cannot_be_cloned_into_an_executable(workspace: WorkspaceModel) -> None:
    source = draw(workspace, "Trigger", score(), smart_list=smart_list(triggers=(person_is_created(),)))

    answer = browser_as(Role.MARKETER, workspace).post(
        address(workspace, f"/{source.pk}/clone"), {"name": "Copy", "executable": True}
    )

    assert (answer.status_code, answer.json()["code"]) == (409, "triggers_not_allowed")
    assert not SmartCampaign.objects.filter(name="Copy").exists()


def test_c11_a_campaign_that_waits_cannot_be_cloned_into_an_executable_and_the_step_is_named(
    workspace: WorkspaceModel,
) -> None:
    source = draw(workspace, "Nurture", score(), wait())

    answer = browser_as(Role.MARKETER, workspace).post(
        address(workspace, f"/{source.pk}/clone"), {"name": "Copy", "executable": True}
    )

    assert (answer.status_code, answer.json()["code"]) == (409, "step_not_allowed_in_executable")
    assert 'Step 2, "Wait"' in answer.json()["message"]
    assert not SmartCampaign.objects.filter(name="Copy").exists()


def test_c12_a_clone_that_would_be_the_fourth_executable_of_a_chain_is_refused(workspace: WorkspaceModel) -> None:
    three = draw(workspace, "Three", score(), executable=True)
    two = draw(workspace, "Two", execute(three.pk), executable=True)
    one = draw(workspace, "One", execute(two.pk), executable=True)
    parent = draw(workspace, "Parent", execute(one.pk))

    answer = browser_as(Role.MARKETER, workspace).post(
        address(workspace, f"/{parent.pk}/clone"), {"name": "Copy", "executable": True}
    )

    assert (answer.status_code, answer.json()["code"]) == (409, "chain_not_allowed")


def test_c17_a_campaign_that_others_call_cannot_be_deleted_and_they_are_named(workspace: WorkspaceModel) -> None:
    child = draw(workspace, "Child", score(), executable=True)
    parent = draw(workspace, "Parent", execute(child.pk))
    browser = browser_as(Role.MARKETER, workspace)

    answer = browser.delete(address(workspace, f"/{child.pk}"))

    assert (answer.status_code, answer.json()["code"]) == (409, "still_used")
    assert "“Parent”" in answer.json()["message"]
    assert browser.get(address(workspace, f"/{child.pk}/used-by")).json() == [
        {"node": f"campaign:{parent.pk}", "name": "Parent", "relation": "executes"}
    ]


def test_c17_a_campaign_that_only_refers_to_itself_can_be_deleted(workspace: WorkspaceModel) -> None:
    campaign = draw(workspace, "Loop", score())
    edit(campaign, request(campaign.pk))

    assert browser_as(Role.MARKETER, workspace).delete(address(workspace, f"/{campaign.pk}")).status_code == 204
    assert not Reference.objects.filter(source_id=campaign.pk).exists()


def test_c17_a_campaign_with_an_open_run_cannot_be_deleted(workspace: WorkspaceModel) -> None:
    campaign = draw(workspace, "Busy", score())
    plan = Plan.objects.create(digest="x", content={})
    Run.objects.create(
        workspace=workspace, campaign=campaign, plan=plan, kind="batch", state="running", started_at=timezone.now()
    )

    answer = browser_as(Role.MARKETER, workspace).delete(address(workspace, f"/{campaign.pk}"))

    assert (answer.status_code, answer.json()["code"]) == (409, "campaign_running")


def test_c08_an_executable_has_no_person_restriction_or_priority(workspace: WorkspaceModel) -> None:
    child = draw(workspace, "Child", score(), executable=True)
    browser = browser_as(Role.MARKETER, workspace)

    for name, value in (("person_limit", 100), ("priority", "high")):
        answer = browser.patch(address(workspace, f"/{child.pk}/settings"), {name: value})
        assert (answer.status_code, list(answer.json()["details"]["fields"])) == (400, [name])


def test_s04_the_qualification_rule_is_a_setting(workspace: WorkspaceModel) -> None:
    campaign = draw(workspace, "Scoring", score())
    weekly = {"qualification": {"mode": "interval", "every": 2, "unit": "weeks"}}
    browser = browser_as(Role.MARKETER, workspace)

    changed = browser.patch(address(workspace, f"/{campaign.pk}/settings"), weekly).json()
    browser.patch(address(workspace, f"/{campaign.pk}/settings"), {"person_limit": 500})
    kept = browser.get(address(workspace, f"/{campaign.pk}")).json()["settings"]

    assert changed["settings"]["qualification"] == weekly["qualification"]
    assert (kept["qualification"], kept["person_limit"]) == (weekly["qualification"], 500)


@pytest.mark.parametrize(
    "bad",
    [
        {"qualification": {"mode": "sometimes"}},
        {"qualification": {"mode": "interval", "every": 0, "unit": "days"}},
        {"person_limit": 0},
        {"colour": "red"},
        ["once"],
    ],
)
def test_s04_settings_that_make_no_sense_are_refused(workspace: WorkspaceModel, bad: Any) -> None:
    campaign = draw(workspace, "Scoring", score())

    answer = browser_as(Role.MARKETER, workspace).patch(address(workspace, f"/{campaign.pk}/settings"), bad)

    assert (answer.status_code, answer.json()["code"]) == (400, "invalid")


def test_campaigns_are_found_by_words_kind_and_status(workspace: WorkspaceModel) -> None:
    draw(workspace, "Webinar scoring", score())
    draw(workspace, "Webinar child", score(), executable=True)
    draw(workspace, "Welcome", score(), smart_list=smart_list(triggers=(is_requested(),)))
    browser = browser_as(Role.VIEWER, workspace)

    def names(query: str) -> list[str]:
        return [each["name"] for each in browser.get(address(workspace, query)).json()["items"]]

    assert names("") == ["Webinar child", "Webinar scoring", "Welcome"]
    assert names("?q=SCORING webinar") == ["Webinar scoring"]
    assert names("?kind=executable") == ["Webinar child"]
    assert names("?status=inactive") == ["Welcome"]
    assert browser.get(address(workspace, "?kind=square")).status_code == 400


def test_the_list_of_campaigns_comes_in_pages(workspace: WorkspaceModel) -> None:
    SmartCampaign.objects.bulk_create(
        SmartCampaign(workspace=workspace, name=f"Campaign {number:03}", name_normal=f"campaign {number:03}")
        for number in range(60)
    )
    browser = browser_as(Role.VIEWER, workspace)

    first = browser.get(address(workspace)).json()
    second = browser.get(address(workspace, f"?cursor={first['next']}")).json()

    assert (len(first["items"]), first["total"], len(second["items"]), second["next"]) == (50, 60, 10, None)


def test_the_list_of_campaigns_is_sorted_by_what_its_columns_show(workspace: WorkspaceModel) -> None:
    child = draw(workspace, "A child", executable=True)
    calls = execute(child.pk)
    draw(workspace, "B long", score("s1"), score("s2"), calls)
    draw(workspace, "C new people", calls, smart_list=smart_list(triggers=(person_is_created(),)))
    draw(workspace, "D requested", score(), score("s2"), smart_list=smart_list(triggers=(is_requested(),)))
    browser = browser_as(Role.VIEWER, workspace)

    def order(sort: str, *, descending: bool = False) -> str:
        asked = {"sort": sort, "descending": str(descending).lower()}
        return "".join(each["name"][0] for each in browser.get(address(workspace), asked).json()["items"])

    assert (order("steps"), order("steps", descending=True)) == ("ACDB", "BDCA")
    assert (order("triggers"), order("triggers", descending=True)) == ("DCAB", "CDAB")
    assert (order("callers"), order("callers", descending=True)) == ("BCDA", "ABCD")


def test_w01_a_stranger_sees_nothing_and_a_viewer_changes_nothing(workspace: WorkspaceModel) -> None:
    campaign = draw(workspace, "Mine", score())
    stranger, viewer = browser_as(None, workspace), browser_as(Role.VIEWER, workspace)
    reads = ["", f"/{campaign.pk}", *(f"/{campaign.pk}/{page}" for page in ("used-by", "members", "runs"))]
    changes: list[tuple[str, str, dict[str, Any]]] = [
        ("post", "", {"name": "New"}),
        ("patch", f"/{campaign.pk}", {"name": "New"}),
        ("delete", f"/{campaign.pk}", {}),
        ("post", f"/{campaign.pk}/clone", {"name": "New"}),
        ("patch", f"/{campaign.pk}/settings", {"person_limit": 5}),
    ]

    for path in reads:
        assert stranger.get(address(workspace, path)).status_code == 404, path
        assert viewer.get(address(workspace, path)).status_code == 200, path
    for method, path, body in changes:
        assert getattr(stranger, method)(address(workspace, path), body).status_code == 404, path
        assert getattr(viewer, method)(address(workspace, path), body).status_code == 403, path


def test_w01_a_campaign_of_another_workspace_is_not_found_from_mine(workspace: WorkspaceModel) -> None:
    theirs = draw(make_workspace("Theirs"), "Secret", score())
    browser = browser_as(Role.ADMIN, workspace)

    for id in (theirs.pk, 999_999_999):
        assert browser.get(address(workspace, f"/{id}")).status_code == 404
        assert browser.post(address(workspace, f"/{id}/clone"), {"name": "Mine"}).status_code == 404
        assert browser.delete(address(workspace, f"/{id}")).status_code == 404
