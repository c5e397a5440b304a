"""Autosave costs the same number of statements, however many campaigns stand around the one that is edited."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from campaigns.definitions.actor import Role
from campaigns.models import SmartCampaign, Workspace
from tests.definitions import execute, flow, lives_in, score, smart_list
from tests.editing import draw
from tests.factories import Browser, browser_as, make_workspace

pytestmark = pytest.mark.django_db
MOST = 60


def statements(browser: Browser, campaign: SmartCampaign, change: str) -> int:
    campaign.refresh_from_db()
    path = f"/api/v1/workspaces/{campaign.workspace_id}/campaigns/{campaign.pk}/draft"
    steps = flow(score(change=change), *(execute(each, id=f"e{each}") for each in children_of(campaign)))
    body = {"edit_number": campaign.edit_number, "flow": steps, "smart_list": smart_list(lives_in("Paris"))}
    with CaptureQueriesContext(
        connection,
    ) as seen:
        assert browser.put(path, body).status_code == 200
    return len(seen)


def children_of(campaign: SmartCampaign) -> list[int]:
    found = SmartCampaign.objects.filter(workspace=campaign.workspace, executable=True)
    return list(found.values_list("pk", flat=True))


def crowd(workspace: Workspace, count: int) -> None:
    for number in range(count):
        child = draw(workspace, f"Child {number}", score(), executable=True)
        draw(workspace, f"Other parent {number}", execute(child.pk))


def test_autosave_does_not_ask_more_of_the_database_when_there_are_more_campaigns() -> None:
    small, large = make_workspace(), make_workspace()
    crowd(small, 1)
    crowd(large, 8)
    counts = []
    for workspace in (small, large):
        parent = draw(workspace, "Parent", score())
        browser = browser_as(Role.MARKETER, workspace)
        statements(browser, parent, "+1")
        counts.append(statements(browser, parent, "+2"))

    assert counts[0] == counts[1] <= MOST
