"""A marketer's whole way over the API: draw an executable and its parent, run, read the log (T07, C06, C09, C19)."""

from typing import Any

import pytest

from campaigns.definitions.actor import Role
from campaigns.models import Workspace
from tests.definitions import execute, flow, is_requested, lives_in, score, smart_list, wait
from tests.factories import Browser, browser_as, make_person, make_workspace
from tests.stories.acting import log_of, work

pytestmark = pytest.mark.django_db
EVERY_TIME = {"qualification": {"mode": "every_time"}}


class Marketer:
    """Works in one workspace; every request has to succeed."""

    def __init__(self, workspace: Workspace) -> None:
        self.browser: Browser = browser_as(Role.ADMIN, workspace)
        self.root = f"/api/v1/workspaces/{workspace.pk}"

    def post(self, path: str, **body: Any) -> Any:
        answer = self.browser.post(f"{self.root}/{path}", body)
        assert answer.status_code in (200, 201), answer.json()
        return answer.json()

    def get(self, path: str) -> Any:
        return self.browser.get(f"{self.root}/{path}").json()

    def make_program(self, name: str, **tokens: str) -> str:
        [channel, *_] = self.get("channels")
        node = self.post("programs", name=name, channel=channel["id"])["node"]
        for token, value in tokens.items():
            self.post("tokens", owner=node, name=token, type="score", value=value)
        return str(node)

    def draw(self, name: str, *steps: Any, parent: str | None = None, executable: bool = False, **edit: Any) -> int:
        made = self.post("campaigns", name=name, parent=parent, executable=executable)
        self.browser.patch(f"{self.root}/campaigns/{made['id']}/settings", EVERY_TIME)
        self.save(made["id"], *steps, **edit)
        return int(made["id"])

    def save(self, campaign: int, *steps: Any, **edit: Any) -> Any:
        number = self.get(f"campaigns/{campaign}/draft")["edit_number"]
        body = {"edit_number": number, "flow": flow(*steps), **edit}
        answer = self.browser.put(f"{self.root}/campaigns/{campaign}/draft", body)
        assert answer.status_code == 200, answer.json()
        return answer.json()


def test_t07_the_manuals_example_over_the_api_gives_ten_and_nothing() -> None:
    workspace = make_workspace()
    person = make_person(workspace, city="Paris", score=5)
    marketer = Marketer(workspace)
    child_program = marketer.make_program("Child program", score="+0")
    parent_program = marketer.make_program("Parent program", score="+10")
    child = marketer.draw("Child", score(change="{{my.score}}"), parent=child_program, executable=True)
    who = smart_list(lives_in("Paris"))
    parent = marketer.draw("Parent", execute(child, parent_context=True), parent=parent_program, smart_list=who)

    first = marketer.post(f"campaigns/{parent}/run")
    work()
    marketer.save(parent, execute(child, parent_context=False))
    marketer.post(f"campaigns/{parent}/run")
    work()

    changes = [row["Change Value"] for _, row in log_of(person, "change_score")]
    calls = [row["Qualified"] for _, row in log_of(person, "execute_campaign")]
    assert (changes, calls) == (["+10", "+0"], ["TRUE", "TRUE"])
    last, earlier = marketer.get(f"campaigns/{parent}/runs")["items"]
    assert earlier["id"] == first["run"]
    assert (last["state"], last["total"], last["entered"], last["done"]) == ("done", 1, 1, 1)


def test_c19_who_passed_into_the_flow_is_a_member_over_the_api() -> None:
    workspace = make_workspace()
    parisian = make_person(workspace, city="Paris")
    make_person(workspace, city="Rome")
    marketer = Marketer(workspace)
    child = marketer.draw("Child", score(), executable=True, smart_list=smart_list(lives_in("Paris")))
    parent = marketer.draw("Parent", execute(child))

    marketer.post(f"campaigns/{parent}/run", confirm_everyone=2)
    work()

    assert [row["id"] for row in marketer.get(f"campaigns/{child}/members")["items"]] == [parisian.pk]
    assert marketer.get(f"campaigns/{parent}")["members"] == 2
    assert marketer.get(f"campaigns/{child}")["called_by"] == [{"id": parent, "name": "Parent", "relation": "executes"}]


def test_f10_people_who_wait_keep_the_parents_steps_and_its_edits_stay_a_draft() -> None:
    workspace = make_workspace()
    person = make_person(workspace, city="Paris")
    marketer = Marketer(workspace)
    listens = smart_list(triggers=(is_requested(),))
    campaign = marketer.draw("Nurture", wait(), score(change="+1"), smart_list=listens)
    marketer.post(f"campaigns/{campaign}/activate")
    marketer.post(f"campaigns/{campaign}/request", people=[person.pk])
    work()
    marketer.post(f"campaigns/{campaign}/deactivate")

    saved = marketer.save(campaign, wait(), score(change="+9"))

    assert saved["has_unpublished_changes"] is True
    [run] = [each for each in marketer.get(f"campaigns/{campaign}/runs")["items"] if each["kind"] == "request"]
    assert (run["entered"], run["waiting"]) == (1, 1)
