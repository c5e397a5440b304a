"""Smart campaigns made, cloned, drawn and started from outside (A01, C03, C04, C05, C11, C12, C13, W01)."""

import json
from datetime import datetime
from typing import Any

import pytest

from campaigns.models import SmartCampaign
from tests.factories import make_folder, make_program, make_workspace
from tests.marketo.client import Marketo, code, result
from tests.marketo.drawing import ASSETS, add_rule, add_step, campaign
from tests.stories.acting import executable, is_requested, published, requestable, score, smart_list, wait

pytestmark = pytest.mark.django_db
CAMPAIGNS = f"{ASSETS}/smartCampaign"
ROOT = {"id": 15, "type": "Folder"}


def refusal(answer: dict[str, Any]) -> tuple[str, str]:
    [error] = answer["errors"]
    return error["code"], error["message"]


def test_a_new_campaign_has_the_shape_of_the_reference() -> None:
    client = Marketo(make_workspace("Default"))

    made = campaign(client, "Welcome", ROOT, description="First mail")

    assert datetime.strptime(made.pop("createdAt"), "%Y-%m-%dT%H:%M:%SZ+0000")  # noqa: DTZ007  (as clients do)
    assert made.pop("updatedAt").endswith("Z+0000")
    id = made.pop("id")
    assert made.pop("smartListId") == made.pop("flowId") > id
    assert made == {
        "name": "Welcome",
        "description": "First mail",
        "folder": {"id": 15, "type": "Folder"},
        "status": "Never Run",
        "type": "batch",
        "isSystem": False,
        "isActive": False,
        "isRequestable": False,
        "isExecutable": False,
        "isCommunicationLimitEnabled": False,
        "recurrence": {"weekdayOnly": False},
        "qualificationRuleType": "once",
        "workspace": "Default",
        "computedUrl": f"#SC{id}A1",
    }


def test_a01_only_is_executable_makes_an_executable_in_create_and_clone() -> None:
    client = Marketo(make_workspace())
    made = campaign(client, "Child", ROOT, isExecutable="True")
    plain = campaign(client, "Plain", ROOT)

    def clone(name: str, **more: str) -> bool:
        address = f"{CAMPAIGNS}/{made['id']}/clone.json"
        [copy] = result(client.form(address, name=name, folder=json.dumps(ROOT), **more))
        return bool(copy["isExecutable"])

    assert (made["isExecutable"], plain["isExecutable"]) == (True, False)
    assert clone("Copy") is False
    assert clone("Executable copy", isExecutable="true") is True


@pytest.mark.parametrize("culprit", ["trigger", "wait"])
def test_a01_what_no_executable_may_hold_is_not_cloned_into_one(culprit: str) -> None:
    workspace = make_workspace()
    if culprit == "trigger":
        source = published(workspace, "Source", score("+1"), who=smart_list(triggers=[is_requested()]))
    else:
        source = published(workspace, "Source", score("+1"), wait("4 hours"))
    client = Marketo(workspace)
    form = {"name": "Copy", "folder": json.dumps(ROOT), "isExecutable": "true"}

    said = refusal(client.form(f"{CAMPAIGNS}/{source.pk}/clone.json", **form))

    assert said[0] == "709"
    assert culprit in said[1].lower()
    assert not SmartCampaign.objects.filter(name="Copy").exists()


@pytest.mark.parametrize("step", [902, 110])
def test_c11_neither_wait_nor_webhook_gets_into_an_executable_and_the_answer_says_where_to(step: int) -> None:
    client = Marketo(make_workspace())
    made = campaign(client, "Child", ROOT, isExecutable="true")
    address = f"{CAMPAIGNS}/{made['id']}"

    kind = json.dumps({"id": step, "type": "activity"})
    said = refusal(client.form(f"{address}/flows.json", activityType=kind, index=0))

    assert said[0] == "709"
    assert "Put it into the parent, or into a campaign that this one requests" in said[1]
    [shown] = result(client.get(f"{address}.json"))
    assert shown["flow"] == {"steps": []}


def test_c03_an_executable_is_never_activated() -> None:
    workspace = make_workspace()
    child = executable(workspace, "Child", score("+1"))

    code_, sentence = refusal(Marketo(workspace).post(f"{CAMPAIGNS}/{child.pk}/activate.json"))

    assert code_ == "709"
    assert "clone it" in sentence


def test_c04_an_executable_takes_no_trigger() -> None:
    client = Marketo(make_workspace())
    made = campaign(client, "Child", ROOT, isExecutable="true")
    [known] = result(client.get(f"{CAMPAIGNS}/rules.json"))
    rule = json.dumps({"id": known["triggers"][0]["id"], "type": "activity"})

    answer = client.form(f"{ASSETS}/smartList/{made['smartListId']}/rules.json", ruleId=rule, index=1, trigger="true")

    assert code(answer) == "709"


def test_c12_a_chain_of_three_executables_starts_and_one_of_four_never() -> None:
    workspace = make_workspace()
    client = Marketo(workspace)
    below = executable(workspace, "Three", score("+1")).pk
    for name in ("Two", "One", "Zero"):
        around = campaign(client, name, ROOT, isExecutable="true")
        add_step(client, around["id"], "execute_campaign", campaign=below)
        below = around["id"]

    def activated(child: str) -> dict[str, Any]:
        parent = campaign(client, f"Parent of {child}", ROOT)
        add_step(client, parent["id"], "execute_campaign", campaign=child)
        add_rule(client, parent["smartListId"], "Campaign is Requested", trigger=True)
        return client.post(f"{CAMPAIGNS}/{parent['id']}/activate.json")

    assert result(activated("One"))
    code_, sentence = refusal(activated("Zero"))
    assert code_ == "709"
    assert "Zero" in sentence
    assert "in the designer" in sentence


@pytest.mark.parametrize(("step", "make"), [(901, executable), (47, requestable)])
def test_c13_a_campaign_of_another_workspace_is_neither_executed_nor_requested(step: int, make: Any) -> None:
    here, there = make_workspace(), make_workspace()
    stranger = make(there, "Stranger", score("+1"))
    client = Marketo(here)
    parent = campaign(client, "Parent", ROOT)
    address = f"{CAMPAIGNS}/{parent['id']}"
    result(client.form(f"{address}/flows.json", activityType=json.dumps({"id": step, "type": "activity"}), index=0))
    [shown] = result(client.get(f"{address}.json"))
    choice = f"{address}/flow/{shown['flow']['steps'][0]['id']}/choice/0.json"

    by_id = client.form(choice, attributes=json.dumps({"campaign": stranger.pk}))
    by_name = client.form(choice, attributes=json.dumps({"campaign": "Stranger"}))

    assert refusal(by_id)[0] == "709"
    assert refusal(by_name)[0] == "1003"


def test_steps_and_choices_are_drawn_moved_and_removed() -> None:
    client = Marketo(make_workspace())
    made = campaign(client, "Drawn", ROOT)
    address = f"{CAMPAIGNS}/{made['id']}"
    step = add_step(client, made["id"], "change_score", field="leadScore", change="+1")
    flow = f"{address}/flow/{step}"

    for city, change in (("Rome", "+5"), ("Paris", "+9")):
        [shown] = result(client.form(f"{flow}/addChoice.json"))
        choice = shown["flow"]["steps"][0]["stepChoice"][-2]["id"]
        condition = {"operator": "is", "conditionTypeId": '{"id":64,"type":"attribute"}', "conditionValues": city}
        params = json.dumps({"field": "leadScore", "change": change})
        result(client.form(f"{flow}/choice/{choice}.json", attributes=params, **condition))
    [moved] = result(client.form(f"{flow}/choice/{choice}/reorder.json?newSeqNumZeroBased=0"))

    first, second, default = moved["flow"]["steps"][0]["stepChoice"]
    assert first["rule"] == {
        "name": "City",
        "operator": "is",
        "ruleType": "Attribute",
        "ruleTypeId": 64,
        "values": ["Paris"],
    }
    assert second["rule"]["values"] == ["Rome"]
    assert default["default"] is True
    assert [(each["name"], each["value"]) for each in first["attributes"]] == [("Score", "leadScore"), ("Change", "+9")]
    assert code(client.form(f"{flow}/choice/0/remove.json")) == "709"
    result(client.form(f"{flow}/choice/{first['id']}/remove.json"))
    [empty] = result(client.form(f"{flow}/remove.json"))
    assert empty["flow"] == {"steps": []}
    assert code(client.form(f"{flow}/remove.json")) == "702"


def test_a_campaign_is_activated_and_deactivated_once() -> None:
    client = Marketo(make_workspace())
    made = campaign(client, "Asked", ROOT)
    address = f"{CAMPAIGNS}/{made['id']}"
    assert code(client.post(f"{address}/activate.json")) == "709"
    add_step(client, made["id"], "change_score", field="leadScore", change="+1")
    add_rule(client, made["smartListId"], "Campaign is Requested", trigger=True, sources="Web Service API")

    assert result(client.form(f"{address}/activate.json")) == [{"id": made["id"]}]

    [shown] = result(client.get(f"{address}.json", includeFlowSteps="false"))
    assert (shown["status"], shown["type"], shown["isRequestable"]) == ("Active", "trigger", True)
    assert "flow" not in shown
    assert code(client.post(f"{address}/activate.json")) == "709"
    assert code(client.post(f"{address}/delete.json")) == "709"
    assert result(client.post(f"{address}/deactivate.json"))
    assert code(client.post(f"{address}/deactivate.json")) == "709"
    assert result(client.post(f"{address}/delete.json")) == [{"id": made["id"]}]


def test_campaigns_are_browsed_by_folder_name_and_page() -> None:
    workspace = make_workspace()
    around = make_folder(workspace)
    inside = published(workspace, "Inside", folder=around)
    published(workspace, "Outside")
    client = Marketo(workspace)
    folder = f"{{'id': {around.pk + 1000}, 'type': Folder}}"

    def names(**query: object) -> list[str]:
        return [each["name"] for each in result(client.get(f"{CAMPAIGNS}s.json", **query))]

    assert names() == ["Inside", "Outside"]
    assert names(folder=folder) == ["Inside"]
    assert names(maxReturn=1, offset=1) == ["Outside"]
    assert names(isActive="true") == []
    assert client.get(f"{CAMPAIGNS}s.json", offset=2)["warnings"] == ["No assets found for the given search criteria."]
    assert [each["id"] for each in result(client.get(f"{CAMPAIGNS}/byName.json", name="Inside"))] == [inside.pk]
    assert code(client.get(f"{CAMPAIGNS}s.json", maxReturn=201)) == "1001"


def test_name_clashes_unknown_parents_and_missing_names_have_their_codes() -> None:
    client = Marketo(make_workspace())
    campaign(client, "Taken", ROOT)
    create = f"{CAMPAIGNS}s.json"

    clash = client.form(create, name="Taken", folder=json.dumps(ROOT))

    assert refusal(clash) == ("709", "Smart Campaign with the same name already exists")
    assert code(client.form(create, name="New", folder='{"id":4711,"type":"Folder"}')) == "710"
    assert code(client.form(create, folder=json.dumps(ROOT))) == "1002"
    assert code(client.form(create, name=" ", folder=json.dumps(ROOT))) == "701"
    assert code(client.form(f"{CAMPAIGNS}/999/delete.json")) == "702"


def test_w01_another_workspaces_campaigns_can_not_be_touched() -> None:
    here, there = make_workspace(), make_workspace()
    program = make_program(there)
    stranger = published(there, "Stranger", program=program)
    client = Marketo(here)

    assert result(client.get(f"{CAMPAIGNS}/{stranger.pk}.json")) == []
    assert code(client.post(f"{CAMPAIGNS}/{stranger.pk}/delete.json")) == "702"
    assert code(client.form(f"{CAMPAIGNS}/{stranger.pk}/flows.json", activityType='{"id":22}', index=0)) == "702"
    inside = json.dumps({"id": program.pk, "type": "Program"})
    assert code(client.form(f"{CAMPAIGNS}s.json", name="New", folder=inside)) == "710"
