"""Triggers judge the activity itself by its constraints (S10, C15)."""

from typing import Any

import pytest

from campaigns.catalog import catalog
from campaigns.definitions.activity_types import BY_KEY
from campaigns.engine.kinds import Event
from campaigns.engine.wave import Value
from tests.engine.twins import make_scope


def accepts(kind: str, event: Event, **params: Any) -> bool:
    trigger = catalog().triggers[kind]
    return trigger.matches(trigger.params_type.model_validate(params), event)


def problems(kind: str, **params: Any) -> list[str]:
    trigger = catalog().triggers[kind]
    return list(trigger.check(trigger.params_type.model_validate(params), make_scope()))


def changed(field: str, old: Value, new: Value) -> Event:
    names = BY_KEY["change_data_value"].attributes
    values = (field, old, new, "Welcome", "Web")
    return Event(BY_KEY["change_data_value"], None, dict(zip(names, values, strict=True)))


def scored(field: str, change: str, old: int, new: int) -> Event:
    names = BY_KEY["change_score"].attributes
    return Event(BY_KEY["change_score"], None, dict(zip(names, (field, change, old, new, "Welcome"), strict=True)))


def one(attribute: str, operator: str, *values: str) -> list[dict[str, Any]]:
    return [{"attribute": attribute, "operator": operator, "values": list(values)}]


def test_s10_data_value_changes_hears_only_its_own_field() -> None:
    assert accepts("data_value_changes", changed("city", "Rome", "London"), field="city")
    assert not accepts("data_value_changes", changed("state", "Rome", "London"), field="city")


@pytest.mark.parametrize(
    ("field", "old", "new", "constraints", "expected"),
    [
        ("city", "Rome", "LONDON", one("New Value", "is", "london"), True),
        ("city", "Rome", "London", one("New Value", "is_not", "london"), False),
        ("city", None, "London", one("Old Value", "is_empty"), True),
        ("city", "Rome", None, one("New Value", "is_not", "london"), True),
        ("city", "Rome", None, one("New Value", "starts_with", "lon"), False),
        ("employees", 5, 50, one("New Value", "greater_than", "9"), True),
        ("employees", 5, 50, one("New Value", "between", "1", "9"), False),
        ("employees", 5, None, one("New Value", "at_least", "1"), False),
        ("renewal", None, "2026-11-22", one("New Value", "after", "2026-11-21"), True),
        ("renewal", None, "2026-11-22", one("New Value", "between", "2026-01-01", "2026-11-21"), False),
        ("renewal", None, "2026-11-22", one("New Value", "is", "2026-11-22"), True),
        ("unsubscribed", None, True, one("New Value", "is_true"), True),
        ("unsubscribed", True, False, one("New Value", "is_false"), True),
        ("unsubscribed", True, None, one("New Value", "is_false"), True),
        ("city", "Rome", "London", one("Source", "is", "web") + one("Reason", "is", "other"), False),
        ("employees", 5, 50, one("New Value", "is", "many"), False),
    ],
)
def test_s10_constraints_judge_the_old_and_the_new_value_in_their_type(
    field: str, old: Value, new: Value, constraints: list[dict[str, Any]], expected: bool
) -> None:
    assert accepts("data_value_changes", changed(field, old, new), field=field, constraints=constraints) is expected


def test_s10_score_is_changed_also_by_0_and_by_its_change_or_its_new_value() -> None:
    assert accepts("score_is_changed", scored("score", "+0", 5, 5), field="score")
    assert not accepts("score_is_changed", scored("behavior_score", "+0", 5, 5), field="score")
    crossed = one("New Value", "at_least", "50") + one("Old Value", "less_than", "50")
    assert accepts("score_is_changed", scored("score", "+10", 45, 55), field="score", constraints=crossed)
    assert not accepts("score_is_changed", scored("score", "+10", 55, 65), field="score", constraints=crossed)
    assert accepts(
        "score_is_changed", scored("score", "+10", 0, 10), field="score", constraints=one("Change Value", "is", "10")
    )


def test_s10_added_to_list_hears_the_lists_that_it_names_or_any() -> None:
    event = Event(BY_KEY["add_to_list"], 2, {"List": "Cold"})
    assert accepts("added_to_list", event)
    assert accepts("added_to_list", event, lists=[1, 2])
    assert not accepts("added_to_list", event, lists=[1])


def test_s10_person_is_created_hears_every_new_person_or_those_by_one_door() -> None:
    event = Event(BY_KEY["new_person"], None, {"Source Type": "Import", "Source Info": "leads.csv"})
    assert accepts("person_is_created", event)
    assert accepts("person_is_created", event, sources=["IMPORT"])
    assert not accepts("person_is_created", event, sources=["Designer"])
    assert not accepts("person_is_created", event, constraints=one("Source Info", "contains", "fair"))


def test_s10_removed_from_list_hears_the_lists_that_it_names_and_its_source() -> None:
    event = Event(BY_KEY["remove_from_list"], 2, {"List": "Cold", "Source": "Designer: Ada"})
    assert accepts("removed_from_list", event, lists=[2], constraints=one("Source", "starts_with", "designer"))
    assert not accepts("removed_from_list", event, lists=[1])


def status(old: Value, new: Value, *, success: bool = False) -> Event:
    values = ("Webinar", old, new, success, "Welcome")
    return Event(
        BY_KEY["change_program_status"],
        5,
        dict(zip(BY_KEY["change_program_status"].attributes, values, strict=True)),
    )


def test_s10_program_status_is_changed_hears_program_statuses_and_success() -> None:
    came = status("Invited", "Attended", success=True)
    assert accepts("program_status_is_changed", came, programs=[5], constraints=one("New Status", "is", "attended"))
    assert accepts("program_status_is_changed", came, constraints=one("Success", "is_true"))
    assert not accepts("program_status_is_changed", came, programs=[6])
    assert not accepts("program_status_is_changed", came, constraints=one("Old Status", "is_empty"))


def test_s10_added_to_program_hears_only_who_was_no_member() -> None:
    assert accepts("added_to_program", status(None, "Invited"), programs=[5])
    assert not accepts("added_to_program", status("Invited", "Attended"), programs=[5])


def test_s10_has_interesting_moment_hears_types_and_descriptions() -> None:
    event = Event(BY_KEY["interesting_moment"], None, {"Type": "Web", "Description": "Saw the prices"})
    assert accepts("has_interesting_moment", event, types=["Web", "Email"])
    assert not accepts("has_interesting_moment", event, types=["Milestone"])
    assert accepts("has_interesting_moment", event, constraints=one("Description", "contains", "PRICES"))


@pytest.mark.parametrize(
    ("params", "source", "expected"),
    [
        ({}, "Sales Insight", True),
        ({"operator": "is", "sources": ["Web Service API"]}, "Web Service API", True),
        ({"operator": "is", "sources": ["Web Service API"]}, "Marketo Flow Action", False),
    ],
)
def test_c15_campaign_is_requested_lets_in_the_sources_that_it_names(
    params: dict[str, Any], source: str, expected: bool
) -> None:
    assert (
        accepts("campaign_is_requested", Event(BY_KEY["request_campaign"], 8, {"Source": source}), **params) is expected
    )


@pytest.mark.parametrize(
    ("kind", "params"),
    [
        ("data_value_changes", {"field": "gone"}),
        ("data_value_changes", {"field": "created_at"}),
        ("data_value_changes", {"field": "score", "constraints": one("New Value", "is", "many")}),
        ("data_value_changes", {"field": "seen", "constraints": one("New Value", "after", "2026-01-01")}),
        ("data_value_changes", {"field": "city", "constraints": one("Mood", "is", "good")}),
        ("score_is_changed", {"field": "city"}),
        ("score_is_changed", {"field": "score", "constraints": one("New Value", "contains", "1")}),
        ("added_to_list", {"lists": [99]}),
        ("campaign_is_requested", {"operator": "is"}),
    ],
)
def test_a_trigger_that_could_never_work_is_refused_with_a_sentence(kind: str, params: dict[str, Any]) -> None:
    said = problems(kind, **params)
    assert said
    assert all(sentence.endswith(".") for sentence in said)
