"""Waiting until a date: a fixed one, a person's own, its anniversary; past, empty and unreadable ones (F05, S08)."""

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from campaigns.models import Person, Workspace
from campaigns.selectors.subjects import draft_problems
from tests.definitions import lives_in, smart_list, step
from tests.editing import draw
from tests.factories import make_field, make_person, make_program, make_token, make_workspace
from tests.stories.acting import let_pass, log_of, note, notes_of, numbers_of, published, rows_of, run, wait

pytestmark = pytest.mark.django_db
ZONE = ZoneInfo("America/New_York")


def today(days: int = 0) -> str:
    return (timezone.now().astimezone(ZONE) + timedelta(days=days)).date().isoformat()


@pytest.fixture
def workspace() -> Workspace:
    return make_workspace(timezone=str(ZONE))


def until(person: Person) -> datetime:
    return datetime.fromisoformat(log_of(person, "wait")[0][1]["Until"]).astimezone(ZONE)


def test_f05_a_wait_until_a_date_ends_that_day_at_its_time_in_the_workspaces_zone(workspace: Workspace) -> None:
    person = make_person(workspace)
    run(published(workspace, "Parent", wait(type="date", date=today(3), time="09:30"), note("after")))
    assert until(person).strftime("%Y-%m-%d %H:%M") == f"{today(3)} 09:30"
    assert notes_of(person) == []
    let_pass(days=4)
    assert notes_of(person) == ["after"]


def test_f05_each_waits_until_the_date_of_its_own_plus_or_minus_days(workspace: Workspace) -> None:
    early = make_person(workspace, date_of_birth=today(10))
    late = make_person(workspace, date_of_birth=today(20))
    flow = wait(type="token", token="{{lead.Date of Birth}}", days=-7), note("after")
    started = run(published(workspace, "Parent", *flow))
    assert (until(early).date().isoformat(), until(late).date().isoformat()) == (today(3), today(13))
    let_pass(days=4)
    assert (notes_of(early), notes_of(late)) == (["after"], [])
    let_pass(days=10)
    assert notes_of(late) == ["after"]
    assert numbers_of(started) == {"entered": 2, "finished": 2}


def test_f05_a_past_date_goes_on_at_once_an_empty_one_is_skipped_and_an_unreadable_one_fails(
    workspace: Workspace,
) -> None:
    past, empty = make_person(workspace, date_of_birth="1990-05-01"), make_person(workspace)
    unreadable = make_person(workspace, city="Paris")
    flow = wait(type="token", token="{{lead.Date of Birth}}{{lead.City}}"), note("after")
    started = run(published(workspace, "Parent", *flow))
    for person, result in ((past, "succeeded"), (empty, "skipped"), (unreadable, "failed")):
        (row,) = rows_of(person, "wait")
        assert row.get_result_display() == result
        assert notes_of(person) == ["after"]
    assert "empty" in (rows_of(empty, "wait")[0].reason or "")
    assert '"Paris" is not a date' in (rows_of(unreadable, "wait")[0].reason or "")
    assert numbers_of(started) == {"entered": 3, "finished": 3}


def test_f05_the_next_anniversary_of_a_date_is_waited_for(workspace: Workspace) -> None:
    born = (timezone.now().astimezone(ZONE) + timedelta(days=5)).date()
    person = make_person(workspace, date_of_birth=f"1980-{born:%m-%d}")
    run(published(workspace, "Parent", wait(type="token", token="{{lead.Date of Birth}}", anniversary=True)))
    assert until(person).date() == born


def test_f05_a_programs_date_token_counts_for_everybody(workspace: Workspace) -> None:
    program = make_program(workspace)
    make_token(program, "Event", today(2), type="date")
    person = make_person(workspace)
    flow = wait(type="token", token="{{my.Event}}", time="18:00")
    run(published(workspace, "Parent", flow, program=program))
    assert until(person).strftime("%Y-%m-%d %H:%M") == f"{today(2)} 18:00"


def test_f05_a_wait_may_end_only_on_chosen_weekdays(workspace: Workspace) -> None:
    person = make_person(workspace)
    run(published(workspace, "Parent", wait("2 days", weekdays=["monday"], time="09:00")))
    ends = until(person)
    assert (ends.weekday(), ends.strftime("%H:%M")) == (0, "09:00")
    assert timedelta(days=1) < ends - timezone.now() < timedelta(days=10)


def test_f05_a_moment_of_a_persons_own_field_is_kept_to_the_minute(workspace: Workspace) -> None:
    make_field("Appointment", "datetime")
    moment = (timezone.now() + timedelta(days=1)).replace(second=0, microsecond=0)
    person = make_person(workspace, appointment=moment.strftime("%Y-%m-%dT%H:%M:%S.000000Z"))
    run(published(workspace, "Parent", wait(type="token", token="{{lead.Appointment}}")))
    assert until(person) == moment


@pytest.mark.parametrize(
    ("params", "says"),
    [
        ({"type": "duration"}, "is not a duration"),
        ({"type": "date", "date": "tomorrow"}, "is not a date"),
        ({"type": "date", "date": "2030-01-01", "time": "25:00"}, "is not a time of day"),
        ({"type": "token", "token": "2030-01-01"}, "Choose the token"),
        ({"type": "token", "token": "{{member.Date}}"}, "member tokens"),
    ],
)
def test_f05_what_can_not_be_read_is_an_error_in_the_editor(
    workspace: Workspace, params: dict[str, Any], says: str
) -> None:
    campaign = draw(workspace, "Parent", step("w", "wait", **params), smart_list=smart_list(lives_in("Paris")))
    assert any(problem.is_error and says in problem.message for problem in draft_problems(campaign))
