"""C04, C10, C11, C13, S04: what an executable may hold, and whom a step may call."""

from campaigns.definitions.flow import Branch, Choice, FlowStep
from campaigns.definitions.smart_list import Rule, SmartList
from campaigns.engine.scope import CampaignInfo
from tests.engine.checks.subjects import caller, child, execute, found, problems, rule, scope, score, step, subject


def test_c04_a_trigger_in_an_executable_is_an_error_at_that_trigger() -> None:
    smart_list = SmartList(triggers=(rule("t1", "person_is_created"),))

    [problem] = found(subject(score("s1"), executable=True, smart_list=smart_list), "triggers_not_allowed")

    assert (problem.severity, problem.where.rule) == ("error", "t1")


def test_c11_a_wait_in_an_executable_names_the_step_and_the_way_out() -> None:
    mine = subject(score("s1"), step("s2", "wait", duration="4 hours"), executable=True)

    [problem] = found(mine, "step_not_allowed_in_executable")

    assert (problem.severity, problem.where.step) == ("error", "s2")
    assert 'Step 2, "Wait"' in problem.message
    assert "Put it into the parent" in problem.message


def test_c11_a_wait_that_hides_in_a_choice_is_found_though_the_default_does_nothing() -> None:
    hidden = Choice(id="c1", condition=Rule(kind="random_sample", params={"percent": 50}), params={"duration": "1 day"})
    mine = subject(FlowStep(id="s1", kind="wait", choices=(hidden,), default=Branch(do_nothing=True)), executable=True)

    assert found(mine, "step_not_allowed_in_executable")


def test_c11_a_parent_may_wait_and_an_executable_may_request() -> None:
    parent = subject(step("s1", "wait", duration="4 hours"))
    around = (caller(2, "Welcome"),)
    mine = subject(step("s1", "request_campaign", campaign=2), executable=True, around=around)

    assert not found(parent, "step_not_allowed_in_executable")
    assert not found(mine, "step_not_allowed_in_executable")


def test_c13_a_campaign_of_another_workspace_is_refused_whether_executed_or_requested() -> None:
    executed = found(subject(execute("s1", 77)), "other_workspace")
    requested = found(subject(step("s1", "request_campaign", campaign=77)), "other_workspace")

    assert [problem.severity for problem in (*executed, *requested)] == ["error", "error"]


def test_c13_what_is_wrong_with_a_target_is_said_once() -> None:
    mine = subject(execute("s1", 77))

    assert [problem.where.step for problem in problems(mine)].count("s1") == 1


def test_executing_a_campaign_that_is_not_executable_is_an_error() -> None:
    [problem] = found(subject(execute("s1", 2), around=(caller(2, "Batch"),)), "target_not_executable")

    assert "Request Campaign" in problem.message


def test_c14_requesting_a_campaign_that_is_not_active_only_warns() -> None:
    sleeping = CampaignInfo(2, "Welcome", executable=False, active=False, sources=frozenset({"Marketo Flow Action"}))
    mine = subject(step("s1", "request_campaign", campaign=2), scope=scope([sleeping]))

    [problem] = [each for each in problems(mine) if each.where.step == "s1"]

    assert problem.severity == "warning"


def test_c10_an_error_in_an_executable_is_a_loud_warning_on_its_caller() -> None:
    broken = child(2, "Broken", fault='There is no filter "x".')

    [problem] = found(subject(execute("s1", 2), around=(broken,)), "broken_executable")

    assert (problem.severity, problem.where.step) == ("warning", "s1")
    assert '"Broken"' in problem.message
    assert 'There is no filter "x".' in problem.message


def test_c10_an_error_further_down_the_chain_is_told_too() -> None:
    around = (child(2, "One", 3), child(3, "Deep", fault="It is broken."))

    assert ['"Deep"' in each.message for each in found(subject(execute("s1", 2), around=around), "broken_executable")]


def test_f10_a_caller_is_told_of_every_executable_below_that_has_unpublished_changes() -> None:
    around = (child(2, "Scoring", 3), child(3, "Deep", unpublished=True), child(4, "Elsewhere", unpublished=True))

    [problem] = found(subject(execute("s1", 2), around=around), "unpublished_executable")

    assert (problem.severity, problem.where.step) == ("warning", "s1")
    assert problem.message.startswith('"Deep" has unpublished changes')


def test_s04_executing_the_same_child_twice_under_only_once_warns_at_the_second_step() -> None:
    twice = (execute("s1", 2), execute("s2", 2))

    [problem] = found(subject(*twice, around=(child(2, "Once"),)), "executed_again")

    assert (problem.severity, problem.where.step) == ("warning", "s2")
    assert not found(subject(*twice, around=(child(2, "Always", only_once=False),)), "executed_again")


def test_s04_two_choices_of_one_step_execute_the_child_once_per_person() -> None:
    params = {"campaign": 2, "parent_context": True}
    choice = Choice(id="c1", condition=Rule(kind="random_sample", params={"percent": 50}), params=params)
    both = step("s1", "execute_campaign", (choice,), **params)

    assert not found(subject(both, around=(child(2, "Once"),)), "executed_again")


def test_c16_removing_from_this_flow_names_the_callers_that_people_would_leave() -> None:
    around = (caller(9, "Root", 2), child(2, "Middle", 1), caller(8, "Stranger"))
    mine = subject(step("s1", "remove_from_flow"), executable=True, around=around)

    [problem] = found(mine, "ends_callers")

    assert (problem.severity, problem.where.step) == ("warning", "s1")
    assert '"Middle", "Root"' in problem.message
    assert "Stranger" not in problem.message


def test_c16_naming_a_campaign_of_the_chain_ends_the_callers_too_and_an_unrelated_one_does_not() -> None:
    around = (caller(9, "Root", 1), caller(8, "Stranger"))
    chain = subject(step("s1", "remove_from_flow", campaign=9), executable=True, around=around)
    unrelated = subject(step("s1", "remove_from_flow", campaign=8), executable=True, around=around)

    assert found(chain, "ends_callers")
    assert not found(unrelated, "ends_callers")


def test_c16_in_a_campaign_that_nobody_executes_removing_ends_that_campaign_alone() -> None:
    assert not found(subject(step("s1", "remove_from_flow")), "ends_callers")
    assert not found(subject(step("s1", "remove_from_flow"), executable=True), "ends_callers")
