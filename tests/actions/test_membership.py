"""Lists, program status, interesting moments on people in memory (F07)."""

import pytest

from campaigns.actions.add_to_list import ACTION as ADD
from campaigns.actions.add_to_list import AddToListParams
from campaigns.actions.change_program_status import ACTION as CHANGE_STATUS
from campaigns.actions.change_program_status import ChangeProgramStatusParams
from campaigns.actions.interesting_moment import ACTION as MOMENT
from campaigns.actions.interesting_moment import InterestingMomentParams
from campaigns.actions.remove_from_list import ACTION as REMOVE
from campaigns.actions.remove_from_list import RemoveFromListParams
from tests.engine.twins import ATTENDED, CUSTOMER, INVITED, NO_SHOW, NOT_IN, WaveTwin, make_scope


def change_status(status: int, wave: WaveTwin) -> WaveTwin:
    params = ChangeProgramStatusParams(program=5, status=status)
    assert CHANGE_STATUS.act(params, wave.everyone, wave) == wave.everyone
    return wave


def test_f07_who_is_on_the_list_already_leaves_no_row() -> None:
    wave = WaveTwin([{}, {}], lists={1: {1}})
    assert ADD.act(AddToListParams(list=1), [0, 1], wave) == [0, 1]
    assert wave.lists == {1: {0, 1}}
    assert wave.logged == [(0, "add_to_list", "List 1", "Welcome")]


def test_f07_who_is_not_on_the_list_leaves_no_row_when_removed() -> None:
    wave = WaveTwin([{}, {}], lists={1: {1}})
    assert REMOVE.act(RemoveFromListParams(list=1), [0, 1], wave) == [0, 1]
    assert wave.lists == {1: set()}
    assert wave.logged == [(1, "remove_from_list", "List 1", "Welcome")]


def test_f07_a_status_makes_a_non_member_a_member() -> None:
    wave = change_status(INVITED, WaveTwin([{}]))
    assert wave.members == {0: INVITED}
    assert wave.logged == [(0, "change_program_status", "Webinar", None, "Invited", False, "Welcome")]


def test_f07_nobody_goes_to_a_lower_step_and_it_is_logged_skipped() -> None:
    wave = change_status(INVITED, WaveTwin([{}], members={0: ATTENDED}))
    assert (wave.members, wave.logged) == ({0: ATTENDED}, [])
    assert wave.skipped == [(0, 'The status stays "Attended": nobody goes back to the lower "Invited".')]


def test_f07_equal_steps_switch_and_success_sticks() -> None:
    wave = change_status(NO_SHOW, change_status(ATTENDED, WaveTwin([{}])))
    assert wave.members == {0: NO_SHOW}
    assert wave.succeeded == {0}
    assert [row[3:6] for row in wave.logged] == [(None, "Attended", True), ("Attended", "No Show", True)]


def test_f07_the_same_status_again_leaves_no_row() -> None:
    assert change_status(CUSTOMER, WaveTwin([{}], members={0: CUSTOMER})).logged == []


def test_f07_not_in_program_ends_the_membership_from_any_step() -> None:
    wave = change_status(NOT_IN, WaveTwin([{}, {}], members={0: CUSTOMER}))
    assert wave.members == {}
    assert [row[:5] for row in wave.logged] == [(0, "change_program_status", "Webinar", "Customer", "Not in Program")]


def test_f07_a_status_of_another_program_fails_with_a_reason_and_is_refused_beforehand() -> None:
    wave = change_status(999, WaveTwin([{}]))
    assert (wave.members, [person for person, _ in wave.failed]) == ({}, [0])
    said = CHANGE_STATUS.check(ChangeProgramStatusParams(program=5, status=999), make_scope())
    assert list(said) == ['The program "Webinar" has no such status. Choose one of its own.']


def test_f07_an_interesting_moment_is_logged_with_its_tokens() -> None:
    wave = WaveTwin([{}], tokens={"{{lead.city}}": "Rome"})
    params = InterestingMomentParams(type="Web", description="Came from {{lead.city}}")
    assert MOMENT.act(params, [0], wave) == [0]
    assert wave.logged == [(0, "interesting_moment", "Web", "Came from Rome", "Welcome")]


@pytest.mark.parametrize("action", [ADD, REMOVE])
def test_a_list_that_is_gone_is_refused_beforehand(action: type) -> None:
    params = action.params_type(list=99)  # type: ignore[attr-defined]
    assert list(action.check(params, make_scope())) == [  # type: ignore[attr-defined]
        "It names a list that is no longer there. Choose another one."
    ]
