"""How often one person may pass: only once, every time, once in an interval; smart list first, then the rule (S04)."""

import threading

import pytest
from django.db import connection

from campaigns.definitions.actor import Role
from campaigns.models import CampaignMember, SmartCampaign
from campaigns.runtime import launch, record
from campaigns.runtime.drain import drain
from campaigns.runtime.merging import merge_people
from campaigns.runtime.record import Source
from campaigns.services.campaigns.settings import change_settings
from tests.factories import make_actor, make_list, make_people, make_person, make_workspace
from tests.stories.acting import (
    ONCE,
    activate,
    calls_of,
    executable,
    execute,
    field_is,
    let_pass,
    listening,
    members_of,
    note,
    notes_of,
    publish,
    published,
    request,
    requestable,
    run,
    score,
    smart_list,
    start,
    trigger,
    values_of,
    work,
)

pytestmark = pytest.mark.django_db


def every(number: int, unit: str) -> dict[str, object]:
    return {"qualification": {"mode": "interval", "every": number, "unit": unit}}


def test_s04_only_once_is_the_default() -> None:
    workspace = make_workspace()
    person = make_person(workspace)
    campaign = published(workspace, "Once", note("here"), settings={})
    run(campaign)
    run(campaign)
    assert notes_of(person) == ["here"]


def test_s04_every_time() -> None:
    workspace = make_workspace()
    person = make_person(workspace)
    campaign = published(workspace, "Every time", note("here"))
    run(campaign)
    run(campaign)
    assert notes_of(person) == ["here", "here"]


@pytest.mark.parametrize(("unit", "hours"), [("hours", 2), ("days", 48), ("weeks", 336), ("months", 1440)])
def test_s04_once_in_a_rolling_interval(unit: str, hours: int) -> None:
    workspace = make_workspace()
    person = make_person(workspace)
    campaign = published(workspace, "Interval", note("here"), settings=every(2, unit))
    run(campaign)
    let_pass(hours=hours - 1)
    run(campaign)
    assert notes_of(person) == ["here"]
    let_pass(hours=1)
    run(campaign)
    assert notes_of(person) == ["here", "here"]


def change_rule(campaign: SmartCampaign, rule: dict[str, object]) -> None:
    actor = make_actor(Role.MARKETER, campaign.workspace)
    change_settings(actor, workspace_id=campaign.workspace_id, campaign_id=campaign.pk, changes=rule)
    campaign.refresh_from_db()


def test_s04_an_interval_counts_the_last_pass_under_every_time_too() -> None:
    workspace = make_workspace()
    person, merged, gone = make_people(workspace, 3)
    child = executable(workspace, "Child")
    parent = published(workspace, "Parent", execute(child), who=smart_list(field_is("city", "Rome", operator="is_not")))
    run(parent)
    record.change_people({person.pk: {"city": "Rome"}}, source=Source("Designer"))
    let_pass(days=3)
    assert run(parent).total == 2
    record.delete_people([gone.pk], source=Source("Designer"))
    merge_people(person.pk, [merged.pk], source=Source("Designer"))
    record.change_people({person.pk: {"city": "Oslo"}}, source=Source("Designer"))

    for campaign in (child, parent):
        change_rule(campaign, every(2, "days"))

    let_pass(hours=47)
    assert run(parent).total == 0
    assert run(published(workspace, "Other", execute(child))).total == 1
    assert calls_of(person)[-1][1] == "FALSE"
    let_pass(hours=1)
    assert run(parent).total == 1
    assert calls_of(person)[-1][1] == "TRUE"


def test_s04_a_longer_interval_sees_what_a_shorter_one_did_not_ask_for() -> None:
    workspace = make_workspace()
    person = make_person(workspace)
    campaign = published(workspace, "Letters", note("here"))
    run(campaign)
    let_pass(days=9)
    run(campaign)
    change_rule(campaign, every(1, "days"))
    let_pass(days=3)
    change_rule(campaign, every(1, "weeks"))

    run(campaign)
    let_pass(days=4)
    run(campaign)

    assert len(notes_of(person)) == 3


def test_s04_an_executable_once_in_an_interval() -> None:
    workspace = make_workspace()
    person = make_person(workspace)
    child = executable(workspace, "Child", note("child"), settings=every(1, "days"))
    parent = published(workspace, "Parent", execute(child))
    run(parent)
    run(parent)
    let_pass(days=1)
    run(parent)
    assert [qualified for _, qualified, _ in calls_of(person)] == ["TRUE", "FALSE", "TRUE"]


def test_s04_a_call_that_the_smart_list_rejects_uses_nothing_up() -> None:
    workspace = make_workspace()
    person = make_person(workspace, city="Rome")
    child = executable(workspace, "Child", note("child"), settings=ONCE, who=smart_list(field_is("city", "Paris")))
    parent = published(workspace, "Parent", execute(child))
    run(parent)
    record.change_people({person.pk: {"city": "Paris"}}, source=Source("Designer"))
    run(parent)
    assert [(qualified, reason) for _, qualified, reason in calls_of(person)] == [
        ("FALSE", "The person is not in the campaign's smart list."),
        ("TRUE", None),
    ]


def test_s04_the_smart_list_comes_before_the_rule() -> None:
    workspace = make_workspace()
    person = make_person(workspace, city="Paris")
    child = executable(workspace, "Child", settings=ONCE, who=smart_list(field_is("city", "Paris")))
    parent = published(workspace, "Parent", execute(child))
    run(parent)
    record.change_people({person.pk: {"city": "Rome"}}, source=Source("Designer"))
    run(parent)
    assert calls_of(person)[1][2] == "The person is not in the campaign's smart list."


def test_s04_under_only_once_a_second_execute_of_the_same_child_does_nothing() -> None:
    workspace = make_workspace()
    person = make_person(workspace)
    child = executable(workspace, "Child", score("+1"), settings=ONCE)
    run(published(workspace, "Parent", execute(child), execute(child), note("after")))
    assert values_of(person)["score"] == 1
    assert [qualified for _, qualified, _ in calls_of(person)] == ["TRUE", "FALSE"]
    assert notes_of(person) == ["after"]


def test_s04_two_entries_at_the_same_moment_count_once() -> None:
    workspace = make_workspace()
    person = make_person(workspace)
    target = requestable(workspace, "Once", note("here"), settings=ONCE)
    for _ in range(3):
        launch.request(target, [person.pk], source="Web Service API")
    work()
    assert notes_of(person) == ["here"]
    assert CampaignMember.objects.get(campaign=target).entries == 1


def test_s04_two_runs_started_at_once_let_each_person_through_once() -> None:
    workspace = make_workspace()
    people = make_people(workspace, 5)
    campaign = published(workspace, "Once", note("here"), settings=ONCE)
    start(campaign)
    start(campaign)
    work()
    assert [notes_of(person) for person in people] == [["here"]] * 5


def test_s04_one_activity_that_matches_two_triggers_enters_once() -> None:
    workspace = make_workspace()
    first, second = make_list(workspace), make_list(workspace)
    person = make_person(workspace)
    campaign = published(
        workspace,
        "Either",
        note("here"),
        who=smart_list(
            triggers=[trigger("added_to_list", lists=[first.pk]), trigger("added_to_list", lists=[first.pk, second.pk])]
        ),
    )
    activate(campaign)
    record.put_on_list(first.pk, [person.pk], source=Source("Designer"))
    work()
    assert notes_of(person) == ["here"]


def test_s04_only_once_lasts_through_edits_and_a_new_activation() -> None:
    workspace = make_workspace()
    person = make_person(workspace)
    target = requestable(workspace, "Once", note("old"), settings=ONCE)
    parent = published(workspace, "Parent", request(target))
    run(parent)
    launch.deactivate(target)
    publish(target, note("new"), who=dict(target.draft_smart_list))
    activate(target)
    run(parent)
    assert notes_of(person) == ["old"]


def test_s04_a_clone_starts_with_nobody() -> None:
    workspace = make_workspace()
    person = make_person(workspace)
    original = published(workspace, "Original", note("original"), settings=ONCE)
    run(original)
    clone = published(workspace, "Clone", note("clone"), settings=ONCE)
    run(clone)
    assert notes_of(person) == ["original", "clone"]
    assert members_of(clone) == {person.pk}


def test_s04_the_smart_list_and_the_rule_pick_the_batchs_members() -> None:
    workspace = make_workspace()
    make_people(workspace, 2, city="Rome")
    make_people(workspace, 3, city="Paris")
    campaign = published(workspace, "Once", note("x"), settings=ONCE, who=smart_list(field_is("city", "Paris")))
    assert [run(campaign).total, run(campaign).total] == [3, 0]


def work_side_by_side(workers: int) -> None:
    together = threading.Barrier(workers)

    def worker() -> None:
        together.wait()
        drain("trigger", seconds=60)
        connection.close()

    threads = [threading.Thread(target=worker) for _ in range(workers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    work()


@pytest.mark.scaled
@pytest.mark.django_db(transaction=True)
def test_s04_two_waves_worked_on_at_the_same_time_never_both_pass_only_once() -> None:
    workspace = make_workspace()
    people = make_people(workspace, 30)
    target = requestable(workspace, "Once", score("+1"), settings=ONCE)
    for _ in range(10):
        launch.request(target, [person.pk for person in people], source="Web Service API")
    work_side_by_side(4)
    assert [values_of(person).get("score") for person in people] == [1] * 30
    assert set(CampaignMember.objects.filter(campaign=target).values_list("entries", flat=True)) == {1}


@pytest.mark.scaled
@pytest.mark.django_db(transaction=True)
def test_f09_workers_side_by_side_lose_and_repeat_nothing() -> None:
    workspace = make_workspace()
    people = make_people(workspace, 30)
    child = executable(workspace, "Child", score("+1"))
    target = requestable(workspace, "Adds", execute(child), score("+1"))
    for _ in range(10):
        launch.request(target, [person.pk for person in people], source="Web Service API")
    work_side_by_side(4)
    assert [values_of(person).get("score") for person in people] == [20] * 30
    assert [len(calls_of(person)) for person in people] == [10] * 30


def test_s04_who_enters_by_a_trigger_again_and_again_passes_once() -> None:
    workspace = make_workspace()
    person = make_person(workspace)
    listening(workspace, "Once", note("here"), settings=ONCE, on=trigger("score_is_changed", field="score"))
    for value in (1, 2, 3):
        record.change_people({person.pk: {"score": value}}, source=Source("Designer"))
    work()
    assert notes_of(person) == ["here"]
