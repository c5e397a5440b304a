"""Workers, users and each other's removals at the same time: nothing is lost, doubled or stuck (engine.md 9, F09)."""

import random
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction

from campaigns.models import Activity, Person, Run, Waiting, Wave
from campaigns.runtime import launch, record
from campaigns.runtime.control import abort
from campaigns.runtime.drain import drain
from campaigns.runtime.record import Source
from campaigns.runtime.sweep import tidy
from campaigns.storage import journal
from tests.factories import make_people, make_workspace
from tests.stories.acting import (
    executable,
    execute,
    let_pass,
    listening,
    numbers_of,
    published,
    remove_from,
    requestable,
    score,
    start,
    trigger,
    wait,
    work,
    write,
)
from tests.until import until

pytestmark = [pytest.mark.scaled, pytest.mark.django_db(transaction=True)]
DESIGNER = Source("Designer")


def side_by_side(*works: Callable[[], object]) -> None:
    """Each in a thread with a connection of its own, started together; what one raises is raised here."""
    together = threading.Barrier(len(works))

    def thread(each: Callable[[], object]) -> None:
        together.wait()
        try:
            each()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(works)) as pool:
        for future in [pool.submit(thread, each) for each in works]:
            future.result()


def drained() -> None:
    while drain("trigger", seconds=60) or drain("batch", seconds=60):
        pass


def test_f09_users_edits_and_waves_at_the_same_time_lose_no_change() -> None:
    workspace = make_workspace()
    people = [person.pk for person in make_people(workspace, 40)]
    child = executable(workspace, "Child", score("+1"))
    target = requestable(workspace, "Target", execute(child), score("+1"), write("city", "{{lead.Score}}"))
    for _ in range(5):
        launch.request(target, people, source="Web Service API")

    def edit() -> None:
        for number in range(20):
            record.change_people({id_: {"country": f"Country {number}"} for id_ in people}, source=DESIGNER)

    side_by_side(drained, drained, drained, edit, edit)
    work()
    for person in Person.objects.filter(pk__in=people):
        assert (person.values["score"], person.values["country"]) == (10, "Country 19")
    scored = Activity.objects.filter(type_id=22)
    new_scores = sorted((row.person_id, row.attributes["New Value"]) for row in scored)
    assert new_scores == [(id_, value) for id_ in people for value in range(1, 11)]


def test_f09_who_had_to_wait_for_a_person_comes_later_in_the_log() -> None:
    workspace = make_workspace()
    (person,) = make_people(workspace, 1)
    target = requestable(workspace, "Target", score("+1"))
    launch.request(target, [person.pk], source="Web Service API")
    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            Person.objects.select_for_update().get(pk=person.pk)
            waiting = pool.submit(drain_and_close)
            until(somebody_waits_for_a_lock)
            record.change_people({person.pk: {"score": 10}}, source=DESIGNER)
        waiting.result()
    rows = Activity.objects.filter(person=person, type_id=22).order_by("occurred_at", "id")
    assert [row.attributes["New Value"] for row in rows] == [10, 11]


def drain_and_close() -> None:
    drain("trigger")
    connection.close()


def somebody_waits_for_a_lock() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
        return bool(cursor.fetchone()[0])


def test_c16_removals_deletions_and_waking_at_the_same_time_leave_numbers_that_add_up() -> None:
    workspace = make_workspace()
    people = [person.pk for person in make_people(workspace, 60)]
    child = executable(workspace, "Child", score("+1"))
    waits = published(workspace, "Waits", execute(child), wait("1 hour"), score("+1"), wait("1 hour"), score("+1"))
    first, second = start(waits), start(waits)
    work()
    on_score = trigger("score_is_changed", field="score")
    heard = listening(workspace, "Heard", remove_from(waits), on=on_score)
    removes = published(workspace, "Removes", remove_from(child))
    third = start(removes)
    some = random.Random(7).sample(people, 20)

    def delete() -> None:
        for id_ in some[:10]:
            record.delete_people([id_], source=DESIGNER)

    def touch() -> None:
        for id_ in some[10:]:
            record.change_people({id_: {"score": 50}}, source=DESIGNER)

    side_by_side(lambda: let_pass(hours=1), drained, drained, delete, touch)
    for _ in range(3):
        let_pass(hours=1)
    assert not Wave.objects.exists()
    assert not Waiting.objects.exists()
    for each in (first, second, third):
        numbers_of(each)
        assert each.state == Run.State.DONE
        assert each.total == 60 or each is third
    numbers_of(heard.runs.get())


def test_s03_an_abort_while_workers_work_ends_the_run_with_numbers_that_add_up() -> None:
    workspace = make_workspace()
    make_people(workspace, 30)
    waits = published(workspace, "Waits", score("+1"), wait("1 hour"), score("+1"))
    runs = [start(waits) for _ in range(4)]

    def abort_two() -> None:
        for each in runs[:2]:
            abort(each)

    side_by_side(drained, drained, abort_two)
    tidy()
    let_pass(hours=1)
    journal.number()
    for each in runs:
        numbers_of(each)
    assert [each.state for each in runs] == ["aborted", "aborted", "done", "done"]
    assert not Wave.objects.exists()
    assert not Waiting.objects.exists()
