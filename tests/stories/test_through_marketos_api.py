"""The manual's token example, built and run wholly through Marketo's API (T06, T07, C09, A01, A03)."""

import json
from typing import Any

import pytest

from campaigns.storage import journal
from tests.factories import make_workspace
from tests.marketo.client import Marketo, result
from tests.marketo.drawing import ASSETS, add_rule, add_step, campaign, folder, program
from tests.stories.acting import work

pytestmark = pytest.mark.django_db


def test_t06_an_integration_builds_the_manuals_example_and_reads_who_qualified() -> None:
    client = Marketo(make_workspace())
    sent = [
        {"email": f"{name}@example.com", "city": city, "leadScore": 5}
        for name, city in (("ann", "Rome"), ("bob", "Oslo"))
    ]
    ann, bob = (each["id"] for each in result(client.post("/rest/v1/leads.json", {"input": sent})))
    around = folder(client, "Scoring")
    child_program, parent_program = (
        program(client, "Child", around, score="+0"),
        program(client, "Parent", around, score="+10"),
    )

    child = campaign(client, "Add the score", child_program, isExecutable="true")
    add_step(client, child["id"], "change_score", field="leadScore", change="{{my.score}}")
    _only_in(client, child["smartListId"], "Rome")
    [template] = [campaign(client, "Template", parent_program)]
    add_step(client, template["id"], "execute_campaign", campaign="Add the score", parent_context="true")
    add_rule(client, template["smartListId"], "Campaign is Requested", trigger=True, sources="Web Service API")
    address = f"{ASSETS}/smartCampaign/{template['id']}/clone.json"
    [parent] = result(client.form(address, name="Score people", folder=json.dumps(parent_program)))
    result(client.form(f"{ASSETS}/smartCampaign/{parent['id']}/activate.json"))

    since = _since(client)
    tokens = [{"name": "{{my.score}}", "value": "+25"}]
    body = {"input": {"leads": [{"id": ann}, {"id": bob}], "tokens": tokens}}
    result(client.post(f"/rest/v1/campaigns/{parent['id']}/trigger.json", body))
    work()
    journal.number()

    called = _activities(client, since, 901)
    assert {each["leadId"]: _named(each)["Qualified"] for each in called} == {ann: True, bob: False}
    assert {each["campaignId"] for each in called} == {parent["id"]}
    assert {each["primaryAttributeValueId"] for each in called} == {child["id"]}
    assert [_named(each)["Used Parent Campaign Token Context"] for each in called] == [True, True]
    [scored] = _activities(client, since, 22)
    assert (scored["leadId"], scored["campaignId"], _named(scored)["Change Value"]) == (ann, child["id"], "+25")
    found = result(client.get("/rest/v1/leads.json", filterType="id", filterValues=f"{ann},{bob}", fields="leadScore"))
    assert {each["id"]: each["leadScore"] for each in found} == {ann: 30, bob: 5}


def _only_in(client: Marketo, smart_list: int, city: str) -> None:
    address = f"{ASSETS}/smartList/{smart_list}"
    [made] = result(client.form(f"{address}/rules.json", ruleId='{"id": 64, "type": "attribute"}', index=1))
    [rule] = made["rules"]["filters"]
    result(client.form(f"{address}/rule/{rule['id']}.json", attributeId='{"id": 64}', values=city, operator="is"))


def _since(client: Marketo) -> str:
    journal.number()
    return str(client.get("/rest/v1/activities/pagingtoken.json", sinceDatetime="2020-01-01")["nextPageToken"])


def _activities(client: Marketo, since: str, type_: int) -> list[dict[str, Any]]:
    return result(client.get("/rest/v1/activities.json", nextPageToken=since, activityTypeIds=type_))


def _named(activity: dict[str, Any]) -> dict[str, Any]:
    return {each["name"]: each["value"] for each in activity["attributes"]}
