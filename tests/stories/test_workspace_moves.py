"""A program or folder goes to another workspace with everything in it, or stays with a list of what is in the way."""

from typing import Any

import pytest

from campaigns.definitions.actor import Role
from campaigns.models import AuditEntry, Folder, Program, SmartCampaign, User, Workspace, WorkspaceRole
from tests.definitions import execute, in_smart_list, lives_in, rule, score, smart_list, step
from tests.editing import draw, edit_smart_list
from tests.factories import (
    Browser,
    browser_of,
    make_email,
    make_folder,
    make_list,
    make_person,
    make_program,
    make_smart_list,
    make_token,
    make_user,
    make_workspace,
    status_of,
)
from tests.stories import acting as act

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> Workspace:
    return make_workspace("Marketing")


@pytest.fixture
def there() -> Workspace:
    return make_workspace("Sales")


@pytest.fixture
def user(here: Workspace, there: Workspace) -> User:
    user = make_user(Role.MARKETER, here)
    WorkspaceRole.objects.create(workspace=there, user=user, role=Role.MARKETER)
    return user


@pytest.fixture
def browser(user: User) -> Browser:
    return browser_of(user)


def move(browser: Browser, thing: Program | Folder, to: Workspace) -> Any:
    kind = "programs" if isinstance(thing, Program) else "folders"
    return browser.post(f"/api/v1/workspaces/{thing.workspace_id}/{kind}/{thing.pk}/move", {"target": to.pk})


def test_c17_a_folder_moves_with_its_programs_and_their_calls_work_in_the_other_workspace(
    here: Workspace, there: Workspace, browser: Browser
) -> None:
    folder = make_folder(here, "Nurture")
    program = make_program(here, "Spring", folder=folder)
    make_token(program, "Points", "+7", "score")
    inner = make_folder(here, "Campaigns", program=program)
    who = make_smart_list(here, "Romans", program=program)
    edit_smart_list(who, lives_in("Rome"))
    member = rule(
        "f1", "member_of_program", operator="in", program=program.pk, statuses=[status_of(program, "Member").pk]
    )
    engages = step("p1", "change_program_status", program=program.pk, status=status_of(program, "Engaged").pk)
    mails = step("m1", "send_email", email=make_email(here, "Hello", program=program).pk)
    place = f"folder:{inner.pk}"
    child = draw(here, "Child", score(change="{{my.Points}}"), engages, executable=True, parent=place)
    draw(here, "Members", score(), smart_list=smart_list(member), parent=place)
    parent = draw(here, "Parent", execute(child.pk), mails, smart_list=smart_list(in_smart_list(who.pk)), parent=place)

    moved = move(browser, folder, there)

    assert moved.status_code == 200, moved.content
    tree = browser.get(f"/api/v1/workspaces/{there.pk}/tree").json()["nodes"]
    assert {each["name"] for each in tree if not each["system"]} == {
        *("Nurture", "Spring", "Campaigns", "Romans", "Hello", "Child", "Members", "Parent")
    }
    assert not [each for each in tree if each["fault"]]
    assert browser.get(f"/api/v1/workspaces/{here.pk}/tree").json()["nodes"] == []
    person, stranger = make_person(there, city="Rome", email="ann@example.com"), make_person(here, city="Rome")
    parent.refresh_from_db()
    act.run(parent)
    assert act.values_of(person)["score"] == 7
    program.refresh_from_db()
    membership = program.members.get(person=person)
    assert (membership.status, membership.status.channel.workspace) == (status_of(program, "Engaged"), there)
    assert act.rows_of(stranger) == []
    told = AuditEntry.objects.filter(target_type="folder").values_list("workspace", "action")
    assert set(told) == {(here.pk, "moved to another workspace"), (there.pk, "took over from another workspace")}


def test_c17_a_move_that_would_cut_a_call_is_refused_and_lists_both_ends(
    here: Workspace, there: Workspace, browser: Browser
) -> None:
    program = make_program(here, "Spring")
    outside = draw(here, "Scoring", score(), executable=True)
    seller = make_user(Role.MARKETER, here, first_name="Sal")
    owner = step("o1", "change_owner", owner=seller.pk)
    inside = draw(here, "Inside", execute(outside.pk), owner, parent=f"program:{program.pk}")
    child = draw(here, "Child", score(), executable=True, parent=f"program:{program.pk}")
    draw(here, "Caller", execute(child.pk))

    refused = move(browser, program, there)

    assert refused.status_code == 409
    assert refused.json()["code"] == "move_would_cross"
    assert refused.json()["details"]["crossings"] == [
        "“Caller”, which stays, executes something of it.",
        "“Inside” executes “Scoring”, which stays.",
        "“Inside” uses Sal, who has no role in Sales.",
    ]
    program.refresh_from_db()
    inside.refresh_from_db()
    assert (program.workspace, inside.workspace) == (here, here)


def test_c17_what_has_a_history_stays_where_it_came_about(here: Workspace, there: Workspace, browser: Browser) -> None:
    person, program = make_person(here), make_program(here, "Spring")
    campaign = draw(here, "Welcome", score(), smart_list=smart_list(lives_in("Rome")), parent=f"program:{program.pk}")
    act.run(campaign)
    lists = make_folder(here, "Lists")
    make_list(here, "Guests", folder=lists, people=(person,))

    for thing, reason in ((program, "a campaign in it has run"), (lists, "a list in it holds people")):
        refused = move(browser, thing, there)
        assert refused.status_code == 400
        assert reason in refused.json()["message"]


def test_c17_names_and_channels_of_the_other_workspace_are_looked_at_first(
    here: Workspace, there: Workspace, browser: Browser
) -> None:
    program = make_program(here, "Spring")
    make_program(there, "Spring")
    assert move(browser, program, there).json()["code"] == "name_taken"

    there.channels.update(name="Other", name_normal="other")
    program.name = "Summer"
    program.save()
    assert "has no channel “Content”" in move(browser, program, there).json()["message"]
    assert Program.objects.get(pk=program.pk).workspace == here


def test_w01_who_may_not_work_in_the_other_workspace_moves_nothing_there(here: Workspace, there: Workspace) -> None:
    program = make_program(here, "Spring")
    user = make_user(Role.MARKETER, here)
    assert move(browser_of(user), program, there).status_code == 404
    WorkspaceRole.objects.create(workspace=there, user=user, role=Role.VIEWER)
    assert move(browser_of(user), program, there).status_code == 403
    assert not SmartCampaign.objects.filter(workspace=there).exists()
    assert Program.objects.get(pk=program.pk).workspace == here
