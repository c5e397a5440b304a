"""T08: tokens that nothing defines are warnings, in an executable per caller."""

import pytest

from campaigns.engine.checks import TokenScope
from tests.engine.checks.subjects import caller, child, found, score, step, subject

SCORE = TokenScope(my=frozenset({"score"}))
IN_PROGRAM = TokenScope(in_program=True)


def test_t08_a_my_token_that_nothing_defines_is_a_warning_at_its_step() -> None:
    [problem] = found(subject(score("s1", "{{my.Score}}")), "undefined_token")

    assert (problem.severity, problem.where.step) == ("warning", "s1")
    assert "{{my.Score}}" in problem.message
    assert not found(subject(score("s1", "{{my.Score}}"), tokens=SCORE), "undefined_token")


def test_t08_in_an_executable_only_callers_that_lack_the_token_too_are_named() -> None:
    around = (caller(2, "Rich", 1, tokens=SCORE), caller(3, "Poor", 1))
    mine = subject(score("s1", "{{my.score}}"), executable=True, around=around)

    [problem] = found(mine, "undefined_token")

    assert '"Poor"' in problem.message
    assert '"Rich"' not in problem.message


def test_t08_a_token_that_the_executable_defines_itself_lacks_nowhere() -> None:
    mine = subject(score("s1", "{{my.score}}"), executable=True, around=(caller(2, "Poor", 1),), tokens=SCORE)

    assert not found(mine, "undefined_token")


def test_t04_a_token_that_the_callers_own_caller_defines_lacks_nowhere() -> None:
    around = (child(2, "Middle", 1), caller(3, "Root", 2, tokens=SCORE))
    mine = subject(score("s1", "{{my.score}}"), executable=True, around=around)

    assert not found(mine, "undefined_token")


def test_t08_a_token_with_a_default_is_never_missed() -> None:
    assert not found(subject(score("s1", "{{my.score:default=+1}}")), "undefined_token")


@pytest.mark.parametrize(
    ("token", "known"),
    [
        ("{{lead.City}}", True),
        ("{{lead.first name}}", True),
        ("{{lead.Shoe Size}}", False),
        ("{{company.Industry}}", True),
        ("{{company.City}}", False),
        ("{{campaign.name}}", True),
        ("{{campaign.colour}}", False),
        ("{{system.dateTime}}", True),
        ("{{system.moon}}", False),
        ("{{weather.today}}", False),
        ("{{program.name}}", False),
        ("{{member.notes}}", False),
        ("{{trigger.Link}}", False),
    ],
)
def test_t01_the_known_tokens_outside_of_a_program(token: str, known: bool) -> None:
    moment = step("s1", "interesting_moment", type="Web", description=f"Saw {token}")

    assert (not found(subject(moment), "undefined_token")) is known


def test_t01_program_and_member_tokens_stand_inside_a_program() -> None:
    moment = step("s1", "interesting_moment", type="Web", description="{{program.name}} {{member.notes}}")

    assert not found(subject(moment, tokens=IN_PROGRAM), "undefined_token")


def test_t05_trigger_tokens_of_an_executable_are_missed_under_a_batch_parent_only() -> None:
    around = (caller(2, "Batch", 1), caller(3, "Trigger", 1, tokens=TokenScope(has_trigger=True)))
    moment = step("s1", "interesting_moment", type="Web", description="{{trigger.Link}}")

    [problem] = found(subject(moment, executable=True, around=around), "undefined_token")

    assert '"Batch"' in problem.message
    assert '"Trigger"' not in problem.message
