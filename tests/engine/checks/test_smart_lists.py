"""What is wrong with a smart list, in sentences at its place (L01, L02, C10)."""

import pytest

from campaigns.catalog import catalog
from campaigns.definitions.smart_list import ListRule, SmartList
from campaigns.engine.checks import Problem, problems_of_smart_list
from campaigns.engine.checks.circles import circle_through
from tests.engine.checks.subjects import rule, scope


def judged(smart_list: SmartList, smart_lists: dict[int, tuple[str, SmartList]] | None = None) -> list[Problem]:
    return problems_of_smart_list(smart_list, scope(smart_lists=smart_lists or {}), catalog())


def city(id: str) -> ListRule:
    return rule(id, "person_field", field="city", operator="is", values=["Paris"])


def member_of(id: str, *smart_lists: int) -> ListRule:
    return rule(id, "member_of_smart_list", operator="in", smart_lists=list(smart_lists))


@pytest.mark.parametrize("logic", ["1 and 2 or 3", "1 and", "(1 and 2", "1 and 4", "", "one or two"])
def test_l01_advanced_logic_that_cant_be_followed_is_an_error(logic: str) -> None:
    filters = (city("f1"), city("f2"), city("f3"))

    assert [each.code for each in judged(SmartList(filters=filters, match="advanced", logic=logic))] == [
        "logic_invalid"
    ]


def test_l01_brackets_make_mixed_logic_clear() -> None:
    filters = (city("f1"), city("f2"), city("f3"))

    assert not judged(SmartList(filters=filters, match="advanced", logic="1 and (2 or 3)"))


def test_l01_a_filter_that_the_advanced_logic_leaves_out_is_warned_of_at_its_place() -> None:
    filters = (city("f1"), city("f2"), city("f3"))

    [problem] = judged(SmartList(filters=filters, match="advanced", logic="1 or 3"))

    assert (problem.code, problem.severity, problem.where.rule) == ("filter_unused", "warning", "f2")


def test_an_unknown_filter_and_a_filter_that_is_not_filled_in_are_errors_at_their_places() -> None:
    problems = judged(SmartList(filters=(rule("f1", "no_such_filter"), rule("f2", "person_field"))))

    assert {(each.where.rule, each.severity) for each in problems} == {("f1", "error"), ("f2", "error")}


def test_l02_a_circle_further_down_is_found_at_the_filter_that_leads_into_it() -> None:
    lists = {1: ("One", SmartList(filters=(member_of("a", 2),))), 2: ("Two", SmartList(filters=(member_of("b", 1),)))}

    [problem] = judged(SmartList(filters=(city("f1"), member_of("f2", 1))), lists)

    assert (problem.code, problem.where.rule) == ("smart_list_circle", "f2")
    assert '"One" > "Two" > "One"' in problem.message


def test_l02_two_ways_to_the_same_smart_list_are_no_circle() -> None:
    lists = {
        1: ("Base", SmartList(filters=(city("a"),))),
        2: ("Left", SmartList(filters=(member_of("b", 1),))),
        3: ("Right", SmartList(filters=(member_of("c", 1),))),
    }

    assert not judged(SmartList(filters=(member_of("f1", 2), member_of("f2", 3))), lists)


def test_l02_thirty_floors_of_doubled_references_are_looked_at_once_each() -> None:
    lists = {1: ("Base", SmartList(filters=(city("a"),)))}
    for number in range(2, 31):
        doubled = (member_of("a", number - 1), member_of("b", number - 1))
        lists[number] = (f"Floor {number}", SmartList(filters=doubled))

    assert circle_through(member_of("f1", 30), scope(smart_lists=lists), catalog()) is None


def test_c10_a_fault_in_a_smart_list_that_is_referred_to_counts() -> None:
    lists = {1: ("Broken", SmartList(filters=(rule("a", "no_such_filter"),)))}

    [problem] = judged(SmartList(filters=(member_of("f1", 1),)), lists)

    assert (problem.severity, problem.where.rule) == ("error", "f1")
    assert "Broken" in problem.message
