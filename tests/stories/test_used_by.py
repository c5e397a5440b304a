"""What others lean on is not taken away unseen: deleting is refused, the rest is told first (C17, C10)."""

import pytest

from campaigns.definitions.actor import Role
from campaigns.models import SmartCampaign, SmartListAsset, Workspace
from tests.definitions import execute, is_requested, lives_in, request, score, smart_list, step
from tests.editing import draw, edit
from tests.factories import Browser, browser_as, make_list, make_person, make_program, make_token, make_workspace
from tests.stories import acting as act

pytestmark = pytest.mark.django_db


@pytest.fixture
def workspace() -> Workspace:
    return make_workspace()


@pytest.fixture
def browser(workspace: Workspace) -> Browser:
    return browser_as(Role.MARKETER, workspace)


def address(campaign: SmartCampaign, rest: str = "") -> str:
    return f"/api/v1/workspaces/{campaign.workspace_id}/campaigns/{campaign.pk}{rest}"


def test_c17_what_only_people_on_an_older_version_need_is_not_deleted(workspace: Workspace, browser: Browser) -> None:
    make_person(workspace)
    program = make_program(workspace)
    token = make_token(program, "score", "+3", "score")
    made = make_list(workspace)
    adds = step("a1", "add_to_list", list=made.pk)
    steps = [step("w1", "wait", duration="2 days"), adds, score(change="{{my.score}}")]
    campaign = draw(workspace, "Nurture", *steps, parent=f"program:{program.pk}")
    act.run(campaign)
    edit(campaign, score())
    browser.post(address(campaign, "/publish"))
    base = f"/api/v1/workspaces/{workspace.pk}"

    refused = browser.delete(f"{base}/lists/{made.pk}")
    kept = browser.delete(f"{base}/tokens/{token.pk}")
    act.let_pass(days=2)
    deleted = browser.delete(f"{base}/lists/{made.pk}")

    assert (refused.status_code, kept.status_code) == (409, 409)
    assert refused.json()["details"]["uses"][0]["relation"] == "used by people inside"
    assert deleted.status_code == 204


def test_c17_deactivating_names_those_who_request_it_before_it_is_done(workspace: Workspace, browser: Browser) -> None:
    target = draw(workspace, "Target", score(), smart_list=smart_list(triggers=(is_requested(),)))
    act.activate(target)
    draw(workspace, "Asks", request(target.pk))

    asked = browser.post(address(target, "/deactivate"))
    still_active = SmartCampaign.objects.get(pk=target.pk).active
    done = browser.post(address(target, "/deactivate"), {"confirm": True})

    assert (asked.status_code, asked.json()["code"], still_active) == (409, "warnings_not_confirmed", True)
    assert [each["name"] for each in asked.json()["details"]["callers"]] == ["Asks"]
    assert (done.status_code, done.json()["active"]) == (200, False)


def test_c17_calls_follow_a_campaign_that_is_renamed_and_moved(workspace: Workspace, browser: Browser) -> None:
    person = make_person(workspace)
    child = draw(workspace, "Child", score(), executable=True)
    parent = draw(workspace, "Parent", execute(child.pk))
    program = make_program(workspace)

    browser.patch(address(child), {"name": "Kid", "parent": f"program:{program.pk}"})
    act.run(parent)

    assert act.calls_of(person) == [("Kid", "TRUE", None)]
    words = browser.get(address(parent, "/draft")).json()["words"]["steps"]["e1"]["default"]
    assert "Kid" in words


def test_c17_nothing_moves_into_another_workspace(workspace: Workspace, browser: Browser) -> None:
    child = draw(workspace, "Child", score(), executable=True)
    draw(workspace, "Parent", execute(child.pk))
    elsewhere = make_program(make_workspace())

    refused = browser.patch(address(child), {"parent": f"program:{elsewhere.pk}"})

    child.refresh_from_db()
    assert (refused.status_code, child.workspace_id, child.program_id) == (400, workspace.pk, None)


def test_c10_an_executables_filters_move_into_a_smart_list_that_takes_the_same_people(
    workspace: Workspace, browser: Browser
) -> None:
    inside, outside = make_person(workspace, city="Paris"), make_person(workspace, city="Rome")
    child = draw(workspace, "Child", score(), executable=True, smart_list=smart_list(lives_in("Paris")))
    parent = draw(workspace, "Parent", execute(child.pk))

    sent = {"name": "Parisians", "edit_number": child.edit_number}
    moved = browser.post(address(child, "/smart-list/extract"), sent).json()
    act.run(parent)

    asset = SmartListAsset.objects.get(name="Parisians")
    assert [each["kind"] for each in moved["smart_list"]["filters"]] == ["member_of_smart_list"]
    assert asset.definition["filters"][0]["params"]["values"] == ["Paris"]
    assert [act.calls_of(each)[0][1] for each in (inside, outside)] == ["TRUE", "FALSE"]


def test_c10_from_a_stale_edit_number_no_list_is_made(workspace: Workspace, browser: Browser) -> None:
    child = draw(workspace, "Child", score(), executable=True, smart_list=smart_list(lives_in("Paris")))

    refused = browser.post(address(child, "/smart-list/extract"), {"name": "Parisians", "edit_number": 0})

    assert (refused.status_code, SmartListAsset.objects.count()) == (409, 0)


def test_the_table_of_campaigns_is_sorted_and_tells_triggers_and_steps(workspace: Workspace, browser: Browser) -> None:
    draw(workspace, "Alpha", score(), smart_list=smart_list(triggers=(is_requested(),)))
    draw(workspace, "Beta", score("s1"), score("s2"), executable=True)
    draw(workspace, "Gamma", score())

    page = browser.get(f"/api/v1/workspaces/{workspace.pk}/campaigns?sort=kind&descending=true").json()["items"]

    assert [(each["name"], each["steps"], each["triggers"]) for each in page] == [
        ("Alpha", 1, ["Campaign is Requested"]),
        ("Beta", 2, []),
        ("Gamma", 1, []),
    ]
