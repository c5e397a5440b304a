"""Membership filters: lists, programs with status, smart campaigns, and their negations (L02, C19)."""

from typing import Any

import pytest

from campaigns.catalog import catalog
from campaigns.engine.evaluate import evaluate
from campaigns.engine.logic import compile_smart_list
from tests.engine.twins import ATTENDED, CUSTOMER, INVITED, FactsTwin, make_scope, smart_list

PEOPLE = FactsTwin(
    [{}, {}, {}, {}],
    lists={1: {0, 1}, 2: {1, 2}},
    members={5: {0: (INVITED, False), 1: (ATTENDED, True), 2: (INVITED, True)}},
    campaigns={7: {3}},
)


def chosen(kind: str, **params: Any) -> list[int]:
    predicate = compile_smart_list(smart_list((kind, params)), make_scope(), catalog())
    return evaluate(predicate, PEOPLE, [3, 2, 1, 0])


def test_l02_member_of_any_of_the_lists_and_of_none_of_them() -> None:
    assert chosen("member_of_list", operator="in", lists=[1, 2]) == [2, 1, 0]
    assert chosen("member_of_list", operator="not_in", lists=[1, 2]) == [3]


@pytest.mark.parametrize(
    ("params", "expected"),
    [
        ({}, [2, 1, 0]),
        ({"statuses": [INVITED]}, [2, 0]),
        ({"statuses": [INVITED, ATTENDED]}, [2, 1, 0]),
        ({"statuses": [CUSTOMER]}, []),
        ({"success": True}, [2, 1]),
        ({"success": False}, [0]),
        ({"statuses": [INVITED], "success": True}, [2]),
        ({"operator": "not_in", "statuses": [INVITED]}, [3, 1]),
        ({"operator": "not_in"}, [3]),
    ],
)
def test_l02_member_of_a_program_with_status_and_success(params: dict[str, Any], expected: list[int]) -> None:
    assert chosen("member_of_program", program=5, **params) == expected


def test_c19_member_of_smart_campaign_is_who_has_entered_its_flow() -> None:
    assert chosen("member_of_campaign", campaigns=[7]) == [3]
    assert chosen("member_of_campaign", operator="not_in", campaigns=[7]) == [2, 1, 0]


def test_filters_read_as_sentences_with_the_names_of_assets() -> None:
    scope, filters = make_scope(), catalog().filters
    said = {
        kind: filters[kind].words(filters[kind].params_type.model_validate(params), scope)
        for kind, params in {
            "member_of_list": {"operator": "not_in", "lists": [1, 2, 99]},
            "member_of_program": {"program": 5, "statuses": [ATTENDED], "success": True},
            "person_field": {"field": "city", "operator": "is", "values": ["London", "Rome"]},
            "campaign_was_executed": {"campaigns": [7], "qualified": False, "at_least": 2},
            "random_sample": {"percent": 10},
        }.items()
    }
    assert said == {
        "member_of_list": "Not a member of list Hot, Cold or a list that is no longer there",
        "member_of_program": "Member of program Webinar with status Attended, success reached",
        "person_field": "City is London or Rome",
        "campaign_was_executed": "MQL was executed, qualified FALSE, at least 2 times",
        "random_sample": "Random sample of 10 %",
    }
