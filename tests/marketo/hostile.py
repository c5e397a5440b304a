"""Questions such as careless and hostile clients ask: mostly fine, but for a few values, the wrapping or the bytes."""

import copy
import gzip
import json
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from hypothesis import strategies as st

FORM: dict[str, Any] = {
    "name": "Welcome",
    "description": "What it is for",
    "folder": '{"id": 15, "type": "Folder"}',
    "parent": "{'id': 15, 'type': Folder}",
    "root": "15",
    "type": "Folder",
    "folderType": "Program",
    "value": "+1",
    "values": "Rome,Oslo",
    "channel": "Content",
    "status": "Member",
    "ruleId": '{"id": 64, "type": "attribute"}',
    "trigger": "false",
    "index": "1",
    "activityType": '{"id": 22, "type": "activity"}',
    "attributeId": '{"id": 64}',
    "attributes": '{"field": "leadScore", "change": "+5"}',
    "operator": "is",
    "matchType": "all",
    "order": '[{"id": 1, "index": 1}]',
    "conditionTypeId": '{"id": 64, "type": "attribute"}',
    "conditionValues": "Rome",
    "newSeqNumZeroBased": "0",
    "filterType": "id",
    "filterValues": "1,2",
    "fields": "email,leadScore",
    "lookupField": "email",
    "leadId": "1",
    "leadIds": "1,2",
    "listId": "1",
    "cookie": "id:561-HYG-937&token:_mch-marketo.com-1427205775289-40768",
    "partitionName": "Default",
    "programName": "Welcome",
    "activityTypeIds": "1,13",
    "sinceDatetime": "2026-01-01T00:00:00Z",
    "nextPageToken": "MFRGG===",
    "startAt": "2026-01-01T00:00:00Z",
    "endAt": "2026-01-05T00:00:00Z",
    "earliestUpdatedAt": "2026-01-01",
    "maxReturn": "200",
    "offset": "0",
    "batchSize": "10",
    "maxDepth": "2",
    "isActive": "true",
    "isExecutable": "True",
    "includeRules": "1",
    "format": "CSV",
    "id": "1",
}
PERSON = {
    "id": 1,
    "leadId": 1,
    "email": "ann@example.com",
    "leadScore": 5,
    "activityDate": "2026-01-01T00:00:00Z",
    "activityTypeId": 100001,
    "primaryAttributeValue": "Fair",
    "attributes": [{"name": "Fair", "value": "x"}],
    "leadFormFields": {"email": "ann@example.com"},
    "visitorData": {"pageURL": "https://example.com"},
    "name": "colour",
    "displayName": "Colour",
    "dataType": "string",
    "partitionName": "Default",
}
STARTED = {
    "leads": [{"id": 1}],
    "tokens": [{"name": "{{my.score}}", "value": "+1"}],
    "runAt": "2030-01-01T00:00:00Z",
    "cloneToProgramName": "Copy",
}
BODIES: list[dict[str, Any]] = [
    {"action": "createOrUpdate", "lookupField": "email", "input": [PERSON]},
    {"programName": "Welcome", "statusName": "Member", "status": "Member", "formId": 1, "input": [PERSON]},
    {"input": STARTED},
    {"apiName": "fair", "name": "Fair", "primaryAttribute": {"name": "Fair"}, "attributes": [{"name": "Hall"}]},
    {"fields": ["email"], "format": "CSV", "filter": {"createdAt": {"startAt": "2026-01-01", "endAt": "2026-01-05"}}},
    {**FORM, "isExecutable": True, "index": 1},
]
ODD: list[Any] = [
    *(None, True, -1, 0, 10**17, 10**400, 1e308, "", " ", "\x00", "\ud800", "x" * 5_000, "é" * 300, "𝔘𝔫𝔦\u202e"),
    *([], {}, [[1]], [None], {"a": [1]}, {"id": {}}, "{", "[]", "[[[[", "{'id': 1}", "null", "NaN", "1e999", "--"),
    *("1,2,,x", "1&id=2", ",", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00", "2026-13-45", "%00", "' OR 1"),
]
RAW = [
    b"",
    b"{",
    b"null",
    b"[1, 2]",
    b'"text"',
    b"[" * 5_000,
    b"\xff\xfe{\x00}",
    b"\xef\xbb\xbf{}",
    gzip.compress(b"{}"),
]
KINDS = [
    *("application/json", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "text/plain", ""),
    *("application/xml", "application/json; charset=utf-16", "application/x-www-form-urlencoded; charset=nothing"),
]


@dataclass(frozen=True)
class Question:
    method: str
    id: int
    query: str
    body: bytes
    kind: str


@st.composite
def questions(draw: st.DrawFn) -> Question:
    method = draw(st.sampled_from(["GET", "POST", "POST", "POST", "DELETE", "PUT", "OPTIONS"]))
    id = draw(st.sampled_from([1, 1, 1, 0, 10**17]))
    match draw(st.sampled_from(["query", "form", "form", "json", "json", "json", "raw"])):
        case "query":
            return Question(method, id, _encoded(_spoilt(draw, FORM)), b"", draw(st.sampled_from(["", *KINDS])))
        case "form":
            return Question(method, id, "", _encoded(_spoilt(draw, FORM)).encode(), KINDS[1])
        case "json":
            body = _spoilt(draw, draw(st.sampled_from(BODIES)))
            return Question(method, id, "", json.dumps(body).encode(), KINDS[0])
        case _:
            return Question(method, id, "", draw(st.sampled_from(RAW)), draw(st.sampled_from(KINDS)))


def _spoilt(draw: st.DrawFn, fine: Any) -> Any:
    """With at most three of its values, at any depth, replaced by odd ones."""
    spoilt = copy.deepcopy(fine)
    places = _places(spoilt)
    for at in draw(st.lists(st.integers(0, len(places) - 1), max_size=3, unique=True)):
        around, key = places[at]
        around[key] = draw(st.sampled_from(ODD))
    return spoilt


def _places(value: Any) -> list[tuple[Any, Any]]:
    keys = list(value) if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else []
    return [place for key in keys for place in ((value, key), *_places(value[key]))]


def _encoded(form: dict[str, Any]) -> str:
    return urlencode({name: str(value) for name, value in form.items()}, errors="replace")
