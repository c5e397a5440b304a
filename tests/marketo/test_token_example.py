"""The manual's token example, built, run and read wholly through Marketo's API (T06, T07, C06, C09, A01, A03)."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.browser.conftest import PASSWORD, make_admin
from tests.browser.office import Api, Workspace
from tests.marketo.client import Integration, RemoteMarketo, result
from tests.marketo.drawing import ASSETS, add_rule, add_step, campaign, folder, program
from tests.until import until

ACTIVITIES = "/rest/v1/activities"


@pytest.fixture
def client(house: str, own_environment: dict[str, str]) -> Iterator[Integration]:
    """Knows nothing but the address and the credentials that an admin was shown, which no log tells."""
    make_admin(own_environment)
    workspace = Workspace.made(Api(house, name="admin", password=PASSWORD), "Default")
    shown = workspace.post("api-users", name="CRM sync", role="marketer")
    remote = RemoteMarketo(house, shown["client_id"], shown["client_secret"])
    yield remote
    logs = [each.read_text(errors="replace") for each in Path(own_environment["DATA_DIR"]).glob("*.log")]
    assert logs
    assert not [log for log in logs if shown["client_secret"] in log or remote.token in log]


def test_t07_an_integration_builds_the_manuals_example_and_reads_who_qualified(client: Integration) -> None:
    ann, bob, cy = leads(client, ann="Rome", bob="Oslo", cy="Rome")
    around = folder(client, "Scoring")
    child_program = program(client, "Child", around, score="+0")
    parent_program = program(client, "Parent", around, score="+10")
    draft = campaign(client, "Draft", child_program)
    add_step(client, draft["id"], "change_score", field="leadScore", change="{{my.score}}")
    only_in(client, draft["smartListId"], "Rome")
    by_parent = clone(client, draft["id"], child_program, "Score of the parent", isExecutable="true")
    by_itself = clone(client, draft["id"], child_program, "Score of its own", isExecutable="true")
    template = campaign(client, "Template", parent_program)
    add_step(client, template["id"], "execute_campaign", campaign="Score of the parent", parent_context="true")
    add_step(client, template["id"], "execute_campaign", campaign="Score of its own", parent_context="false")
    add_rule(client, template["smartListId"], "Campaign is Requested", trigger=True, sources="Web Service API")
    parent = clone(client, template["id"], parent_program, "Score people")
    result(client.form(f"{ASSETS}/smartCampaign/{parent}/activate.json"))

    first, second = Feed(client), Feed(client)
    request(client, parent, ann, bob)
    first.follow(until_executed=4)
    request(client, parent, cy, tokens={"{{my.score}}": "+25"})
    first.follow(until_executed=6)

    def calls(lead: int) -> list[Any]:
        rows = [each for each in first.rows if each["leadId"] == lead]
        return [(row["activityTypeId"], row["primaryAttributeValueId"], *told(row)) for row in rows]

    field = next(each["id"] for each in result(client.get("/rest/v1/leads/describe.json")) if is_score(each))
    assert calls(ann) == [
        (901, by_parent, True, True),
        (22, field, 5, "+10", 15),
        (901, by_itself, True, False),
        (22, field, 15, "+0", 15),
    ]
    assert calls(bob) == [(901, by_parent, False, True), (901, by_itself, False, False)]
    assert calls(cy) == [
        (901, by_parent, True, True),
        (22, field, 5, "+25", 30),
        (901, by_itself, True, False),
        (22, field, 30, "+0", 30),
    ]
    callers = {each["campaignId"] for each in first.rows if each["activityTypeId"] == 901}
    assert callers == {parent}
    second.follow(until_executed=6)
    assert second.rows == first.rows
    query = {"filterType": "id", "filterValues": f"{ann},{bob},{cy}", "fields": "leadScore"}
    found = result(client.get("/rest/v1/leads.json", **query))
    assert {each["id"]: each["leadScore"] for each in found} == {ann: 15, bob: 5, cy: 30}


class Feed:
    """What happened since now, read page by page and polled with the last token, as pipelines do."""

    def __init__(self, client: Integration) -> None:
        self.rows: list[dict[str, Any]] = []
        self._client = client
        types = result(client.get(f"{ACTIVITIES}/types.json"))
        self._types = [each["id"] for each in types if each["name"] in ("Execute Campaign", "Change Score")]
        self._token = client.get(f"{ACTIVITIES}/pagingtoken.json", sinceDatetime="2020-01-01T00:00:00Z")[
            "nextPageToken"
        ]

    def follow(self, *, until_executed: int) -> None:
        until(lambda: self._read() == until_executed, within=60, every=0.1)

    def _read(self) -> int:
        more = True
        while more:
            query = {"nextPageToken": self._token, "activityTypeIds": ",".join(map(str, self._types)), "batchSize": 3}
            page = self._client.get(f"{ACTIVITIES}.json", **query)
            self.rows += result(page)
            self._token, more = page["nextPageToken"], page["moreResult"]
        return sum(each["activityTypeId"] == 901 for each in self.rows)


def leads(client: Integration, **cities: str) -> list[int]:
    people = [{"email": f"{name}@example.com", "city": city, "leadScore": 5} for name, city in cities.items()]
    return [each["id"] for each in result(client.post("/rest/v1/leads.json", {"input": people}))]


def only_in(client: Integration, smart_list: int, city: str) -> None:
    address = f"{ASSETS}/smartList/{smart_list}"
    [made] = result(client.form(f"{address}/rules.json", ruleId='{"id": 64, "type": "attribute"}', index=1))
    [rule] = made["rules"]["filters"]
    result(client.form(f"{address}/rule/{rule['id']}.json", attributeId='{"id": 64}', values=city, operator="is"))


def clone(client: Integration, source: int, around: dict[str, Any], name: str, **more: str) -> int:
    address = f"{ASSETS}/smartCampaign/{source}/clone.json"
    [made] = result(client.form(address, name=name, folder=json.dumps(around), **more))
    assert made["isExecutable"] is bool(more)
    return int(made["id"])


def request(client: Integration, campaign: int, *leads: int, tokens: dict[str, str] | None = None) -> None:
    given = [{"name": name, "value": value} for name, value in (tokens or {}).items()]
    body = {"input": {"leads": [{"id": each} for each in leads], "tokens": given}}
    assert result(client.post(f"/rest/v1/campaigns/{campaign}/trigger.json", body)) == [{"id": campaign}]


def told(activity: dict[str, Any]) -> list[Any]:
    """What an activity says by its names that matter here."""
    said = {each["name"]: each["value"] for each in activity["attributes"]}
    names = ("Qualified", "Used Parent Campaign Token Context", "Old Value", "Change Value", "New Value")
    return [said[name] for name in names if name in said]


def is_score(field: dict[str, Any]) -> bool:
    return bool(field["rest"]["name"] == "leadScore")
