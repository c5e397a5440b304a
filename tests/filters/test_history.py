"""Filters on activity history: constraints, date, number of times, and their negations (L02, C09)."""

from datetime import timedelta
from typing import Any

import pytest

from campaigns.catalog import catalog
from campaigns.definitions.activity_types import BY_KEY
from campaigns.engine.evaluate import evaluate
from campaigns.engine.kinds import Event
from campaigns.engine.logic import compile_smart_list
from campaigns.engine.wave import Value
from tests.engine.twins import NOW, FactsTwin, make_scope, smart_list


def did(person: int, key: str, *values: Value, primary: int | None = None, days: int = 0, ok: bool = True) -> Any:
    attributes = dict(zip(BY_KEY[key].attributes, values, strict=False))
    return person, Event(BY_KEY[key], primary, attributes), NOW - timedelta(days=days), ok


PEOPLE = FactsTwin(
    [{}, {}, {}, {}],
    activities=[
        did(0, "change_score", "score", "+10", 0, 10, "Welcome"),
        did(0, "change_score", "score", "+0", 10, 10, "Welcome", days=40),
        did(1, "change_score", "behavior_score", "=5", 0, 5, "Other", days=3),
        did(2, "change_score", "score", "+x", 0, None, "Welcome", ok=False),
        did(0, "change_data_value", "city", "Rome", "LONDON", "Welcome", "Web"),
        did(1, "change_data_value", "employees", 3, 50, "Welcome", "Web"),
        did(2, "change_data_value", "city", "Rome", None, "Welcome", "Web"),
        did(0, "execute_campaign", "MQL", "TRUE", "FALSE", primary=7),
        did(1, "execute_campaign", "MQL", "FALSE", "FALSE", "Chain", primary=7, ok=False),
        did(2, "execute_campaign", "Other", "TRUE", "FALSE", primary=8),
        did(3, "request_campaign", "Nurture", "Flow", primary=8),
        did(2, "request_campaign", "Nurture", "Flow", primary=8, ok=False),
        did(0, "request_campaign", "Nurture", "Web Service API", primary=8, days=20),
        did(0, "add_to_list", "Hot", "Import: x.csv", primary=1, days=10),
        did(0, "add_to_list", "Hot", "Welcome", primary=1),
        did(1, "add_to_list", "Cold", "Welcome", primary=2),
        did(1, "remove_from_list", "Hot", "Welcome", primary=1),
        did(0, "change_program_status", "Webinar", None, "Invited", False, "Welcome", primary=5, days=40),
        did(0, "change_program_status", "Webinar", "Invited", "Attended", True, "Welcome", primary=5),
        did(1, "change_program_status", "Webinar", None, "Attended", True, "Welcome", primary=5),
        did(2, "change_program_status", "Webinar", "Attended", "Invited", False, primary=5, ok=False),
        did(0, "interesting_moment", "Milestone", "Became MQL", "Welcome"),
        did(1, "interesting_moment", "Web", "Saw prices", "Welcome"),
        did(0, "new_person", "Import", "leads.csv", days=50),
        did(1, "new_person", "Designer", "Ada"),
    ],
)


def chosen(kind: str, **params: Any) -> list[int]:
    predicate = compile_smart_list(smart_list((kind, params)), make_scope(), catalog())
    return evaluate(predicate, PEOPLE, [0, 1, 2, 3])


def constraint(attribute: str, operator: str, *values: str) -> list[dict[str, Any]]:
    return [{"attribute": attribute, "operator": operator, "values": list(values)}]


@pytest.mark.parametrize(
    ("params", "expected"),
    [
        ({}, [0, 1]),
        ({"field": "score"}, [0]),
        ({"operator": "not_occurred", "field": "score"}, [1, 2, 3]),
        ({"at_least": 2}, [0]),
        ({"operator": "not_occurred", "at_least": 2}, [1, 2, 3]),
        ({"constraints": constraint("Change Value", "is", "10")}, [0]),
        ({"constraints": constraint("Change Value", "is", "=5")}, [1]),
        ({"constraints": constraint("New Value", "at_least", "10")}, [0]),
        ({"constraints": constraint("New Value", "between", "4", "6")}, [1]),
        ({"constraints": constraint("Reason", "is_not", "welcome")}, [1]),
        ({"date": {"operator": "in_past", "values": ["7 days"]}, "at_least": 2}, []),
        ({"date": {"operator": "in_past_before", "values": ["30 days"]}}, [0]),
        ({"date": {"operator": "in_time_frame", "values": ["today"]}}, [0]),
        ({"date": {"operator": "before", "values": ["2026-11-20"]}}, [0, 1]),
    ],
)
def test_l02_score_was_changed_with_constraints_date_and_number_of_times(
    params: dict[str, Any], expected: list[int]
) -> None:
    assert chosen("score_was_changed", **params) == expected


@pytest.mark.parametrize(
    ("params", "expected"),
    [
        ({"field": "city"}, [0, 2]),
        ({"field": "city", "constraints": constraint("New Value", "is", "london")}, [0]),
        ({"field": "city", "constraints": constraint("New Value", "is_not", "london")}, [2]),
        ({"field": "city", "constraints": constraint("New Value", "is_empty")}, [2]),
        ({"field": "employees", "constraints": constraint("New Value", "greater_than", "9")}, [1]),
        ({"operator": "not_occurred", "field": "city"}, [1, 3]),
        ({"constraints": constraint("Source", "starts_with", "WEB")}, [0, 1, 2]),
    ],
)
def test_l02_data_value_was_changed_compares_in_the_fields_own_type(
    params: dict[str, Any], expected: list[int]
) -> None:
    assert chosen("data_value_was_changed", **params) == expected


def test_l02_values_of_no_particular_field_cannot_be_compared_and_it_is_said() -> None:
    kind = catalog().filters["data_value_was_changed"]
    params = kind.params_type.model_validate({"constraints": constraint("New Value", "is", "x")})
    assert list(kind.check(params, make_scope())) == ["Choose a field first, so that its values can be compared."]


@pytest.mark.parametrize(
    ("params", "expected"),
    [
        ({}, [0, 1, 2]),
        ({"campaigns": [7]}, [0, 1]),
        ({"campaigns": [7], "qualified": True}, [0]),
        ({"campaigns": [7], "qualified": False}, [1]),
        ({"campaigns": [7], "operator": "not_occurred"}, [2, 3]),
        ({"campaigns": [7], "date": {"operator": "before", "values": ["2026-01-01"]}}, []),
    ],
)
def test_c09_campaign_was_executed_by_campaign_qualified_date_and_count(
    params: dict[str, Any], expected: list[int]
) -> None:
    assert chosen("campaign_was_executed", **params) == expected


def test_f01_campaign_was_requested_does_not_count_requests_that_failed() -> None:
    assert chosen("campaign_was_requested", campaigns=[8]) == [0, 3]


def test_c15_campaign_was_requested_is_narrowed_by_its_source() -> None:
    from_api = constraint("Source", "is", "web service api")
    assert chosen("campaign_was_requested", campaigns=[8], constraints=from_api) == [0]
    assert chosen("campaign_was_requested", operator="not_occurred", constraints=from_api) == [1, 2, 3]


@pytest.mark.parametrize(
    ("kind", "params", "expected"),
    [
        ("was_added_to_list", {}, [0, 1]),
        ("was_added_to_list", {"lists": [1], "at_least": 2}, [0]),
        ("was_added_to_list", {"lists": [1], "constraints": constraint("Source", "starts_with", "import")}, [0]),
        ("was_added_to_list", {"lists": [1], "operator": "not_occurred"}, [1, 2, 3]),
        ("was_removed_from_list", {"lists": [1, 2]}, [1]),
        ("was_removed_from_list", {"operator": "not_occurred"}, [0, 2, 3]),
        ("program_status_was_changed", {"programs": [5]}, [0, 1]),
        ("program_status_was_changed", {"constraints": constraint("Old Status", "is", "invited")}, [0]),
        ("program_status_was_changed", {"constraints": constraint("Success", "is_false")}, [0]),
        ("program_status_was_changed", {"constraints": constraint("Success", "is_true")}, [0, 1]),
        ("was_added_to_program", {"programs": [5]}, [0, 1]),
        ("was_added_to_program", {"date": {"operator": "in_past", "values": ["30 days"]}}, [1]),
        ("was_added_to_program", {"constraints": constraint("New Status", "is", "Attended")}, [1]),
        ("had_interesting_moment", {}, [0, 1]),
        ("had_interesting_moment", {"types": ["WEB"]}, [1]),
        ("had_interesting_moment", {"constraints": constraint("Description", "contains", "mql")}, [0]),
        ("had_interesting_moment", {"types": ["Email"], "operator": "not_occurred"}, [0, 1, 2, 3]),
        ("person_was_created", {"sources": ["Import"]}, [0]),
        ("person_was_created", {"date": {"operator": "in_past", "values": ["7 days"]}}, [1]),
    ],
)
def test_l02_what_happened_is_found_by_asset_constraints_date_and_number(
    kind: str, params: dict[str, Any], expected: list[int]
) -> None:
    assert chosen(kind, **params) == expected


@pytest.mark.parametrize(
    ("params", "expected"),
    [
        ({"date": {"operator": "in_past", "values": ["7 days"]}}, [2, 3]),
        ({"date": {"operator": "in_past", "values": ["7 days"]}, "at_least": 2}, [0, 1, 2, 3]),
        ({"date": {"operator": "in_past", "values": ["60 days"]}, "at_least": 2}, [1, 2, 3]),
    ],
)
def test_l02_who_did_not_do_it_so_often_in_that_time_is_everybody_else(
    params: dict[str, Any], expected: list[int]
) -> None:
    assert chosen("score_was_changed", operator="not_occurred", **params) == expected


def test_l02_a_filter_says_what_it_asks_for() -> None:
    kind = catalog().filters["was_added_to_list"]
    params = kind.params_type.model_validate(
        {
            "operator": "not_occurred",
            "lists": [1, 2],
            "date": {"operator": "in_past", "values": ["7 days"]},
            "at_least": 2,
        }
    )
    assert kind.words(params, make_scope()) == "Was not added to Hot or Cold, date in past 7 days, at least 2 times"


def test_c10_a_list_that_is_gone_makes_the_filter_doubtful_and_nobody_matches() -> None:
    assert chosen("was_added_to_list", lists=[99]) == []
    assert chosen("was_added_to_list", lists=[99], operator="not_occurred") == []
