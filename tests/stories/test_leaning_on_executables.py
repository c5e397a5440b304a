"""Whoever starts a campaign knows the executables below it, and what is live knows who leans on it (C10, C12, F10)."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from campaigns.definitions.actor import Role
from campaigns.models import SmartCampaign, Workspace
from tests.definitions import execute, lives_in, person_is_created, score, smart_list
from tests.editing import draw, edit
from tests.factories import Browser, browser_as, make_person, make_workspace

pytestmark = pytest.mark.django_db
PARISIANS = smart_list(lives_in("Paris"))
NEWCOMERS = smart_list(triggers=(person_is_created(),))


@pytest.fixture
def workspace() -> Workspace:
    made = make_workspace("Acme")
    make_person(made, city="Paris")
    return made


@pytest.fixture
def browser(workspace: Workspace) -> Browser:
    return browser_as(Role.MARKETER, workspace)


def address(campaign: SmartCampaign, page: str) -> str:
    return f"/api/v1/workspaces/{campaign.workspace_id}/campaigns/{campaign.pk}/{page}"


def tomorrow() -> dict[str, Any]:
    return {"at": (timezone.now() + timedelta(days=1)).isoformat()}


def test_c10_a_broken_executable_is_confirmed_before_a_campaign_is_activated_or_scheduled(
    workspace: Workspace, browser: Browser
) -> None:
    child = draw(workspace, "Child", score(change="+x"), executable=True)
    listens = draw(workspace, "Trigger", execute(child.pk), smart_list=NEWCOMERS)
    batch = draw(workspace, "Batch", execute(child.pk), smart_list=PARISIANS)

    for door, body in ((address(listens, "activate"), {}), (address(batch, "schedule/once"), tomorrow())):
        asked = browser.post(door, body)
        confirmed = browser.post(door, {**body, "confirm_warnings": True})
        assert (asked.status_code, asked.json()["code"]) == (409, "warnings_not_confirmed"), door
        assert '"Child"' in asked.json()["message"]
        assert confirmed.status_code in (200, 201)


@pytest.mark.parametrize("kind", ["active", "scheduled"])
def test_f10_an_executable_of_an_active_or_scheduled_caller_is_live(
    workspace: Workspace, browser: Browser, kind: str
) -> None:
    child = draw(workspace, "Child", score(), executable=True)
    caller = draw(workspace, "Caller", execute(child.pk), smart_list=NEWCOMERS if kind == "active" else PARISIANS)
    assert edit(child, score(change="+2")).has_unpublished_changes is False

    started = browser.post(
        *((address(caller, "activate"), {}) if kind == "active" else (address(caller, "schedule/once"), tomorrow()))
    )

    assert started.status_code in (200, 201)
    assert edit(child, score(change="+3")).has_unpublished_changes is True
    assert edit(caller, execute(child.pk), score()).has_unpublished_changes is True


def test_f10_activating_publishes_the_own_draft_and_leaves_the_executables_theirs(
    workspace: Workspace, browser: Browser
) -> None:
    child = draw(workspace, "Child", score(), executable=True)
    caller = draw(workspace, "Caller", execute(child.pk), smart_list=NEWCOMERS)
    browser.post(address(caller, "activate"), {})
    edit(child, score(change="+9"))
    edit(caller, execute(child.pk), score())
    browser.post(address(caller, "deactivate"), {})

    browser.post(address(caller, "activate"), {})

    shown = {each: browser.get(address(each, "draft")).json() for each in (caller, child)}
    assert [each["has_unpublished_changes"] for each in shown.values()] == [False, True]
    assert [each["code"] for each in shown[caller]["problems"]] == ["unpublished_executable"]


def test_c12_a_restored_version_that_closes_a_circle_stays_a_draft(workspace: Workspace, browser: Browser) -> None:
    one, two = (draw(workspace, name, score(), executable=True) for name in ("One", "Two"))
    edit(one, execute(two.pk))
    one.refresh_from_db()
    assert one.published is not None
    calling = one.published.number
    one.revisions.update(used=True)
    edit(one, score())
    edit(two, execute(one.pk))
    one.refresh_from_db()

    restored = browser.post(address(one, f"versions/{calling}/restore"), {"edit_number": one.edit_number})
    published = browser.post(address(one, "publish"), {"confirm": True})

    assert restored.status_code == 200, restored.json()
    assert (published.status_code, published.json()["code"]) == (409, "chain_not_allowed")
    one.refresh_from_db()
    assert one.published.flow["steps"][0]["kind"] == "change_score"
