"""What is live changes only when it is published: revisions, refusals, confirmations (F10, C02, C10)."""

import pytest
from django.utils import timezone

from campaigns.definitions.actor import Role
from campaigns.models import Plan, Revision, Run, SmartCampaign, Workspace
from tests.api.drafting import address, published_flow, save
from tests.definitions import (
    execute,
    flow,
    lives_in,
    person_is_created,
    score,
    smart_list,
)
from tests.editing import draw, edit
from tests.factories import Browser, browser_as, make_workspace

pytestmark = pytest.mark.django_db


@pytest.fixture
def workspace() -> Workspace:
    return make_workspace("Acme")


@pytest.fixture
def browser(workspace: Workspace) -> Browser:
    return browser_as(Role.MARKETER, workspace)


def run_of(campaign: SmartCampaign, state: str = "running") -> Run:
    plan, _ = Plan.objects.get_or_create(digest="x", defaults={"content": {}})
    return Run.objects.create(
        workspace=campaign.workspace,
        campaign=campaign,
        plan=plan,
        kind="batch",
        state=state,
        started_at=timezone.now(),
    )


def test_f10_a_save_counts_at_once_where_nothing_live_depends_on_it(browser: Browser, workspace: Workspace) -> None:
    campaign = draw(workspace, "Scoring", score())

    save(browser, campaign, flow=flow(score(change="+8")))
    saved = save(browser, campaign, flow=flow(score(change="+9"))).json()

    assert saved["has_unpublished_changes"] is False
    assert published_flow(campaign)["steps"][0]["default"]["params"]["change"] == "+9"
    assert Revision.objects.filter(campaign=campaign).count() == 2, "a version for each who edited"


def test_f10_a_revision_that_a_plan_has_used_is_kept_and_a_new_one_follows(workspace: Workspace) -> None:
    campaign = draw(workspace, "Scoring", score(change="+1"))
    Revision.objects.filter(campaign=campaign).update(used=True)

    edit(campaign, score(change="+2"))

    changes = [each.flow["steps"][0]["default"]["params"]["change"] for each in campaign.revisions.order_by("number")]
    assert changes == ["+1", "+2"]


def test_f10_a_save_of_an_active_campaign_stays_a_draft_until_it_is_published(
    browser: Browser, workspace: Workspace
) -> None:
    campaign = draw(workspace, "Welcome", score(), smart_list=smart_list(triggers=(person_is_created(),)))
    SmartCampaign.objects.filter(pk=campaign.pk).update(active=True)

    saved = save(browser, campaign, flow=flow(score(change="+9"))).json()
    before = published_flow(campaign)["steps"][0]["default"]["params"]["change"]
    published = browser.post(address(campaign, "publish"), {})

    assert (saved["has_unpublished_changes"], before) == (True, "+5")
    assert (published.status_code, published.json()["has_unpublished_changes"]) == (200, False)
    assert published_flow(campaign)["steps"][0]["default"]["params"]["change"] == "+9"


def test_f10_a_save_of_a_running_campaign_stays_a_draft(workspace: Workspace) -> None:
    campaign = draw(workspace, "Batch", score())
    run_of(campaign)

    assert edit(campaign, score(change="+9")).has_unpublished_changes is True


def test_f10_an_executable_is_live_while_a_caller_far_above_runs(workspace: Workspace) -> None:
    inner = draw(workspace, "Inner", score(), executable=True)
    outer = draw(workspace, "Outer", execute(inner.pk), executable=True)
    parent = draw(workspace, "Parent", execute(outer.pk))

    assert edit(inner, score(change="+1")).has_unpublished_changes is False
    run_of(parent, "waiting")
    assert edit(inner, score(change="+2")).has_unpublished_changes is True


def test_f10_errors_are_saved_where_edits_count_at_once(browser: Browser, workspace: Workspace) -> None:
    campaign = draw(workspace, "Scoring", score())

    saved = save(browser, campaign, flow=flow(score(change="+x"))).json()

    assert [problem["severity"] for problem in saved["problems"] if problem["code"] == "step_invalid"] == ["error"]
    assert saved["has_unpublished_changes"] is False


def test_f10_publishing_refuses_a_campaign_with_errors(browser: Browser, workspace: Workspace) -> None:
    campaign = draw(workspace, "Scoring", score(change="+x"), smart_list=smart_list(lives_in("Paris")))

    answer = browser.post(address(campaign, "publish"), {})

    assert (answer.status_code, answer.json()["code"]) == (409, "campaign_has_errors")
    assert '"+x"' in answer.json()["message"]
    assert answer.json()["details"]["problems"][0]["where"]["step"] == "s1"


def test_c10_publishing_an_executable_with_errors_asks_first_and_names_its_callers(
    browser: Browser, workspace: Workspace
) -> None:
    child = draw(workspace, "Child", score(), executable=True)
    parent = draw(workspace, "Parent", execute(child.pk))
    run_of(parent)
    edit(child, score(change="+x"))

    asked = browser.post(address(child, "publish"), {})
    confirmed = browser.post(address(child, "publish"), {"confirm": True})

    assert (asked.status_code, asked.json()["code"]) == (409, "warnings_not_confirmed")
    assert [caller["name"] for caller in asked.json()["details"]["callers"]] == ["Parent"]
    assert (confirmed.status_code, published_flow(child)["steps"][0]["default"]["params"]["change"]) == (200, "+x")


def test_c02_the_last_trigger_of_an_active_campaign_stays(browser: Browser, workspace: Workspace) -> None:
    campaign = draw(workspace, "Welcome", score(), smart_list=smart_list(triggers=(person_is_created(),)))
    SmartCampaign.objects.filter(pk=campaign.pk).update(active=True)

    saved = save(browser, campaign, smart_list=smart_list())
    published = browser.post(address(campaign, "publish"), {})

    assert "last_trigger_while_active" in [each["code"] for each in saved.json()["problems"]]
    assert (published.status_code, published.json()["code"]) == (409, "campaign_has_errors")
