"""Merge People: the winner takes over everything, wherever the others stood just then (engine.md 19)."""

from datetime import timedelta
from typing import Any

import pytest
from django.db.models import F

from campaigns.definitions.actor import Role
from campaigns.models import ListMember, Person, PersonKey, Run, Waiting, Wave
from campaigns.runtime import control, record
from campaigns.runtime.drain import drain
from campaigns.runtime.due import wake_due
from campaigns.runtime.merging import merge_people
from campaigns.runtime.preparing import prepare_runs
from campaigns.runtime.record import Source
from campaigns.storage.merges import following
from tests.factories import (
    browser_as,
    make_form,
    make_list,
    make_member,
    make_person,
    make_program,
    make_tracker,
    make_workspace,
)
from tests.stories.acting import (
    ONCE,
    let_pass,
    listening,
    log_of,
    members_of,
    note,
    notes_of,
    numbers_of,
    published,
    remove_from,
    run,
    score,
    start,
    step,
    trigger,
    values_of,
    wait,
    work,
)
from tests.stories.service import Service, call, make_webhook
from tests.stories.surfing import COOKIE, fill_out, visit

pytestmark = pytest.mark.django_db
BY_HAND = Source("Designer", "Ada")


def merge(winner: Person, *losers: Person) -> None:
    merge_people(winner.pk, [each.pk for each in losers], source=BY_HAND)
    winner.refresh_from_db()


def test_the_winners_values_win_and_empty_ones_are_filled_and_logged() -> None:
    workspace = make_workspace()
    ann = make_person(workspace, email="ann@example.com", city="Rome")
    first = make_person(workspace, email="first@example.com", city="Oslo", country="Norway", score=5)
    second = make_person(workspace, country="France", phone="123")
    listening(workspace, "On country", note("country"), on=trigger("data_value_changes", field="country"))
    merge(ann, first, second)
    work()
    assert values_of(ann) == {
        "email": "ann@example.com",
        "city": "Rome",
        "country": "Norway",
        "phone": "123",
        "score": 5,
    }
    ((_, merged),) = log_of(ann, "merge_people")
    assert merged["Merge IDs"] == f"{first.pk}, {second.pk}"
    assert merged["Merge Fields"] == "Phone Number, Country, Person Score"
    assert notes_of(ann) == ["country"]
    first.refresh_from_db()
    assert (first.merged_into, first.values) == (ann.pk, {})


def test_lists_programs_activities_keys_and_browsers_move_to_the_winner() -> None:
    workspace = make_workspace()
    form, tracker = make_form(workspace), make_tracker(workspace)
    ann, bob = make_person(workspace, email="ann@example.com"), make_person(workspace, email="bob@example.com")
    both, his = make_list(workspace, people=(ann, bob)), make_list(workspace, people=(bob,))
    webinar, other = make_program(workspace), make_program(workspace)
    make_member(webinar, ann, "Member")
    make_member(webinar, bob, "Success")
    make_member(other, bob, "Engaged")
    fill_out(form, email="bob@example.com", cookie=COOKIE)
    merge(ann, bob)
    visit(tracker, "/after")
    assert set(ListMember.objects.values_list("list", "person")) == {(both.pk, ann.pk), (his.pk, ann.pk)}
    statuses = {each.program_id: (each.status.name, each.reached_success) for each in ann.program_memberships.all()}
    assert statuses == {webinar.pk: ("Success", True), other.pk: ("Engaged", False)}
    assert [key for key, _ in log_of(ann)] == ["fill_out_form", "merge_people", "visit_web_page"]
    fill_out(form, email="BOB@example.com")
    assert Person.objects.filter(deleted_at=None).count() == 1
    assert not PersonKey.objects.exclude(person=ann).exists()


def test_s04_qualification_history_is_the_union() -> None:
    workspace = make_workspace()
    ann, bob = make_person(workspace), make_person(workspace)
    once = published(workspace, "Once", score("+1"), settings=ONCE)
    merge(ann, make_person(workspace))
    record.change_people({bob.pk: {"city": "Rome"}}, source=BY_HAND)
    run(once)
    merge(ann, bob)
    run(once)
    member = once.members.get()
    assert (member.person_id, member.entries) == (ann.pk, 2)
    assert values_of(ann)["score"] == 1


def test_who_waits_goes_on_as_the_winner() -> None:
    workspace = make_workspace()
    ann, bob = make_person(workspace), make_person(workspace, city="Rome")
    rome = [{"kind": "person_field", "params": {"field": "city", "operator": "is", "values": ["Rome"]}}]
    campaign = published(workspace, "Wait", wait("1 day"), note("woken"), who={"filters": [{"id": "f", **rome[0]}]})
    waiting = run(campaign)
    merge(ann, bob)
    let_pass(days=1)
    assert notes_of(ann) == ["woken"]
    assert members_of(campaign) == {ann.pk}
    assert numbers_of(waiting) == {"entered": 1, "finished": 1}


def test_winner_and_loser_who_both_wait_both_go_on() -> None:
    workspace = make_workspace()
    ann, bob = make_person(workspace), make_person(workspace)
    waiting = run(published(workspace, "Wait", wait("1 day"), score("+1")))
    merge(ann, bob)
    let_pass(days=1)
    assert values_of(ann)["score"] == 2
    assert numbers_of(waiting) == {"entered": 2, "finished": 2}


def test_who_was_woken_already_goes_on_as_the_winner_one_after_the_other() -> None:
    workspace = make_workspace()
    ann, bob = make_person(workspace), make_person(workspace)
    waiting = run(published(workspace, "Wait", wait("1 day"), score("+1"), note("{{lead.Person Score}}")))
    _wake_without_working(days=1)
    assert Wave.objects.get().size == 2
    merge(ann, bob)
    work()
    assert notes_of(ann) == ["1", "2"]
    assert numbers_of(waiting) == {"entered": 2, "finished": 2}


def _wake_without_working(**time: float) -> None:
    by = timedelta(**time, seconds=10)
    Waiting.objects.update(wake_at=F("wake_at") - by)
    Run.objects.update(next_wake_at=F("next_wake_at") - by)
    wake_due()


def test_queued_entries_of_a_trigger_both_enter_as_the_winner() -> None:
    workspace = make_workspace()
    ann, bob = make_person(workspace), make_person(workspace)
    campaign = listening(
        workspace, "On city", note("{{trigger.New Value}}"), on=trigger("data_value_changes", field="city")
    )
    record.change_people({ann.pk: {"city": "Rome"}, bob.pk: {"city": "Oslo"}}, source=BY_HAND)
    merge(ann, bob)
    work()
    assert notes_of(ann) == ["Rome", "Oslo"]
    assert members_of(campaign) == {ann.pk}


def test_c16_who_was_taken_out_of_the_queue_stays_out_and_the_winners_own_entry_stays_in() -> None:
    workspace = make_workspace()
    ann, bob = make_person(workspace), make_person(workspace, country="Norway")
    heard = listening(
        workspace, "On city", note("{{trigger.New Value}}"), on=trigger("data_value_changes", field="city")
    )
    norway = {"kind": "person_field", "params": {"field": "country", "operator": "is", "values": ["Norway"]}}
    out = published(workspace, "Out", remove_from(heard), who={"filters": [{"id": "f", **norway}]})
    record.change_people({ann.pk: {"city": "Rome"}, bob.pk: {"city": "Oslo"}}, source=BY_HAND)
    start(out)
    while drain("batch"):
        pass
    merge(ann, bob)
    work()
    assert notes_of(ann) == ["Rome"]


def test_s01_a_running_batch_takes_winner_and_loser_once() -> None:
    workspace = make_workspace()
    ann, bob, cid = (make_person(workspace) for _ in range(3))
    batch = start(published(workspace, "Batch", score("+1")))
    assert prepare_runs()
    merge(ann, bob)
    work()
    assert values_of(ann)["score"] == values_of(cid)["score"] == 1
    assert numbers_of(batch) == {"entered": 2, "finished": 2}
    assert sum(batch.counts["dropped"].values()) == 1


def test_a_running_batch_takes_the_winner_for_a_loser_it_has_picked() -> None:
    workspace = make_workspace()
    ann, bob = make_person(workspace), make_person(workspace, city="Rome")
    rome = {"kind": "person_field", "params": {"field": "city", "operator": "is", "values": ["Rome"]}}
    batch = start(published(workspace, "Batch", score("+1"), who={"filters": [{"id": "f", **rome}]}))
    assert prepare_runs()
    merge(ann, bob)
    work()
    assert values_of(ann)["score"] == 1
    assert numbers_of(batch) == {"entered": 1, "finished": 1}


def test_f08_who_was_held_is_retried_as_the_winner(stumble: str) -> None:
    workspace = make_workspace()
    ann, bob = make_person(workspace, city="Oslo"), make_person(workspace, city="Rome")
    held = run(published(workspace, "Stumble", step(stumble, city="Rome"), score("+1")))
    merge(ann, bob)
    (entry,) = held.waiting.values_list("entry", flat=True)
    control.retry_held(held, [entry])
    work()
    assert values_of(ann)["score"] == 2
    assert numbers_of(held) == {"entered": 2, "finished": 2}


def test_who_awaits_an_answer_takes_it_as_the_winner(service: Service) -> None:
    workspace = make_workspace()
    ann, bob = make_person(workspace, email="ann@example.com"), make_person(workspace, email="bob@example.com")
    webhook = make_webhook(workspace, service, fields={"points": "score"})
    for points in (5, 7):
        service.answer(200, {"points": points})
    asks = start(published(workspace, "Asks", call(webhook), note("{{lead.Person Score}}")))
    while drain("batch"):
        pass
    merge(ann, bob)
    work()
    assert notes_of(ann) == ["5", "7"]
    assert numbers_of(asks) == {"entered": 2, "finished": 2}


def test_merged_twice_the_queue_finds_the_one_who_is_left() -> None:
    workspace = make_workspace()
    ann, bob, cid = (make_person(workspace) for _ in range(3))
    listening(workspace, "On city", note("heard"), on=trigger("data_value_changes", field="city"))
    record.change_people({cid.pk: {"city": "Rome"}}, source=BY_HAND)
    merge(bob, cid)
    merge(ann, bob)
    work()
    assert "heard" in notes_of(ann)


def test_every_table_that_simply_follows_can_hold_two_rows_of_one_person() -> None:
    for model in following():
        constrained = {name for each in model._meta.constraints for name in getattr(each, "fields", ())}
        assert "person" not in constrained, f"{model.__name__} needs a rule of its own in storage/merges.py."


@pytest.mark.parametrize(("losers", "status"), [([], 400), ("self", 400), ("stranger", 404), ("twice", 400)])
def test_w01_merging_is_refused_where_it_makes_no_sense_or_crosses_a_border(losers: Any, status: int) -> None:
    workspace = make_workspace()
    ann, bob, stranger = make_person(workspace), make_person(workspace), make_person(make_workspace())
    chosen = {"self": [ann.pk], "stranger": [bob.pk, stranger.pk], "twice": [bob.pk, bob.pk]}
    people = chosen[losers] if isinstance(losers, str) else losers
    address = f"/api/v1/workspaces/{workspace.pk}/people/{ann.pk}/merge"
    assert browser_as(Role.MARKETER, workspace).post(address, {"people": people}).status_code == status
    assert Person.objects.filter(deleted_at=None).count() == 3


def test_w01_marketers_merge_by_api_and_the_losers_address_names_the_winner() -> None:
    workspace = make_workspace()
    ann, bob = make_person(workspace, city="Rome"), make_person(workspace, email="bob@example.com")
    base = f"/api/v1/workspaces/{workspace.pk}/people"
    assert browser_as(Role.VIEWER, workspace).post(f"{base}/{ann.pk}/merge", {"people": [bob.pk]}).status_code == 403
    browser = browser_as(Role.MARKETER, workspace)
    merged = browser.post(f"{base}/{ann.pk}/merge", {"people": [bob.pk]}).json()
    assert merged["values"] == {"city": "Rome", "email": "bob@example.com"}
    gone = browser.get(f"{base}/{bob.pk}")
    assert (gone.status_code, gone.json()["details"]) == (404, {"merged_into": ann.pk})
