"""Whatever is sent to whichever address: an answer with a code, never a 500 nor a "System error" (reference 1.2)."""

import json
import re
from typing import Any

import pytest
from django.test import Client

from designer.marketo.urls import known
from tests.factories import (
    make_campaign,
    make_form,
    make_list,
    make_person,
    make_program,
    make_smart_list,
    make_workspace,
)
from tests.marketo.client import Marketo

pytestmark = pytest.mark.django_db
ADDRESSES = sorted({str(each.pattern) for each in known} - {"identity/oauth/token"})
JUNK: list[Any] = [
    {},
    {"input": []},
    {"input": [{}]},
    {"input": [{"id": -1, "email": {"a": [1]}, "leadId": "x"}], "formId": [], "statusName": 5, "action": {}},
    {"input": {"leads": [{"id": None}], "tokens": [{"name": "x", "value": None}], "runAt": 5}},
    {"input": [{"email": "x" * 5_000, "leadScore": 1e308, "createdAt": "never"}], "lookupField": "email"},
    {"name": {"a": 1}, "folder": [1], "attributes": "[[[", "index": {}, "type": 5, "nextPageToken": "MFRGG==="},
    {"filter": {"createdAt": {"startAt": "0001-01-01T00:00:00+14:00"}, "programIds": ["x", {}]}, "fields": [{}]},
    {"filter": {"staticListId": {}, "programId": [10**17]}, "fields": ["id"], "columnHeaderNames": 5, "format": []},
    {"filter": {"createdAt": {"startAt": "9999-12-31T23:59:59-14:00", "endAt": 5}, "activityTypeIds": [None, 1e9]}},
    [1, 2],
    "text",
    None,
]
FORM = {
    "name": "x" * 300,
    "folder": '{"id": 10000000000000, "type": "Program"}',
    "parent": '{"id": 99999999, "type": "Folder"}',
    "root": "-5",
    "type": "Folder",
    "value": "\x00",
    "ruleId": '{"id": 1}',
    "activityType": '{"id": 22}',
    "attributeId": "[]",
    "order": '[{"id": 1}]',
    "attributes": "{'nothing': 1}",
    "conditionTypeId": '{"id": 64, "type": "attribute"}',
    "filterType": "id",
    "filterValues": "-1,99999999999999999999",
    "leadIds": "1,2",
    "activityTypeIds": "1",
    "sinceDatetime": "9999-99-99T00:00:00Z",
    "maxReturn": "200",
    "offset": "999999999",
    "batchSize": "0",
    "earliestUpdatedAt": "0001-01-01",
    "maxDepth": "999",
    "id": "1",
}


@pytest.fixture
def client() -> Client:
    """In a workspace that has one of each."""
    workspace = make_workspace()
    for make in (make_campaign, make_form, make_list, make_person, make_program, make_smart_list):
        make(workspace)
    return Client(headers={"Authorization": f"Bearer {Marketo(workspace).token}"})


def at(address: str, id: int) -> str:
    filled = re.sub(r"<[a-z]+:[a-z_]+>", str(id), address)
    return "/" + (filled if not filled.startswith("^") else "rest/asset/v1/forms.json")


def read(answer: Any) -> tuple[int, Any]:
    """Of a file that is not there, which is the one thing said with 404 and in words, nothing."""
    is_told = answer.status_code == 404 and answer["Content-Type"] == "text/plain"
    return (200, {}) if is_told else (answer.status_code, answer.json())


def test_no_address_answers_anything_with_a_system_error(client: Client) -> None:
    form = {name: value for name, value in FORM.items() if name != "value"}
    wrong: dict[str, Any] = {}
    for address in ADDRESSES:
        answers = [
            client.get(at(address, 10**17), FORM),
            client.get(at(address, 1), form),
            client.post(at(address, 1), form),
            *(client.post(at(address, 1), json.dumps(each), content_type="application/json") for each in JUNK),
        ]
        said = [read(answer) for answer in answers]
        failed = [each for each in said if each[0] != 200 or "611" in json.dumps(each[1].get("errors"))]
        if failed:
            wrong[address] = failed
    assert wrong == {}
