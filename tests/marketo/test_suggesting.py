"""What a tool that draws may choose from (reference 6.5, C13)."""

import json
from typing import Any

import pytest

from campaigns.definitions.activity_types import BY_KEY
from tests.factories import make_custom_activity, make_smart_list, make_workspace
from tests.marketo.client import Marketo, code, result
from tests.marketo.drawing import ASSETS, add_step, campaign
from tests.stories.acting import executable, published, score

pytestmark = pytest.mark.django_db
ROOT = {"id": 15, "type": "Folder"}


def asked(client: Marketo, address: str, kind: str, place: int) -> dict[str, Any]:
    """By the number of the kind and of its parameter at this place."""
    number = BY_KEY[kind].id
    query = {"ruleTypeId": json.dumps({"id": number}), "optionTypeId": json.dumps({"id": number * 100 + place})}
    return client.get(f"{ASSETS}/{address}/autoSuggest.json", **query)


def test_c13_only_this_workspaces_executables_are_offered_to_execute_campaign() -> None:
    workspace = make_workspace()
    child = executable(workspace, "Child", score("+1"))
    published(workspace, "No executable", score("+1"))
    executable(make_workspace(), "Elsewhere", score("+1"))
    client = Marketo(workspace)
    parent = campaign(client, "Parent", ROOT)

    [offered] = result(asked(client, f"smartCampaign/{parent['id']}", "execute_campaign", 1))

    assert [(each["id"], each["name"]) for each in offered] == [(child.pk, "Child")]
    assert code(asked(client, f"smartCampaign/{parent['id']}", "execute_campaign", 99)) == "1003"
    assert code(asked(client, "smartCampaign/999999", "execute_campaign", 1)) == "702"


def test_fields_and_things_are_offered_to_smart_lists_and_steps_take_their_names() -> None:
    workspace = make_workspace()
    made, asset = make_custom_activity(workspace, "Placed Order", product="text"), make_smart_list(workspace)
    client = Marketo(workspace)
    [known] = result(client.get(f"{ASSETS}/smartList/rules.json"))
    [had, attribute] = next(
        (kind, each) for kind in known["filters"] for each in kind["constraints"] if each["dbAttrib"] == "activity"
    )
    query = {"ruleTypeId": json.dumps({"id": had["id"]}), "optionTypeId": json.dumps({"id": attribute["id"]})}

    [offered] = result(client.get(f"{ASSETS}/smartList/{asset.pk}/autoSuggest.json", **query))
    [fields] = result(asked(client, f"smartList/{asset.pk}", "change_score", 1))

    assert [(each["id"], each["displayName"]) for each in offered] == [(made.pk, "Placed Order")]
    assert "leadScore" in {each["name"] for each in fields}
    listening = campaign(client, "Listens", ROOT)
    assert add_step(client, listening["id"], "change_score", field="leadScore", change="+1")
