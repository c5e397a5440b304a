"""C12: chains of at most three executables, and no circles, whoever closes them."""

from dataclasses import replace

from tests.engine.checks.subjects import caller, child, execute, found, subject

THREE = (child(2, "One", 3), child(3, "Two", 4), child(4, "Three"))


def test_c12_three_executables_below_a_parent_are_fine() -> None:
    assert not found(subject(execute("s1", 2), around=THREE), "chain_not_allowed")


def test_c12_a_fourth_executable_is_an_error_at_the_step_that_calls_it() -> None:
    four = (*THREE[:2], child(4, "Three", 5), child(5, "Four"))

    [problem] = found(subject(execute("s1", 2), around=four), "chain_not_allowed")

    assert (problem.severity, problem.where.step) == ("error", "s1")
    assert '"One" > "Two" > "Three" > "Four"' in problem.message


def test_c12_an_executable_in_the_middle_counts_those_above_and_below_it() -> None:
    mine = subject(execute("s1", 3), executable=True, around=(caller(9, "Parent", 2), child(2, "One", 1), *THREE[1:]))

    [problem] = found(mine, "chain_not_allowed")

    assert '"One" > "Mine" > "Two" > "Three"' in problem.message


def test_c12_a_chain_without_a_parent_counts_too() -> None:
    mine = subject(execute("s1", 2), executable=True, around=THREE)

    assert found(mine, "chain_not_allowed")


def test_c12_a_campaign_that_executes_itself_through_another_is_a_circle() -> None:
    mine = subject(execute("s1", 2), executable=True, around=(child(2, "Other", 1),))

    [problem] = found(mine, "chain_not_allowed")

    assert problem.severity == "error"
    assert '"Mine" > "Other" > "Mine"' in problem.message


def test_c12_a_campaign_that_executes_itself_is_a_circle() -> None:
    mine = subject(execute("s1", 1), executable=True)
    mine = replace(mine, neighbours={1: child(1, "Mine")}, scope=subject(around=(child(1, "Mine"),)).scope)

    assert found(mine, "chain_not_allowed")


def test_c12_a_circle_that_only_unpublished_changes_would_close_is_a_warning() -> None:
    other = replace(child(2, "Other"), draft_calls=frozenset({1}))
    mine = subject(execute("s1", 2), executable=True, around=(other,))

    assert not found(mine, "chain_not_allowed")
    assert [problem.severity for problem in found(mine, "chain_not_allowed_soon")] == ["warning"]


def test_c12_two_ways_to_the_same_executable_are_no_circle() -> None:
    around = (child(2, "One", 4), child(3, "Two", 4), child(4, "Three"))

    assert not found(subject(execute("s1", 2), execute("s2", 3), around=around), "chain_not_allowed")
