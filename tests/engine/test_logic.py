"""Smart lists as predicates: how filters join, what is doubtful, and lists inside lists (L01, L02, C10)."""

import pytest

from campaigns.catalog import catalog
from campaigns.definitions.smart_list import Rule, SmartList
from campaigns.engine.evaluate import evaluate
from campaigns.engine.logic import compile_rule, compile_smart_list
from campaigns.engine.logic_text import LogicError, parse_logic, unused
from campaigns.engine.predicates import Constant, doubt_of
from tests.engine.twins import FactsTwin, make_scope, smart_list

LONDON = ("person_field", {"field": "city", "operator": "is", "values": ["London"]})
HOT = ("person_field", {"field": "score", "operator": "at_least", "values": ["50"]})
KNOWN = ("person_field", {"field": "email", "operator": "is_not_empty"})
BROKEN = ("person_field", {"field": "gone", "operator": "is", "values": ["x"]})
PEOPLE = FactsTwin(
    [
        {"city": "London", "score": 10, "email": "a@example.com"},
        {"city": "Paris", "score": 90, "email": "b@example.com"},
        {"city": "London", "score": 90},
        {"city": "Rome"},
    ]
)


def chosen(definition: SmartList, **scope: object) -> list[int]:
    predicate = compile_smart_list(definition, make_scope(**scope), catalog())
    return evaluate(predicate, PEOPLE, [0, 1, 2, 3])


def doubt(definition: SmartList, **scope: object) -> str | None:
    return doubt_of(compile_smart_list(definition, make_scope(**scope), catalog()))


@pytest.mark.parametrize(
    ("match", "logic", "expected"),
    [
        ("all", "", []),
        ("any", "", [0, 1, 2]),
        ("advanced", "1 and (2 or 3)", [0, 2]),
        ("advanced", "(1 and 2) or 3", [0, 1, 2]),
        ("advanced", "1 AND 2", [2]),
        ("advanced", "((3))", [0, 1]),
    ],
)
def test_l01_filters_join_by_all_any_or_advanced_logic(match: str, logic: str, expected: list[int]) -> None:
    assert chosen(smart_list(LONDON, HOT, KNOWN, match=match, logic=logic)) == expected


@pytest.mark.parametrize(
    "logic",
    [
        "1 and 2 or 3",
        "1 or 2 and 3",
        "1 and",
        "and 1",
        "1 2",
        "(1 or 2",
        "1 or 2)",
        "1 & 2",
        "",
        "   ",
        "0",
        "4",
        "99999999999999999999",
        "()",
        "1 not 2",
        "(" * 60 + "1" + ")" * 60,
    ],
)
def test_l01_logic_that_cannot_be_followed_is_refused_with_a_sentence(logic: str) -> None:
    with pytest.raises(LogicError, match=r"\.$"):
        parse_logic(logic, 3)
    assert doubt(smart_list(LONDON, HOT, KNOWN, match="advanced", logic=logic))


def test_l01_mixing_and_with_or_needs_brackets_and_says_so() -> None:
    with pytest.raises(LogicError, match="mixed without brackets"):
        parse_logic("1 and 2 or 3", 3)


def test_l01_a_filter_may_be_left_out_of_the_logic() -> None:
    assert unused(parse_logic("1 and 3", 3), 3) == [2]
    assert chosen(smart_list(LONDON, HOT, KNOWN, match="advanced", logic="1 and 3")) == [0]


def test_c10_an_empty_smart_list_lets_everyone_through() -> None:
    assert compile_smart_list(SmartList(), make_scope(), catalog()) == Constant(True)


@pytest.mark.parametrize("match", ["all", "any"])
def test_c10_one_broken_filter_lets_nobody_through(match: str) -> None:
    assert chosen(smart_list(KNOWN, BROKEN, match=match)) == []
    assert doubt(smart_list(KNOWN, BROKEN, match=match)) == (
        "Filter 2, Person field: The field is no longer there. Choose another one."
    )


def test_c10_a_broken_filter_in_a_smart_list_that_is_referred_to_lets_nobody_through() -> None:
    lists = {3: ("Inner", smart_list(BROKEN))}
    for operator in ("in", "not_in"):
        outer = smart_list(("member_of_smart_list", {"operator": operator, "smart_lists": [3]}), LONDON, match="any")
        assert chosen(outer, smart_lists=lists) == []
        assert 'In the smart list "Inner"' in (doubt(outer, smart_lists=lists) or "")


@pytest.mark.parametrize(
    ("kind", "params", "words"),
    [
        ("no_such_filter", {}, "There is no filter"),
        ("person_field", {}, "Field is not chosen"),
        ("person_field", {"field": "score", "operator": "is", "values": ["many"]}, "is not a number"),
        ("person_field", {"field": "score", "operator": "contains", "values": ["1"]}, "is not an operator"),
        ("person_field", {"field": "renewal", "operator": "in_past", "values": ["4 hrs"]}, "is not a duration"),
        ("person_field", {"field": "renewal", "operator": "in_time_frame", "values": ["soon"]}, "is not a time frame"),
        ("person_field", {"field": "renewal", "operator": "is", "values": ["2026-02-30"]}, "is not a date"),
        ("person_field", {"field": "city", "operator": "is", "values": [" "]}, "at least one value"),
        ("member_of_list", {"lists": []}, "No list is chosen"),
        ("member_of_list", {"lists": [99]}, "no longer there"),
        ("member_of_smart_list", {"smart_lists": [99]}, "no longer there"),
        ("member_of_program", {"program": 99}, "no longer there"),
        ("member_of_program", {"program": 5, "statuses": [1]}, "no such status"),
        ("member_of_campaign", {"campaigns": [99]}, "no longer there"),
        ("campaign_was_executed", {"campaigns": [99]}, "no longer there"),
        ("score_was_changed", {"date": {"operator": "in_past", "values": ["soon"]}}, "is not a duration"),
        ("score_was_changed", {"constraints": [{"attribute": "Mood", "operator": "is"}]}, "no constraint"),
    ],
)
def test_c10_what_cannot_be_understood_is_doubtful_and_names_the_filter(
    kind: str, params: dict[str, object], words: str
) -> None:
    reason = doubt(smart_list(LONDON, (kind, params)))
    assert reason is not None
    assert reason.startswith("Filter 2, ")
    assert words in reason


def test_l02_a_smart_list_may_refer_to_another() -> None:
    inner = {3: ("Londoners", smart_list(LONDON))}
    member = ("member_of_smart_list", {"operator": "in", "smart_lists": [3]})
    others = ("member_of_smart_list", {"operator": "not_in", "smart_lists": [3]})
    assert chosen(smart_list(member, HOT), smart_lists=inner) == [2]
    assert chosen(smart_list(others), smart_lists=inner) == [1, 3]


def test_l02_smart_lists_that_refer_to_each_other_in_a_circle_are_an_error() -> None:
    lists = {
        3: ("One", smart_list(("member_of_smart_list", {"smart_lists": [4]}))),
        4: ("Two", smart_list(("member_of_smart_list", {"smart_lists": [3]}))),
    }
    outer = smart_list(("member_of_smart_list", {"smart_lists": [3]}))
    assert "refers to itself" in (doubt(outer, smart_lists=lists) or "")
    assert chosen(outer, smart_lists=lists) == []


def test_l02_smart_lists_that_multiply_each_other_are_refused_instead_of_filling_the_memory() -> None:
    lists = {0: ("List 0", smart_list(*[LONDON] * 40))}
    for number in range(1, 12):
        inner = ("member_of_smart_list", {"smart_lists": [number - 1]})
        lists[number] = (f"List {number}", smart_list(*[inner] * 40))
    assert "too large" in (doubt(lists[11][1], smart_lists=lists) or "")


def test_f01_only_some_filters_stand_in_a_choice() -> None:
    scope = make_scope()
    allowed = {name for name, kind in catalog().filters.items() if kind.in_choice}
    assert allowed == {
        "person_field",
        "member_of_list",
        "member_of_smart_list",
        "member_of_program",
        "member_of_campaign",
        "campaign_was_executed",
        "campaign_was_requested",
        "random_sample",
        "webhook_was_called",
    }
    assert "can't stand in a choice" in (doubt_of(compile_rule(Rule(kind="score_was_changed"), scope, catalog())) or "")


def test_f01_two_random_samples_of_one_step_draw_their_own_people() -> None:
    people = FactsTwin([{} for _ in range(1000)])
    sample = Rule(kind="random_sample", params={"percent": 50})
    everyone = list(range(1000))
    scope = make_scope(seed=4)
    drawn = [
        set(evaluate(compile_rule(sample, scope, catalog(), place=place), people, everyone))
        for place in ("a", "b", "a")
    ]
    assert drawn[0] == drawn[2] != drawn[1]
    assert all(400 < len(each) < 600 for each in drawn)
    assert 150 < len(drawn[0] & drawn[1]) < 350
