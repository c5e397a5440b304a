"""Two versions are told apart part by part, by ids and never by position (F10)."""

from campaigns.engine.differences import Told, changes_between


def told(*parts: str) -> list[Told]:
    """ "a" or "a=1": an id, and what it holds."""
    pairs = [part.partition("=") for part in parts]
    return [Told(id, value, (f"{id} {value}".strip(),)) for id, _, value in pairs]


def said(before: list[Told], after: list[Told]) -> list[tuple[str, str, int]]:
    return [(each.change, each.id, each.number) for each in changes_between("step", before, after)]


def test_equal_versions_have_no_changes() -> None:
    assert said(told("a", "b=1"), told("a", "b=1")) == []


def test_a_step_put_between_others_is_one_addition_and_moves_nobody() -> None:
    assert said(told("a", "b", "c"), told("a", "new", "b", "c")) == [("added", "new", 2)]


def test_a_step_taken_out_is_named_by_its_old_place() -> None:
    assert said(told("a", "b", "c"), told("a", "c")) == [("removed", "b", 2)]


def test_one_step_moved_up_is_one_move() -> None:
    assert said(told("a", "b", "c", "d"), told("d", "a", "b", "c")) == [("moved", "d", 1)]


def test_a_changed_step_says_what_it_was_and_what_it_is() -> None:
    (change,) = changes_between("step", told("a=+5"), told("a=+7"))

    assert (change.before, change.after) == (("a +5",), ("a +7",))


def test_a_step_that_moved_and_changed_says_both() -> None:
    assert said(told("a", "b=1"), told("b=2", "a")) == [("changed", "b", 1), ("moved", "b", 1)]
