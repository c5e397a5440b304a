"""The feed of a run: whoever follows it by its cursor sees every row once, in one order."""

import pytest

from campaigns.errors import Invalid
from campaigns.models import Activity, Journal, Run, Workspace
from campaigns.selectors.run_feed import (
    END,
    START,
    Cursor,
    Stretch,
    Wanted,
    count_rows,
    last_number,
    read_cursor,
    rows_after,
    rows_before,
)
from tests.factories import make_campaign, make_people, make_person, make_workspace
from tests.feeds import give_number, log, make_run

pytestmark = pytest.mark.django_db


@pytest.fixture
def workspace() -> Workspace:
    return make_workspace()


@pytest.fixture
def run(workspace: Workspace) -> Run:
    return make_run(make_campaign(workspace))


def after(run: Run, cursor: Cursor, limit: int = 100, wanted: Wanted | None = None) -> Stretch:
    return rows_after(run.workspace_id, run.pk, cursor, limit=limit, wanted=wanted)


def before(run: Run, cursor: Cursor, limit: int = 100, wanted: Wanted | None = None) -> Stretch:
    return rows_before(run.workspace_id, run.pk, cursor, limit=limit, wanted=wanted)


def places(stretch: Stretch) -> list[tuple[int, int]]:
    return [(row.feed_no or 0, row.id) for row in stretch.rows]


def only_row(journal: Journal) -> int:
    return Activity.objects.get(journal=journal).pk


def walk(run: Run, limit: int) -> list[tuple[int, int]]:
    seen: list[tuple[int, int]] = []
    cursor = START
    while True:
        stretch = after(run, cursor, limit)
        seen += places(stretch)
        if not stretch.more:
            return seen
        assert stretch.newest is not None
        cursor = stretch.newest


def walk_back(run: Run, limit: int) -> list[tuple[int, int]]:
    seen: list[tuple[int, int]] = []
    cursor = END
    while True:
        stretch = before(run, cursor, limit)
        seen = places(stretch) + seen
        if not stretch.more:
            return seen
        assert stretch.oldest is not None
        cursor = stretch.oldest


@pytest.mark.parametrize("limit", [1, 2, 3, 7, 100])
def test_pages_of_any_size_hold_every_row_once_in_both_directions(run: Run, workspace: Workspace, limit: int) -> None:
    people = make_people(workspace, 4)
    for size in (3, 0, 1, 4, 2):
        log(run, people[:size])

    forward = walk(run, limit)

    assert len(forward) == 10
    assert forward == sorted(set(forward))
    assert walk_back(run, limit) == forward


def test_a_row_committed_late_with_a_smaller_id_is_not_lost(run: Run, workspace: Workspace) -> None:
    person = make_person(workspace)
    late = log(run, [person], numbered=False)
    early = log(run, [person])
    first = after(run, START)
    assert [row.id for row in first.rows] == [only_row(early)]
    assert first.newest is not None

    give_number(late)
    then = after(run, first.newest)

    assert [row.id for row in then.rows] == [only_row(late)]
    assert then.rows[0].id < first.rows[0].id


def test_rows_without_a_number_are_not_shown(run: Run, workspace: Workspace) -> None:
    log(run, [make_person(workspace)], numbered=False)

    assert after(run, START).rows == ()
    assert last_number(run.pk) == 0


def test_another_runs_rows_are_not_shown(run: Run, workspace: Workspace) -> None:
    person = make_person(workspace)
    log(make_run(make_campaign(workspace)), [person])
    log(run, [person])

    assert len(after(run, START).rows) == 1


def test_an_empty_feed_has_no_places(run: Run) -> None:
    assert before(run, END) == Stretch((), None, None, False)
    assert after(run, START) == Stretch((), START, START, False)


def test_rows_behind_a_cursor_are_counted_up_to_a_number(run: Run, workspace: Workspace) -> None:
    people = make_people(workspace, 3)
    for _ in range(3):
        log(run, people)
    rows = after(run, START).rows
    second = Cursor(rows[1].feed_no or 0, rows[1].id)

    assert count_rows(run.pk, after=START, until=last_number(run.pk)) == 9
    assert count_rows(run.pk, after=second, until=last_number(run.pk)) == 7
    assert count_rows(run.pk, after=second, until=rows[3].feed_no or 0) == 4


def test_a_filter_looks_through_the_whole_feed(run: Run, workspace: Workspace) -> None:
    ada, bob = make_person(workspace, first_name="Ada"), make_person(workspace, first_name="Bob")
    log(run, [ada, bob], step="s1")
    log(run, [ada], step="s2", path="x", result=2)
    log(run, [bob], type="change_score", step="s1", path="x:c1")

    def found(**wanted: object) -> list[int]:
        return [row.person.id for row in after(run, START, wanted=Wanted(**wanted)).rows]  # type: ignore[arg-type]

    assert found(step="s1") == [ada.pk, bob.pk, bob.pk]
    assert found(step="|s1") == [ada.pk, bob.pk]
    assert found(step="x:c1|s1") == [bob.pk]
    assert found(result=2) == [ada.pk]
    assert found(type_id=22) == [bob.pk]
    assert found(person=str(ada.pk)) == [ada.pk, ada.pk]
    assert found(person="ADA") == [ada.pk, ada.pk]
    assert found(person="nobody") == []


def test_filtered_pages_go_on_where_the_last_one_ended(run: Run, workspace: Workspace) -> None:
    ada, bob = make_person(workspace, first_name="Ada"), make_person(workspace, first_name="Bob")
    for _ in range(5):
        log(run, [ada, bob])
    wanted = Wanted(person="ada")

    first = after(run, START, 3, wanted)
    assert (len(first.rows), first.more) == (3, True)
    assert first.newest is not None
    second = after(run, first.newest, 3, wanted)
    assert (len(second.rows), second.more) == (2, False)
    assert not set(places(first)) & set(places(second))
    assert second.newest is not None
    log(run, [bob, ada])
    assert len(after(run, second.newest, 3, wanted).rows) == 1


@pytest.mark.parametrize("text", ["", "1", "1.2.3", "a.b", "-1.2", "1.²", "1." + "9" * 30, "1 .2"])
def test_a_cursor_that_cannot_be_read_is_refused(text: str) -> None:
    with pytest.raises(Invalid):
        read_cursor(text)


def test_a_page_costs_a_few_queries_however_many_journals_it_spans(
    run: Run, workspace: Workspace, django_assert_max_num_queries: object
) -> None:
    person = make_person(workspace)
    for _ in range(60):
        log(run, [person])

    with django_assert_max_num_queries(12):  # type: ignore[operator]
        assert len(after(run, START, 50).rows) == 50
