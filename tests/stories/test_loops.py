"""Campaigns that start each other stop at the limit, which names the chain of causes (F11)."""

import pytest
from django.test import override_settings

from campaigns.runtime import record
from campaigns.runtime.record import Source
from tests.factories import make_person, make_workspace
from tests.stories.acting import (
    executable,
    execute,
    is_requested,
    let_pass,
    listening,
    note,
    notes_of,
    publish,
    published,
    request,
    requestable,
    rows_of,
    run,
    score,
    smart_list,
    trigger,
    values_of,
    wait,
    work,
)

pytestmark = pytest.mark.django_db
DESIGNER = Source("Designer", "Ada")


@override_settings(LOOP_LIMIT=4)
def test_f11_campaigns_that_trigger_each_other_stop_at_the_limit_and_the_last_row_names_the_chain() -> None:
    workspace = make_workspace()
    person = make_person(workspace)
    on_score = trigger("score_is_changed", field="score")
    listening(workspace, "Ping", score("+1"), on=on_score)
    record.change_people({person.pk: {"score": 1}}, source=DESIGNER)
    work()
    assert values_of(person)["score"] == 5
    (stopped,) = rows_of(person, "campaign_stopped")
    assert stopped.get_result_display() == "failed"
    assert stopped.reason is not None
    assert stopped.reason.startswith("Ping was not started")
    assert stopped.reason.endswith("The chain: Ping > Ping > Ping > Ping > Ping.")


@override_settings(LOOP_LIMIT=4)
def test_f11_campaigns_that_request_each_other_stop_at_the_limit() -> None:
    workspace = make_workspace()
    person = make_person(workspace)
    ping, pong = requestable(workspace, "Ping"), requestable(workspace, "Pong")
    requested = smart_list(triggers=[is_requested()])
    publish(ping, note("ping"), request(pong), who=requested)
    publish(pong, note("pong"), request(ping), who=requested)
    run(published(workspace, "Parent", request(ping)))
    assert notes_of(person) == ["ping", "pong", "ping", "pong"]
    (stopped,) = rows_of(person, "campaign_stopped")
    assert (stopped.reason or "").endswith("The chain: Parent > Ping > Pong > Ping > Pong > Ping.")


@override_settings(LOOP_LIMIT=4)
def test_f11_a_loop_is_counted_through_executables_too() -> None:
    workspace = make_workspace()
    person = make_person(workspace)
    child = executable(workspace, "Child", score("+1"))
    listening(workspace, "Loop", execute(child), on=trigger("score_is_changed", field="score"))
    record.change_people({person.pk: {"score": 1}}, source=DESIGNER)
    work()
    assert values_of(person)["score"] == 5
    assert len(rows_of(person, "campaign_stopped")) == 1


@override_settings(LOOP_LIMIT=3)
@pytest.mark.parametrize(("minutes", "score_at_last", "stopped"), [(60, 11, 0), (59, 4, 1)])
def test_f11_a_wait_of_an_hour_starts_the_count_anew_and_a_shorter_one_does_not(
    minutes: int, score_at_last: int, stopped: int
) -> None:
    workspace = make_workspace()
    person = make_person(workspace)
    on_score = trigger("score_is_changed", field="score")
    listening(workspace, "Loop", wait(f"{minutes} minutes"), score("+1"), on=on_score)
    record.change_people({person.pk: {"score": 1}}, source=DESIGNER)
    work()
    for _ in range(10):
        let_pass(minutes=minutes)
    assert values_of(person)["score"] == score_at_last
    assert len(rows_of(person, "campaign_stopped")) == stopped
