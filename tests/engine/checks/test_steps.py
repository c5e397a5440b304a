"""What is wrong with a step by itself, in sentences at its place."""

import pytest

from campaigns.definitions.campaign import CampaignKind
from campaigns.definitions.flow import Branch, Choice, FlowStep
from campaigns.definitions.smart_list import Rule
from tests.engine.checks.subjects import found, problems, score, step, subject


def test_an_unknown_kind_of_step_is_an_error() -> None:
    [problem] = found(subject(step("s1", "send_pigeon")), "unknown_kind")

    assert problem.message == 'There is no flow step "send_pigeon". Take it out.'


@pytest.mark.parametrize("duration", ["4 hrs", "", "soon", "0 days", "-1 day"])
def test_f05_a_wait_that_cant_be_read_is_an_error_and_never_ignored(duration: str) -> None:
    [problem] = found(subject(step("s1", "wait", duration=duration)), "step_invalid")

    assert (problem.severity, problem.where.step, problem.where.branch) == ("error", "s1", "default")


@pytest.mark.parametrize("change", ["+x", "five", "++5", "=", ""])
def test_f04_a_score_that_cant_be_read_is_an_error(change: str) -> None:
    [problem] = found(subject(score("s1", change)), "step_invalid")

    assert problem.severity == "error"
    assert "+5" in problem.message


def test_parameters_that_are_not_chosen_yet_are_named_by_their_labels() -> None:
    messages = {problem.message for problem in found(subject(step("s1", "change_score")), "step_invalid")}

    assert messages == {"Score is not chosen yet.", "Change is not chosen yet."}


def test_parameters_that_nobody_knows_are_refused() -> None:
    mine = subject(step("s1", "change_score", field="score", change="+1", colour="red"))

    [problem] = found(mine, "step_invalid")
    assert problem.message == "Colour is not known here. Take it out."


def test_a_branch_that_does_nothing_needs_no_parameters() -> None:
    idle = FlowStep(id="s1", kind="change_score", default=Branch(do_nothing=True))

    assert not found(subject(idle), "step_invalid")


def test_each_choice_is_judged_with_its_own_parameters() -> None:
    condition = Rule(kind="random_sample", params={"percent": 50})
    choice = Choice(id="c1", condition=condition, params={"field": "score", "change": "+x"})
    mine = subject(step("s1", "change_score", (choice,), field="score", change="+1"))

    assert [problem.where.branch for problem in found(mine, "step_invalid")] == ["c1"]


def test_f01_a_choice_compares_with_literal_values_only() -> None:
    condition = Rule(kind="person_field", params={"field": "city", "operator": "is", "values": ["{{my.city}}"]})
    choice = Choice(id="c1", condition=condition, params={"field": "score", "change": "+1"})
    mine = subject(step("s1", "change_score", (choice,), field="score", change="+1"))

    [problem] = found(mine, "token_in_choice")
    assert (problem.severity, problem.where.branch) == ("error", "c1")


def test_f01_a_choice_takes_no_condition_that_only_smart_lists_know() -> None:
    choice = Choice(id="c1", condition=Rule(kind="no_such_filter"), params={"field": "score", "change": "+1"})
    mine = subject(step("s1", "change_score", (choice,), field="score", change="+1"))

    assert [problem.where.branch for problem in found(mine, "condition_not_allowed")] == ["c1"]


def test_a_campaign_without_steps_has_nothing_to_start() -> None:
    assert [problem.severity for problem in found(subject(), "empty_flow")] == ["error"]


def test_c10_an_executable_without_steps_is_only_warned_about() -> None:
    mine = subject(executable=True)

    assert mine.kind is CampaignKind.EXECUTABLE
    assert [problem.severity for problem in found(mine, "empty_flow")] == ["warning"]


def test_s11_a_batch_with_an_empty_smart_list_is_warned_about_and_an_executable_is_not() -> None:
    assert [problem.severity for problem in found(subject(score("s1")), "empty_smart_list")] == ["warning"]
    assert not problems(subject(score("s1"), executable=True))
