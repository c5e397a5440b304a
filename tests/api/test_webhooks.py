"""Webhooks through the API: who may see and change what, and what is refused (W01, C17, F07)."""

from typing import Any

import pytest

from campaigns.definitions.actor import Role
from campaigns.models import Webhook, Workspace
from tests.definitions import flow
from tests.factories import browser_as, make_campaign, make_workspace

pytestmark = pytest.mark.django_db
DEFINITION: dict[str, Any] = {
    "method": "POST",
    "url": "https://example.com/{{lead.Email Address}}",
    "headers": [{"name": "Authorization", "value": "Bearer 123"}],
    "body": '{"score": {{lead.Person Score}}}',
    "mappings": [{"path": "city", "field": "city"}],
}


def address(workspace: Workspace, rest: str = "") -> str:
    return f"/api/v1/workspaces/{workspace.pk}/webhooks{rest}"


def make(workspace: Workspace, **changes: Any) -> Any:
    body = {"name": "Enrich", "definition": DEFINITION | changes}
    return browser_as(Role.ADMIN, workspace).post(address(workspace), body)


def test_f07_an_admin_makes_changes_and_deletes_a_webhook() -> None:
    workspace = make_workspace()
    made = make(workspace)
    assert made.status_code == 201, made.content
    admin, one = browser_as(Role.ADMIN, workspace), address(workspace, f"/{made.json()['id']}")
    assert admin.get(one).json()["definition"]["headers"] == [{"name": "Authorization", "value": "Bearer 123"}]
    assert admin.patch(one, {"name": "Look up"}).json()["definition"]["url"] == DEFINITION["url"]
    assert admin.delete(one).status_code == 204
    assert admin.get(address(workspace)).json() == []


def test_w01_marketers_see_webhooks_without_their_secrets_and_change_none() -> None:
    workspace = make_workspace()
    one = address(workspace, f"/{make(workspace).json()['id']}")
    marketer = browser_as(Role.MARKETER, workspace)
    assert "Bearer 123" not in marketer.get(address(workspace)).content.decode()
    assert marketer.patch(one, {"name": "Mine"}).status_code == 403
    assert marketer.delete(one).status_code == 403
    assert browser_as(Role.ADMIN, make_workspace()).get(one).status_code == 404


@pytest.mark.parametrize(
    "change",
    [
        {"url": "mailto:x@example.com"},
        {"body": "{"},
        {"mappings": [{"path": "a[", "field": "city"}]},
        {"mappings": [{"path": "a", "field": "created_at"}]},
        {"method": "BREW"},
    ],
)
def test_f07_what_can_never_work_is_refused_with_its_place(change: dict[str, Any]) -> None:
    refused = make(make_workspace(), **change)
    assert refused.status_code == 400
    assert next(iter(change)) in str(refused.json())


def test_c17_a_webhook_that_a_flow_calls_is_not_deleted_and_says_who_calls_it() -> None:
    workspace = make_workspace()
    webhook = make(workspace).json()["id"]
    campaign = make_campaign(workspace, "Caller")
    step = {"id": "s1", "kind": "call_webhook", "default": {"params": {"webhook": webhook}}}
    marketer = browser_as(Role.MARKETER, workspace)
    draft = f"/api/v1/workspaces/{workspace.pk}/campaigns/{campaign.pk}/draft"
    saved = marketer.put(draft, {"edit_number": 0, "smart_list": {}, "flow": flow(step)})
    assert saved.status_code == 200, saved.content
    uses = marketer.get(address(workspace, f"/{webhook}/used-by")).json()
    assert [(each["name"], each["relation"]) for each in uses] == [("Caller", "calls")]
    assert browser_as(Role.ADMIN, workspace).delete(address(workspace, f"/{webhook}")).status_code == 409
    assert Webhook.objects.filter(pk=webhook).exists()


def test_c11_a_webhook_is_refused_in_an_executable() -> None:
    workspace = make_workspace()
    webhook = make(workspace).json()["id"]
    campaign = make_campaign(workspace, executable=True)
    step = {"id": "s1", "kind": "call_webhook", "default": {"params": {"webhook": webhook}}}
    draft = f"/api/v1/workspaces/{workspace.pk}/campaigns/{campaign.pk}/draft"
    marketer = browser_as(Role.MARKETER, workspace)
    refused = marketer.put(draft, {"edit_number": 0, "smart_list": {}, "flow": flow(step)})
    assert "step_not_allowed_in_executable" in refused.content.decode()
