"""Builds programs and campaigns wholly through the Marketo-compatible API."""

import json
from typing import Any

from campaigns.definitions.activity_types import BY_KEY
from tests.marketo.client import Integration, result

ASSETS = "/rest/asset/v1"


def folder(client: Integration, name: str, *, inside: int = 15) -> dict[str, Any]:
    parent = json.dumps({"id": inside, "type": "Folder"})
    [made] = result(client.form(f"{ASSETS}/folders.json", name=name, parent=parent))
    return {"id": made["id"], "type": "Folder"}


def program(client: Integration, name: str, around: dict[str, Any], **tokens: str) -> dict[str, Any]:
    """With these score tokens."""
    form = {"name": name, "folder": json.dumps(around), "type": "Default", "channel": "Content"}
    [made] = result(client.form(f"{ASSETS}/programs.json", **form))
    for token, value in tokens.items():
        address = f"{ASSETS}/folder/{made['id']}/tokens.json"
        result(client.form(address, name=token, type="score", value=value, folderType="Program"))
    return {"id": made["id"], "type": "Program"}


def campaign(client: Integration, name: str, around: dict[str, Any], **more: Any) -> dict[str, Any]:
    [made] = result(client.form(f"{ASSETS}/smartCampaigns.json", name=name, folder=json.dumps(around), **more))
    return dict(made)


def add_step(client: Integration, campaign_id: int, kind: str, **params: Any) -> Any:
    """At the end; gives the step's id."""
    activity = json.dumps({"id": BY_KEY[kind].id, "type": "activity"})
    address = f"{ASSETS}/smartCampaign/{campaign_id}"
    [made] = result(client.form(f"{address}/flows.json", activityType=activity, index=99))
    step = made["flow"]["steps"][-1]["id"]
    result(client.form(f"{address}/flow/{step}/choice/0.json", attributes=json.dumps(params)))
    return step


def add_rule(client: Integration, smart_list_id: int, label: str, *, trigger: bool = False, **values: str) -> Any:
    """By the label of the kind; gives the rule's id."""
    [known] = result(client.get(f"{ASSETS}/smartCampaign/rules.json"))
    kinds = {each["name"]: each["id"] for each in known["triggers" if trigger else "filters"]}
    reference = json.dumps({"id": kinds[label], "type": "activity"})
    address = f"{ASSETS}/smartList/{smart_list_id}"
    [made] = result(client.form(f"{address}/rules.json", ruleId=reference, index=1, trigger=str(trigger)))
    rule = max(each["id"] for each in made["rules"]["triggers" if trigger else "filters"])
    for attribute, value in values.items():
        result(client.form(f"{address}/rule/{rule}.json", attributeId=json.dumps(attribute), values=value))
    return rule
