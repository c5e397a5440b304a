"""A person's activity log: its order, its filters, and what another workspace's doings may show."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from campaigns.definitions.activity_types import BY_KEY
from campaigns.definitions.actor import Actor, Role
from campaigns.errors import Invalid, NotFound
from campaigns.models import Activity, Journal, Person, SmartCampaign, Workspace
from campaigns.selectors import person_log as logs
from campaigns.selectors.person_log import person_log
from tests.factories import make_actor, make_campaign, make_person, make_workspace

pytestmark = pytest.mark.django_db
DAY = datetime(2026, 11, 22, tzinfo=UTC)


@pytest.fixture
def workspace() -> Workspace:
    return make_workspace()


@pytest.fixture
def person(workspace: Workspace) -> Person:
    return make_person(workspace, first_name="Ann")


@pytest.fixture
def actor(workspace: Workspace) -> Actor:
    return make_actor(Role.VIEWER, workspace)


def log(
    person: Person,
    type: str,
    workspace: Workspace | None,
    *,
    minute: int = 0,
    campaign: SmartCampaign | None = None,
    **attributes: Any,
) -> Activity:
    moment = DAY + timedelta(minutes=minute)
    journal = Journal.objects.create(workspace=workspace, at=moment, activities=1)
    return Activity.objects.create(
        person=person,
        type_id=BY_KEY[type].id,
        occurred_at=moment,
        recorded_at=moment,
        journal=journal,
        campaign=campaign,
        attributes={name.replace("_", " "): value for name, value in attributes.items()},
    )


def test_rows_carry_names_result_and_attributes(workspace: Workspace, person: Person, actor: Actor) -> None:
    scoring = make_campaign(workspace, "Scoring")
    log(person, "change_score", workspace, campaign=scoring, Score_Name="score", Change_Value="+5", New_Value=5)
    row = person_log(actor, workspace.pk, person.pk).items[0]
    assert (row.person.name, row.type.label, row.campaign.name if row.campaign else None) == (
        "Ann",
        "Change Score",
        "Scoring",
    )
    assert (row.primary, row.attributes["New Value"], row.result, row.feed_no) == ("score", 5, "succeeded", None)


def test_pages_follow_each_other_without_a_gap_also_within_one_moment(
    workspace: Workspace, person: Person, actor: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(logs, "PAGE_SIZE", 2)
    made = [log(person, "wait", workspace, minute=minute).pk for minute in (1, 0, 1, 1, 2)]
    seen, cursor = [], None
    while True:
        page = person_log(actor, workspace.pk, person.pk, cursor=cursor)
        seen += [row.id for row in page.items]
        cursor = page.next
        if cursor is None:
            break
    assert seen == [made[4], made[3], made[2], made[0], made[1]]


def test_the_log_is_filtered_by_type_campaign_and_text(workspace: Workspace, person: Person, actor: Actor) -> None:
    scoring = make_campaign(workspace, "Scoring")
    score = log(person, "change_score", workspace, campaign=scoring, Score_Name="score")
    city = log(person, "change_data_value", workspace, Attribute_Name="city", New_Value="MÜNCHEN")

    def found(**asked: Any) -> list[int]:
        return [row.id for row in person_log(actor, workspace.pk, person.pk, **asked).items]

    assert found(type="change_score") == found(campaign=scoring.pk) == found(q="scorin") == [score.pk]
    assert found(q="münch") == [city.pk]
    assert found(q="nothing") == []


def test_a_search_that_finds_nothing_for_long_says_where_to_look_on(
    workspace: Workspace, person: Person, actor: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(logs, "_CHUNK", 2)
    monkeypatch.setattr(logs, "_MOST_CHUNKS", 1)
    oldest = log(person, "change_data_value", workspace, minute=0, New_Value="here")
    for minute in (1, 2):
        log(person, "change_data_value", workspace, minute=minute, New_Value="there")
    first = person_log(actor, workspace.pk, person.pk, q="here it")
    assert first.items == () and first.next
    second = person_log(actor, workspace.pk, person.pk, q="here", cursor=first.next)
    assert [row.id for row in second.items] == [oldest.pk]


@pytest.mark.parametrize("cursor", ["x", "1~2", "2026-11-22~1", "2026-11-22T00:00:00Z~-1"])
def test_a_bad_cursor_and_an_unknown_type_are_refused(
    workspace: Workspace, person: Person, actor: Actor, cursor: str
) -> None:
    with pytest.raises(Invalid):
        person_log(actor, workspace.pk, person.pk, cursor=cursor)
    with pytest.raises(Invalid):
        person_log(actor, workspace.pk, person.pk, type="nonsense")


def test_w01_people_of_other_partitions_have_no_log_here(workspace: Workspace, actor: Actor) -> None:
    stranger = make_person(make_workspace())
    with pytest.raises(NotFound):
        person_log(actor, workspace.pk, stranger.pk)


def test_w01_of_another_workspaces_doings_a_shared_person_shows_what_changed_and_not_why(
    workspace: Workspace, person: Person, actor: Actor
) -> None:
    other = make_workspace(partition=workspace.primary_partition)
    theirs = make_campaign(other, "Secret")
    log(person, "add_to_list", other, campaign=theirs, List="Secret list")
    log(person, "change_score", other, campaign=theirs, Score_Name="score", New_Value=5, Reason="Campaign: Secret")
    rows = person_log(actor, workspace.pk, person.pk).items
    assert [row.type.key for row in rows] == ["change_score"]
    assert (rows[0].campaign, rows[0].attributes) == (None, {"Score Name": "score", "New Value": 5})
