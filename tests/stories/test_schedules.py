"""Batches that run by themselves: once at a time, again and again, after downtime, and those that can't (S01, S09)."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from campaigns import events
from campaigns.definitions.actor import Role
from campaigns.events import Event, RunNotStarted
from campaigns.models import Run, Schedule, ScheduledRun, SmartCampaign, StaticList, Workspace
from campaigns.runtime.scheduling import start_due
from campaigns.storage import schedules
from tests.definitions import is_requested, lives_in, score, smart_list
from tests.definitions import wait as wait_step
from tests.editing import draw, edit
from tests.factories import Browser, browser_as, make_people, make_person, make_workspace
from tests.stories.acting import let_pass, values_of, work

pytestmark = pytest.mark.django_db
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.fixture
def workspace() -> Workspace:
    return make_workspace(timezone="Europe/Berlin")


@pytest.fixture
def browser(workspace: Workspace) -> Browser:
    return browser_as(Role.MARKETER, workspace)


@pytest.fixture
def told(django_capture_on_commit_callbacks: Any) -> Iterator[list[Event]]:
    """What listeners heard, once the block's transaction would have been committed."""
    heard: list[Event] = []
    events.listen(heard.append)
    yield heard
    events.forget(heard.append)


def batch(workspace: Workspace, *steps: dict[str, Any], city: str = "Paris") -> SmartCampaign:
    return draw(workspace, "Newsletter", *(steps or (score(),)), smart_list=smart_list(lives_in(city)))


def address(campaign: SmartCampaign, page: str) -> str:
    return f"/api/v1/workspaces/{campaign.workspace_id}/campaigns/{campaign.pk}/{page}"


def daily(at: str = "09:00", **more: Any) -> dict[str, Any]:
    return {"recurrence": {"pattern": "daily", "starts_on": "2026-01-01", "at": at, **more}}


def down_for(campaign: SmartCampaign, length: timedelta) -> None:
    """As if the recurrence had been set so long ago, and nothing had worked since."""
    then = timezone.now() - length
    Schedule.objects.filter(campaign=campaign).update(created_at=then)
    ScheduledRun.objects.filter(campaign=campaign).delete()
    schedules.fill_up(Schedule.objects.get(campaign=campaign), now=then)


def states(campaign: SmartCampaign) -> list[str]:
    return list(campaign.scheduled_runs.order_by("at").values_list("state", flat=True))


def test_s01_a_batch_runs_once_at_its_time_and_publishes_its_draft_when_it_is_scheduled(
    workspace: Workspace, browser: Browser
) -> None:
    person = make_person(workspace, city="Paris")
    campaign = batch(workspace)
    tomorrow = (timezone.now() + DAY).astimezone(UTC)

    answer = browser.post(address(campaign, "schedule/once"), {"at": tomorrow.isoformat()})
    edit(campaign, score(change="+100"))
    let_pass(hours=23, minutes=50)
    assert values_of(person).get("score") is None
    let_pass(minutes=10)

    assert answer.status_code == 201, answer.json()
    assert values_of(person)["score"] == 5, "an edit after scheduling waits for its publish (F10)"
    page = browser.get(address(campaign, "schedule")).json()
    assert (page["planned"], page["past"][0]["state"], page["past"][0]["late"]) == ([], "started", False)
    assert Run.objects.get(pk=page["past"][0]["run"]).state == Run.State.DONE


def test_s08_a_local_time_is_read_in_the_workspaces_zone(workspace: Workspace, browser: Browser) -> None:
    campaign = batch(workspace)
    year = timezone.now().year + 1
    page = browser.post(address(campaign, "schedule/once"), {"at": f"{year}-07-01T09:00"}).json()
    assert (page["zone"], page["planned"][0]["at"]) == ("Europe/Berlin", f"{year}-07-01T07:00:00Z")


@pytest.mark.parametrize("at", ["2020-01-01T09:00", "2200-01-01T09:00", "soon"])
def test_s01_a_time_in_the_past_or_too_far_ahead_is_refused(workspace: Workspace, browser: Browser, at: str) -> None:
    answer = browser.post(address(batch(workspace), "schedule/once"), {"at": at})
    assert (answer.status_code, answer.json()["details"]["fields"].keys()) == (400, {"at"})


def test_s01_a_recurrence_shows_its_next_three_dates_and_runs_again_and_again(
    workspace: Workspace, browser: Browser
) -> None:
    person = make_person(workspace, city="Paris")
    campaign = batch(workspace)
    browser.patch(address(campaign, "settings"), {"qualification": {"mode": "every_time"}})

    page = browser.put(address(campaign, "schedule/recurrence"), daily()).json()
    assert page["recurrence"]["words"] == "Every day at 09:00, from 1 January 2026"
    assert page["recurrence"]["next"] == [row["at"] for row in page["planned"]]
    assert len(page["planned"]) == 3

    for days in (1, 1):
        down_for(campaign, timedelta(days=days))
        start_due()
        work()
    assert values_of(person)["score"] == 10
    assert len(browser.get(address(campaign, "schedule")).json()["planned"]) == 3


def test_s09_a_recurrence_starts_even_if_the_last_run_still_waits(workspace: Workspace, browser: Browser) -> None:
    make_person(workspace, city="Paris")
    campaign = batch(workspace, wait_step(duration="30 days"), score())
    browser.patch(address(campaign, "settings"), {"qualification": {"mode": "every_time"}})
    browser.put(address(campaign, "schedule/recurrence"), daily())
    for _ in range(2):
        down_for(campaign, DAY)
        start_due()
        work()
    assert list(Run.objects.filter(campaign=campaign).values_list("state", flat=True)) == ["waiting", "waiting"]


def test_s09_after_downtime_the_latest_missed_run_starts_late_and_older_ones_are_logged_missed(
    workspace: Workspace, browser: Browser
) -> None:
    campaign = batch(workspace)
    an_hour_ago = (timezone.now() - HOUR).astimezone(UTC)
    workspace.timezone = "UTC"
    workspace.save()
    browser.put(address(campaign, "schedule/recurrence"), daily(an_hour_ago.strftime("%H:%M")))
    down_for(campaign, 5 * DAY)
    start_due()

    assert states(campaign) == ["missed"] * 4 + ["started"] + ["scheduled"] * 3
    started = campaign.scheduled_runs.get(state="started")
    assert started.late
    assert an_hour_ago - started.at < timedelta(minutes=1)
    assert Run.objects.filter(campaign=campaign).count() == 1
    start_due()
    assert Run.objects.filter(campaign=campaign).count() == 1, "a second sweep starts nothing again"


def test_s09_what_was_missed_by_more_than_a_day_does_not_run_and_someone_is_told(
    workspace: Workspace, browser: Browser, told: list[Event], django_capture_on_commit_callbacks: Any
) -> None:
    campaign = batch(workspace)
    planned = browser.post(
        address(campaign, "schedule/once"), {"at": (timezone.now() + HOUR).astimezone(UTC).isoformat()}
    ).json()["planned"][0]
    ScheduledRun.objects.filter(pk=planned["id"]).update(at=timezone.now() - 25 * HOUR)
    with django_capture_on_commit_callbacks(execute=True):
        start_due()

    (row,) = browser.get(address(campaign, "schedule")).json()["past"]
    assert (row["state"], row["run"]) == ("missed", None)
    assert "24 hours" in row["reason"]
    (news,) = [each for each in told if isinstance(each, RunNotStarted)]
    assert (news.campaign_id, news.reason) == (campaign.pk, row["reason"])


def test_s09_after_a_long_downtime_one_notice_sums_up_what_was_missed_and_the_page_lists_it_all(
    workspace: Workspace, browser: Browser
) -> None:
    campaign, admin = batch(workspace), browser_as(Role.ADMIN, workspace)
    browser.put(address(campaign, "schedule/recurrence"), daily())
    down_for(campaign, 130 * DAY)
    start_due()

    (notice,) = admin.get("/api/v1/notices").json()["items"]
    missed = campaign.scheduled_runs.filter(state="missed").count()
    assert notice["kind"] == "run_not_started"
    assert notice["text"].startswith(f"“Newsletter” missed {missed} scheduled runs, from ")
    shown = browser.get(address(campaign, "schedule")).json()
    listed, cursor = shown["past"], shown["earlier"]
    while cursor:
        page = browser.get(address(campaign, "schedule/past"), {"cursor": cursor}).json()
        listed, cursor = listed + page["items"], page["next"]
    days = [each["at"] for each in listed]
    assert days == sorted(set(days), reverse=True)
    assert [each["state"] for each in listed].count("missed") == missed >= 128


def test_s09_a_scheduled_run_is_cancelled_singly_and_the_next_one_moves_up(
    workspace: Workspace, browser: Browser
) -> None:
    campaign = batch(workspace)
    before = browser.put(address(campaign, "schedule/recurrence"), daily()).json()["planned"]
    path = f"/api/v1/workspaces/{workspace.pk}/scheduled-runs/{before[1]['id']}"

    assert browser.delete(path).status_code == 204
    assert browser.delete(path).json()["code"] == "run_ended"

    after = browser.get(address(campaign, "schedule")).json()["planned"]
    assert [row["at"] for row in after[:2]] == [before[0]["at"], before[2]["at"]]
    assert len(after) == 3
    page = browser.delete(address(campaign, "schedule/recurrence")).json()
    assert (page["planned"], page["recurrence"]) == ([], None)


def test_s09_a_run_that_can_not_start_any_more_is_listed_with_its_reason(
    workspace: Workspace, browser: Browser
) -> None:
    make_person(workspace, city="Paris")
    listed = StaticList.objects.create(workspace=workspace, name="Fans")
    campaign = draw(
        workspace,
        "Newsletter",
        {"id": "a", "kind": "add_to_list", "choices": [], "default": {"params": {"list": listed.pk}}},
        smart_list=smart_list(lives_in("Paris")),
    )
    browser.put(address(campaign, "schedule/recurrence"), daily())
    listed.delete()
    down_for(campaign, DAY)
    start_due()
    (row,) = browser.get(address(campaign, "schedule")).json()["past"]
    assert row["state"] == "not_started"
    assert "list" in row["reason"]
    assert not Run.objects.filter(campaign=campaign).exists()


def test_s05_a_scheduled_run_with_more_people_than_the_restriction_is_listed_as_not_started(
    workspace: Workspace, browser: Browser, told: list[Event], django_capture_on_commit_callbacks: Any
) -> None:
    people = make_people(workspace, 3, city="Paris")
    campaign = batch(workspace)
    browser.patch(address(campaign, "settings"), {"person_limit": 2})
    browser.put(address(campaign, "schedule/recurrence"), daily())
    down_for(campaign, DAY)
    with django_capture_on_commit_callbacks(execute=True):
        start_due()
        work()
    (row,) = browser.get(address(campaign, "schedule")).json()["past"]
    assert (row["state"], row["run_state"]) == ("not_started", "failed")
    assert "more than the person restriction of 2" in row["reason"]
    assert [each.reason for each in told if isinstance(each, RunNotStarted)] == [row["reason"]]
    assert all(values_of(person).get("score") is None for person in people)


def test_s11_everyone_is_scheduled_only_with_the_count_typed(workspace: Workspace, browser: Browser) -> None:
    make_people(workspace, 2)
    campaign = draw(workspace, "Everyone", score())
    asked = browser.put(address(campaign, "schedule/recurrence"), daily())
    assert (asked.status_code, asked.json()["details"]) == (409, {"count": 2})
    assert browser.put(address(campaign, "schedule/recurrence"), {**daily(), "confirm_everyone": 2}).status_code == 200
    down_for(campaign, DAY)
    start_due()
    work()
    assert Run.objects.get(campaign=campaign).total == 2


def test_c02_a_trigger_can_not_be_added_while_runs_are_scheduled(workspace: Workspace, browser: Browser) -> None:
    campaign = batch(workspace)
    page = browser.put(address(campaign, "schedule/recurrence"), daily()).json()
    body = {"edit_number": campaign.edit_number, "smart_list": smart_list(triggers=(is_requested(),))}

    refused = browser.put(address(campaign, "draft"), body)
    assert (refused.status_code, refused.json()["code"]) == (409, "trigger_while_scheduled")
    assert browser.delete(address(campaign, "")[:-1]).json()["code"] == "campaign_running"

    for row in page["planned"]:
        assert row["state"] == "scheduled"
    browser.delete(address(campaign, "schedule/recurrence"))
    assert browser.put(address(campaign, "draft"), body).status_code == 200


def test_c03_an_executable_is_never_scheduled(workspace: Workspace, browser: Browser) -> None:
    child = draw(workspace, "Child", score(), executable=True)
    later = (timezone.now() + DAY).astimezone(UTC).isoformat()
    for answer in (
        browser.post(address(child, "schedule/once"), {"at": later}),
        browser.put(address(child, "schedule/recurrence"), daily()),
    ):
        assert (answer.status_code, answer.json()["code"]) == (409, "executable_not_startable")
    assert not ScheduledRun.objects.exists()


def test_c05_a_clone_takes_no_schedule_along(workspace: Workspace, browser: Browser) -> None:
    campaign = batch(workspace)
    browser.put(address(campaign, "schedule/recurrence"), daily())
    clone = browser.post(address(campaign, "clone"), {"name": "Copy"}).json()
    page = browser.get(f"/api/v1/workspaces/{workspace.pk}/campaigns/{clone['id']}/schedule").json()
    assert (page["planned"], page["recurrence"]) == ([], None)


def test_s09_the_agenda_follows_recurrences_beyond_the_next_three(workspace: Workspace, browser: Browser) -> None:
    campaign = batch(workspace)
    browser.put(address(campaign, "schedule/recurrence"), daily())
    page = browser.get(f"/api/v1/workspaces/{workspace.pk}/agenda?days=14").json()
    moments = [datetime.fromisoformat(row["at"]) for row in page["items"]]
    assert moments == sorted(set(moments))
    assert len(moments) in (13, 14)
    assert [row["id"] is None for row in page["items"]] == [False] * 3 + [True] * (len(moments) - 3)
    stranger = browser_as(None, workspace)
    assert stranger.get(f"/api/v1/workspaces/{workspace.pk}/agenda").status_code == 404
