"""A program cloned with everything in it: its parts name each other's clones, and nothing of it is live (C05)."""

from typing import get_args

import pytest

from campaigns.catalog import catalog
from campaigns.definitions.actor import Role
from campaigns.engine.repointing import NAMED_BY
from campaigns.engine.scope import RefType
from campaigns.models import Form, Program, SmartCampaign, SmartListAsset, StaticList, Workspace
from campaigns.runtime import jobs
from campaigns.services.copies import COPIERS
from tests.definitions import choice, execute, in_smart_list, rule, score, smart_list, step
from tests.editing import draw
from tests.factories import (
    Browser,
    browser_as,
    make_folder,
    make_form,
    make_list,
    make_person,
    make_program,
    make_smart_list,
    make_token,
    make_workspace,
)
from tests.stories import acting as act

pytestmark = pytest.mark.django_db


@pytest.fixture
def workspace() -> Workspace:
    return make_workspace()


@pytest.fixture
def browser(workspace: Workspace) -> Browser:
    return browser_as(Role.MARKETER, workspace)


def cloned(browser: Browser, program: Program, name: str = "Copy") -> Program:
    """The clone, when the job is through."""
    path = f"/api/v1/workspaces/{program.workspace_id}/programs/{program.pk}/clone"
    answer = browser.post(path, {"name": name, "parent": None})
    assert answer.status_code == 201, answer.content
    while jobs.work():
        pass
    return Program.objects.get(pk=answer.json()["id"])


def campaign_in(program: Program, name: str) -> SmartCampaign:
    return SmartCampaign.objects.get(program=program, name=name)


def test_c05_a_programs_clone_runs_by_its_own_parts_alone(workspace: Workspace, browser: Browser) -> None:
    program = make_program(workspace, "Original")
    inside = f"program:{program.pk}"
    make_token(program, "points", "+3", "score")
    person = make_person(workspace, city="Paris")
    leads = make_list(workspace, "Leads", program=program, people=(person,))
    done = make_list(workspace, "Done", program=program)
    on_leads = rule("f1", "member_of_list", operator="in", lists=[leads.pk])
    chosen = make_smart_list(workspace, "Chosen", program=program, definition=smart_list(on_leads))
    child = draw(workspace, "Child", score(change="{{my.points}}"), executable=True, parent=inside)
    calls = step(
        "e1",
        "execute_campaign",
        choices=(choice("c1", on_leads, campaign=child.pk, parent_context=True),),
        campaign=child.pk,
        parent_context=False,
    )
    adds = step("a1", "add_to_list", list=done.pk)
    draw(workspace, "Parent", calls, adds, smart_list=smart_list(in_smart_list(chosen.pk)), parent=inside)

    clone = cloned(browser, program)
    act.run(campaign_in(clone, "Parent"))

    assert act.values_of(person)["score"] == 3
    assert act.calls_of(person) == [("Child", "TRUE", None)]
    assert act.rows_of(person, "execute_campaign")[0].primary_id == campaign_in(clone, "Child").pk
    assert StaticList.objects.get(program=clone, name="Done").members.filter(person=person).exists()
    assert not done.members.exists()
    named = SmartListAsset.objects.get(program=clone).definition["filters"][0]["params"]["lists"]
    assert named == [StaticList.objects.get(program=clone, name="Leads").pk]
    assert named != [leads.pk]


def test_c05_executables_of_a_cloned_program_stay_executable_and_nothing_else_comes_along(
    workspace: Workspace, browser: Browser
) -> None:
    program = make_program(workspace, "Original")
    folder = make_folder(workspace, "Steps", program=program)
    person = make_person(workspace)
    child = draw(workspace, "Child", score(), executable=True, parent=f"folder:{folder.pk}")
    parent = draw(workspace, "Parent", execute(child.pk), parent=f"program:{program.pk}")
    listens = act.listening(workspace, "Listens", act.execute(child), on=act.is_requested(), program=program)
    act.run(parent)

    clone = cloned(browser, program)

    copies = {each.name: each for each in SmartCampaign.objects.filter(program=clone)}
    assert {name: each.executable for name, each in copies.items()} == {
        "Child": True,
        "Parent": False,
        "Listens": False,
    }
    assert copies["Child"].folder is not None and copies["Child"].folder.name == "Steps"
    assert copies["Child"].folder_id != folder.pk
    assert listens.active and not copies["Listens"].active
    assert not any(each.runs.exists() or each.members.exists() for each in copies.values())
    assert act.members_of(parent) == {person.pk}


def test_c05_calls_out_of_the_program_stay_where_they_were(workspace: Workspace, browser: Browser) -> None:
    outside = draw(workspace, "Outside", score(), executable=True)
    program = make_program(workspace, "Original")
    draw(workspace, "Parent", execute(outside.pk), parent=f"program:{program.pk}")

    clone = cloned(browser, program)

    (made,) = campaign_in(clone, "Parent").draft_flow["steps"]
    assert made["default"]["params"]["campaign"] == outside.pk


def test_c05_a_name_that_is_taken_makes_no_clone(workspace: Workspace, browser: Browser) -> None:
    program = make_program(workspace, "Original")

    answer = browser.post(f"/api/v1/workspaces/{workspace.pk}/programs/{program.pk}/clone", {"name": "original"})

    assert (answer.status_code, answer.json()["code"]) == (409, "name_taken")
    assert Program.objects.count() == 1


def test_c05_every_control_that_names_a_thing_of_a_program_is_repointed() -> None:
    kinds = catalog()
    schemas = [
        kind.params_type.model_json_schema().get("properties", {})
        for group in (kinds.filters, kinds.triggers, kinds.actions)
        for kind in group.values()
    ]
    controls = {str(each.get("control")) for schema in schemas for each in schema.values()}
    of_programs = {each for each in get_args(RefType) if each in COPIERS} | {"program"}

    assert {each for each in controls if each.removesuffix("s") in of_programs} <= NAMED_BY.keys()
    assert set(NAMED_BY.values()) >= of_programs


def test_c05_a_cloned_form_has_an_address_of_its_own_and_the_clones_campaign_listens_to_it(
    workspace: Workspace, browser: Browser
) -> None:
    program = make_program(workspace, "Original")
    form = make_form(workspace, "Register", "city", program=program)
    fills = rule("t1", "fills_out_form", forms=[form.pk])
    draw(workspace, "On form", score(), smart_list=smart_list(triggers=(fills,)), parent=f"program:{program.pk}")
    copy = cloned(browser, program)
    own = Form.objects.get(program=copy)
    assert (own.fields, own.key != form.key) == (form.fields, True)
    (trigger,) = campaign_in(copy, "On form").draft_smart_list["triggers"]
    assert trigger["params"]["forms"] == [own.pk]
