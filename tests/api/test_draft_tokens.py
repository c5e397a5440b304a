"""What the editor knows of the tokens in a draft: completion, and warnings of missing ones (T02, T05, T08)."""

import pytest

from campaigns.definitions.actor import Role
from campaigns.models import Workspace
from tests.api.drafting import address, save
from tests.definitions import (
    execute,
    flow,
    person_is_created,
    score,
    smart_list,
    step,
)
from tests.editing import draw, edit
from tests.factories import Browser, browser_as, make_program, make_token, make_workspace

pytestmark = pytest.mark.django_db


@pytest.fixture
def workspace() -> Workspace:
    return make_workspace("Acme")


@pytest.fixture
def browser(workspace: Workspace) -> Browser:
    return browser_as(Role.MARKETER, workspace)


def test_t08_an_unknown_token_is_a_warning(browser: Browser, workspace: Workspace) -> None:
    saved = save(browser, draw(workspace, "Scoring"), flow=flow(score(change="{{my.nope}}"))).json()

    assert [each["severity"] for each in saved["problems"] if each["code"] == "undefined_token"] == ["warning"]


def test_t08_a_token_of_the_program_is_known(workspace: Workspace) -> None:
    program = make_program(workspace)
    make_token(program, "Score", "+3", "score")
    campaign = draw(workspace, "Scoring", score(change="{{my.score}}"), parent=f"program:{program.pk}")

    draft = edit(campaign, score(change="{{my.score}}"))

    assert "undefined_token" not in {each.code for each in draft.problems}


def test_t08_completion_names_the_callers_under_which_a_token_is_missing(
    browser: Browser, workspace: Workspace
) -> None:
    rich, poor = make_program(workspace, "Rich"), make_program(workspace, "Poor")
    make_token(rich, "Score", "+10", "score")
    child = draw(workspace, "Child", score(), executable=True)
    draw(workspace, "With", execute(child.pk), parent=f"program:{rich.pk}")
    draw(workspace, "Without", execute(child.pk), parent=f"program:{poor.pk}")

    hints = {each["token"]: each for each in browser.get(address(child, "tokens")).json()}

    assert hints["{{my.Score}}"]["missing_in"] == ["Without"]
    assert hints["{{my.Score}}"]["origin"] == "Caller With"
    assert {"{{lead.First Name}}", "{{company.Industry}}", "{{system.date}}", "{{campaign.name}}"} <= set(hints)


def test_t02_completion_gives_the_nearest_value_of_a_token(browser: Browser, workspace: Workspace) -> None:
    program = make_program(workspace, "Webinar")
    make_token(program, "Score", "+3", "score")
    campaign = draw(workspace, "Scoring", score(), parent=f"program:{program.pk}")

    [hint] = [each for each in browser.get(address(campaign, "tokens")).json() if each["token"] == "{{my.Score}}"]

    assert (hint["value"], hint["origin"], hint["type"], hint["missing_in"]) == ("+3", "Program Webinar", "score", [])


def test_t05_trigger_tokens_of_an_executable_are_missing_under_a_batch_parent_only(workspace: Workspace) -> None:
    moment = step("m1", "interesting_moment", type="Web", description="{{trigger.Name}}")
    child = draw(workspace, "Child", moment, executable=True)
    draw(workspace, "By trigger", execute(child.pk), smart_list=smart_list(triggers=(person_is_created(),)))

    before = {each.code for each in edit(child, moment).problems}
    draw(workspace, "By batch", execute(child.pk))
    after = [each.message for each in edit(child, moment).problems]

    assert "undefined_token" not in before
    assert ['"By batch"' in message and '"By trigger"' not in message for message in after] == [True]
