"""How a webhook's texts are filled, what can't be saved, and what paths find in an answer (F07)."""

import json

import pytest

from campaigns.definitions.webhook import WebhookDefinition
from campaigns.engine.json_paths import MISSING, UnreadablePath, value_at
from campaigns.engine.webhooks import WebhookInfo, address_of, call_of, faults_of

ANSWER = {"a": {"b": [{"c": 1}, {"c": None}]}, "d.e": 2}


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("a.b[0].c", 1),
        ("$.a.b[1].c", None),
        ("a.b[2]", MISSING),
        ("a.x", MISSING),
        ("a.b.c", MISSING),
        ("a[0]", MISSING),
    ],
)
def test_f07_paths_find_values_or_nothing(path: str, found: object) -> None:
    assert value_at(ANSWER, path) is found or value_at(ANSWER, path) == found


@pytest.mark.parametrize("path", ["", "$", "a..b", "a[", "a[x]", "a]"])
def test_f07_a_path_that_can_not_be_read_is_refused(path: str) -> None:
    with pytest.raises(UnreadablePath):
        value_at(ANSWER, path)


def test_f07_a_value_can_not_break_out_of_the_json() -> None:
    body = '{"in": "say \\"{{lead.X}}\\"", "out": {{lead.X}}}'
    webhook = WebhookInfo(1, "W", WebhookDefinition(url="https://example.com", body=body))
    evil = '", "admin": true, "x": "\\'
    sent = json.loads(call_of(webhook, {"{{lead.X}}": evil}).body or "")
    assert sent == {"in": f'say "{evil}"', "out": evil}


def test_f07_a_value_can_not_change_the_address_around_it() -> None:
    assert address_of("https://a.example/{{lead.X}}?q=1", {"{{lead.X}}": "../b?c=d#e@f"}) == (
        "https://a.example/..%2Fb%3Fc%3Dd%23e%40f?q=1"
    )
    assert address_of("{{my.Base}}/x", {"{{my.Base}}": "https://b.example"}) == "https://b.example/x"


def test_t01_the_same_token_may_have_different_defaults() -> None:
    body = '["{{lead.X:default=a}}", "{{lead.X:default=b}}"]'
    webhook = WebhookInfo(1, "W", WebhookDefinition(url="https://example.com", body=body))
    sent = call_of(webhook, {"{{lead.X:default=a}}": "a", "{{lead.X:default=b}}": "b"})
    assert json.loads(sent.body or "") == ["a", "b"]


@pytest.mark.parametrize(
    ("part", "definition"),
    [
        ("url", {"url": "ftp://example.com"}),
        ("url", {"url": "/only/a/path"}),
        ("body", {"url": "https://example.com", "body": '{"a": }'}),
        ("headers", {"url": "https://example.com", "headers": [{"name": "bad name", "value": ""}]}),
        ("mappings", {"url": "https://example.com", "mappings": [{"path": "a[", "field": "city"}]}),
    ],
)
def test_f07_what_can_never_work_is_not_saved(part: str, definition: dict[str, object]) -> None:
    assert [where for where, _ in faults_of(WebhookDefinition.model_validate(definition))] == [part]


def test_f07_a_body_with_tokens_is_judged_with_them_filled_in() -> None:
    body = '{"email": {{lead.Email Address}}, "hi": "Dear {{lead.First Name:default=you}}"}'
    assert faults_of(WebhookDefinition(url="https://example.com", body=body)) == []
