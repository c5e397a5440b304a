"""Anonymous people: what they did joins them once they are known, and is replayed, oldest first (C18)."""

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from functools import partial

import pytest
from django.db import connection
from django.utils import timezone

from campaigns.definitions.actor import Role
from campaigns.models import AnonymousVisit, Person, Wave
from campaigns.runtime import control
from campaigns.runtime.drain import drain
from campaigns.runtime.happenings import forget_visitors
from campaigns.services.known import associate
from campaigns.services.tracking import KNOWN, token_of_person
from tests.factories import (
    make_actor,
    make_form,
    make_list,
    make_person,
    make_tracker,
    make_workspace,
)
from tests.stories.acting import (
    ONCE,
    calls_of,
    executable,
    execute,
    listening,
    log_of,
    note,
    notes_of,
    request,
    requestable,
    rows_of,
    score,
    step,
    trigger,
    values_of,
    wait,
    work,
    write,
)
from tests.stories.surfing import COOKIE, ago, fill_out, person_with, visit
from tests.until import until

pytestmark = pytest.mark.django_db
VISITS = trigger("visits_web_page")


def visits(page: str) -> dict[str, object]:
    constraint = {"attribute": "Web Page", "operator": "contains", "values": [page]}
    return trigger("visits_web_page", constraints=[constraint])


def test_c18_an_anonymous_visit_starts_nothing_and_is_nobodys() -> None:
    workspace = make_workspace()
    listening(workspace, "On visit", note("seen"), on=VISITS)
    visit(make_tracker(workspace), "/pricing")
    work()
    assert not Person.objects.exists()
    assert AnonymousVisit.objects.get().attributes[0] == "www.example.com/pricing"


def test_c18_on_filling_out_a_form_the_earlier_visits_join_with_their_own_dates() -> None:
    workspace = make_workspace()
    tracker, form = make_tracker(workspace), make_form(workspace)
    visit(tracker, "/pricing")
    ago(days=3)
    visit(tracker, "/contact?from=ad")
    fill_out(form, email="ann@example.com", cookie=COOKIE)
    person = person_with("ann@example.com")
    first, second = rows_of(person, "visit_web_page")
    assert (first.attributes["Web Page"], second.attributes["Querystring"]) == ("www.example.com/pricing", "from=ad")
    assert timedelta(days=3) <= first.recorded_at - first.occurred_at < timedelta(days=3, minutes=1)
    assert not AnonymousVisit.objects.exists()


def test_c18_active_campaigns_are_replayed_oldest_first_whatever_their_priority() -> None:
    workspace = make_workspace()
    tracker, form = make_tracker(workspace), make_form(workspace)
    high = {"qualification": {"mode": "every_time"}, "priority": "high"}
    low = {"qualification": {"mode": "every_time"}, "priority": "low"}
    listening(workspace, "Late", note("late {{trigger.Web Page}}"), on=visits("/b"), settings=high)
    listening(workspace, "All", note("all {{trigger.Web Page}}"), on=VISITS, settings=low)
    listening(workspace, "Form", note("form"), on=trigger("fills_out_form", forms=[form.pk]), settings=high)
    for page in ("/a", "/b"):
        visit(tracker, page)
    fill_out(form, email="ann@example.com", cookie=COOKIE)
    work()
    assert [text.replace("www.example.com", "") for text in notes_of(person_with("ann@example.com"))] in (
        ["all /a", "late /b", "all /b", "form"],
        ["all /a", "all /b", "late /b", "form"],
    )


def test_c18_in_a_replay_four_steps_act_and_the_others_are_logged_skipped() -> None:
    workspace = make_workspace()
    tracker, form, listed = make_tracker(workspace), make_form(workspace), make_list(workspace)
    child = executable(workspace, "Child", score("+100"))
    other = requestable(workspace, "Other", score("+1000"))
    steps = (
        score("+5"),
        write("lead_source", "Web"),
        wait("3 days"),
        execute(child),
        request(other),
        step("add_to_list", list=listed.pk),
        step("remove_from_list", list=listed.pk),
        note("came {{trigger.Web Page}}"),
    )
    listening(workspace, "On visit", *steps, on=VISITS)
    visit(tracker, "/pricing")
    ago(days=2)
    fill_out(form, email="ann@example.com", cookie=COOKIE)
    work()
    person = person_with("ann@example.com")
    values = values_of(person)
    assert (values["score"], values["lead_source"]) == (5, "Web")
    assert listed.members.filter(person=person).exists()
    assert calls_of(person) == [
        ("Child", "FALSE", "Anonymous: the step does not act on what the person did before being known.")
    ]
    skipped = [row for row in rows_of(person) if row.get_result_display() == "skipped"]
    assert [row.step and row.step.rpartition("-")[0] for row in skipped] == [
        "wait",
        "request_campaign",
        "remove_from_list",
    ]
    assert all("before being known" in (row.reason or "") for row in skipped)


def test_c18_interesting_moments_are_back_dated_and_scores_carry_the_time_of_promotion() -> None:
    workspace = make_workspace()
    tracker, form = make_tracker(workspace), make_form(workspace)
    listening(workspace, "On visit", score("+5"), note("came"), on=VISITS)
    visit(tracker, "/pricing")
    ago(days=2)
    fill_out(form, email="ann@example.com", cookie=COOKIE)
    work()
    person = person_with("ann@example.com")
    (moment,), (scored,) = rows_of(person, "interesting_moment"), rows_of(person, "change_score")
    assert moment.recorded_at - moment.occurred_at >= timedelta(days=2)
    assert scored.recorded_at == scored.occurred_at


def test_c18_qualification_uses_the_time_of_the_activity() -> None:
    workspace = make_workspace()
    tracker, form = make_tracker(workspace), make_form(workspace)
    weekly = {"qualification": {"mode": "interval", "every": 7, "unit": "days"}}
    campaign = listening(workspace, "Weekly", note("{{trigger.Web Page}}"), on=VISITS, settings=weekly)
    for page, days in (("/a", 8), ("/b", 3), ("/c", 1)):
        visit(tracker, page)
        ago(days=days)
    fill_out(form, email="ann@example.com", cookie=COOKIE)
    work()
    person = person_with("ann@example.com")
    assert notes_of(person) == ["www.example.com/a", "www.example.com/b"]
    assert timezone.now() - campaign.members.get(person=person).last >= timedelta(days=4)


def test_c18_only_once_counts_over_replay_and_life() -> None:
    workspace = make_workspace()
    tracker, form = make_tracker(workspace), make_form(workspace)
    listening(workspace, "Once", note("seen"), on=VISITS, settings=ONCE)
    visit(tracker, "/a")
    visit(tracker, "/b")
    fill_out(form, email="ann@example.com", cookie=COOKIE)
    visit(tracker, "/c")
    work()
    assert notes_of(person_with("ann@example.com")) == ["seen"]


def test_c18_the_form_that_makes_the_person_known_starts_campaigns_with_all_their_steps() -> None:
    workspace = make_workspace()
    tracker, form = make_tracker(workspace), make_form(workspace)
    child = executable(workspace, "Child", score("+100"))
    listening(workspace, "On form", execute(child), on=trigger("fills_out_form", forms=[form.pk]))
    visit(tracker, "/pricing")
    fill_out(form, email="ann@example.com", cookie=COOKIE)
    work()
    person = person_with("ann@example.com")
    assert values_of(person)["score"] == 100
    assert calls_of(person) == [("Child", "TRUE", None)]


def test_c18_a_paused_campaign_holds_no_other_replay_up() -> None:
    workspace = make_workspace()
    tracker, form = make_tracker(workspace), make_form(workspace)
    paused = listening(workspace, "Paused", note("paused"), on=visits("/a"))
    listening(workspace, "All", note("{{trigger.Web Page}}"), on=VISITS)
    control.pause(paused.runs.get())
    for page in ("/a", "/b"):
        visit(tracker, page)
    fill_out(form, email="ann@example.com", cookie=COOKIE)
    work()
    person = person_with("ann@example.com")
    assert notes_of(person) == ["www.example.com/a", "www.example.com/b"]
    control.resume(paused.runs.get())
    work()
    assert notes_of(person)[-1] == "paused"


@pytest.mark.scaled
@pytest.mark.django_db(transaction=True)
def test_c18_two_promotions_at_once_are_replayed_oldest_first_by_workers_side_by_side() -> None:
    workspace = make_workspace()
    tracker, form = make_tracker(workspace), make_form(workspace)
    listening(workspace, "All", note("{{trigger.Web Page}}"), on=VISITS)
    listening(workspace, "Adds", score("+1"), on=VISITS)
    pages = [f"/{number}" for number in range(8)]
    people = {"ann@example.com": ("a" * 32, "b" * 32), "bob@example.com": ("c" * 32, "d" * 32)}
    for number, page in enumerate(pages):
        for cookies in people.values():
            visit(tracker, page, cookie=cookies[number % 2])
        ago(minutes=1)

    at_once([partial(fill_out, form, email=email, cookie=each) for email in people for each in people[email]])
    at_once([partial(until, lambda: not drain("trigger") and not Wave.objects.exists(), within=60)] * 4)

    for person in map(person_with, people):
        assert notes_of(person) == [f"www.example.com{page}" for page in pages]
        assert values_of(person)["score"] == len(pages)


def at_once(tasks: Sequence[Callable[[], object]]) -> None:
    """Each in a thread of its own; they begin together."""
    together = threading.Barrier(len(tasks))

    def begin(task: Callable[[], object]) -> None:
        together.wait()
        try:
            task()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(tasks)) as threads:
        for running in [threads.submit(begin, task) for task in tasks]:
            running.result()


def test_c18_a_campaign_that_is_not_active_now_is_not_replayed() -> None:
    workspace = make_workspace()
    tracker, form = make_tracker(workspace), make_form(workspace)
    visit(tracker, "/pricing")
    fill_out(form, email="ann@example.com", cookie=COOKIE)
    listening(workspace, "Later", note("seen"), on=VISITS)
    work()
    assert notes_of(person_with("ann@example.com")) == []


def test_c18_associate_by_api_joins_the_visits_and_later_ones_are_logged_at_once() -> None:
    workspace = make_workspace()
    tracker, person = make_tracker(workspace), make_person(workspace, email="ann@example.com")
    child = executable(workspace, "Child", note("child"))
    listening(workspace, "On visit", note("{{trigger.Web Page}}"), execute(child), on=VISITS)
    visit(tracker, "/before")
    associate(make_actor(Role.MARKETER, workspace), workspace_id=workspace.pk, person_id=person.pk, cookie=COOKIE)
    visit(tracker, "/after")
    work()
    assert notes_of(person) == ["www.example.com/before", "www.example.com/after", "child"]


def test_c18_a_tracked_link_makes_the_visitor_known_and_its_token_stays_out_of_the_log() -> None:
    workspace = make_workspace()
    tracker, person = make_tracker(workspace), make_person(workspace, email="ann@example.com")
    listening(workspace, "On visit", wait("1 day"), on=VISITS)
    visit(tracker, "/before")
    visit(tracker, f"/offer?a=1&{KNOWN}={token_of_person(workspace.pk, person.pk)}")
    work()
    pages = [(each["Web Page"], each.get("Querystring")) for _, each in log_of(person, "visit_web_page")]
    assert pages == [("www.example.com/before", None), ("www.example.com/offer", "a=1")]
    assert [row.get_result_display() for row in rows_of(person, "wait")] == ["skipped", "succeeded"]
    assert person.waits.count() == 1


@pytest.mark.parametrize("token", ["nonsense", "WzEsMV0:1xyz:abc"])
def test_c18_a_token_that_was_made_up_makes_nobody_known(token: str) -> None:
    workspace = make_workspace()
    make_person(workspace, email="ann@example.com")
    assert visit(make_tracker(workspace), f"/?{KNOWN}={token}").status_code == 204
    assert AnonymousVisit.objects.count() == 1


def test_c18_a_browser_that_changes_hands_keeps_its_past_with_the_first() -> None:
    workspace = make_workspace()
    tracker, form = make_tracker(workspace), make_form(workspace)
    visit(tracker, "/a")
    fill_out(form, email="ann@example.com", cookie=COOKIE)
    fill_out(form, email="bob@example.com", cookie=COOKIE)
    visit(tracker, "/b")
    seen = [rows_of(person_with(f"{name}@example.com"), "visit_web_page") for name in ("ann", "bob")]
    assert [[row.attributes["Web Page"] for row in rows] for rows in seen] == [
        ["www.example.com/a"],
        ["www.example.com/b"],
    ]


def test_browsers_that_do_not_come_back_are_forgotten() -> None:
    workspace = make_workspace()
    visit(make_tracker(workspace), "/a")
    ago(days=91)
    forget_visitors(now=timezone.now())
    assert not AnonymousVisit.objects.exists()
