"""C17 across all kinds of things: what a campaign names can't be deleted, and the refusal says who uses it."""

from collections.abc import Callable
from typing import Any

import pytest

from campaigns.definitions.actor import Role
from campaigns.models import Workspace
from tests.definitions import JSON, lives_in, rule, score, smart_list, step
from tests.editing import draw, edit
from tests.factories import browser_as, make_field, make_list, make_program, make_token, make_workspace, status_of

pytestmark = pytest.mark.django_db

Made = tuple[str, JSON, str | None]  # the address below the API, a step that names it, and where the campaign lies


def a_list(workspace: Workspace) -> Made:
    made = make_list(workspace)
    return f"workspaces/{workspace.pk}/lists/{made.pk}", step("s1", "add_to_list", list=made.pk), None


def a_program(workspace: Workspace) -> Made:
    made = make_program(workspace)
    status = status_of(made, "Member").pk
    named = step("s1", "change_program_status", program=made.pk, status=status)
    return f"workspaces/{workspace.pk}/programs/{made.pk}", named, None


def a_field(workspace: Workspace) -> Made:
    make_field("Shoe Size")
    return "fields/shoe_size", step("s1", "change_data_value", field="shoe_size", value="42"), None


def a_field_in_a_token(workspace: Workspace) -> Made:
    make_field("Shoe Size")
    moment = step("s1", "interesting_moment", type="Web", description="{{lead.Shoe Size}}")
    return "fields/shoe_size", moment, None


def a_token(workspace: Workspace) -> Made:
    program = make_program(workspace)
    made = make_token(program, "Score", "+3", "score")
    return f"workspaces/{workspace.pk}/tokens/{made.pk}", score(change="{{my.SCORE}}"), f"program:{program.pk}"


@pytest.mark.parametrize("make", [a_list, a_program, a_field, a_field_in_a_token, a_token])
def test_c17_what_a_step_names_is_deleted_only_when_no_step_names_it_any_more(
    make: Callable[[Workspace], Made],
) -> None:
    workspace = make_workspace()
    path, named, parent = make(workspace)
    campaign = draw(workspace, "User", named, parent=parent)
    browser = browser_as(Role.ADMIN, workspace)

    refused = browser.delete(f"/api/v1/{path}")
    edit(campaign, score())
    deleted = browser.delete(f"/api/v1/{path}")

    assert (refused.status_code, refused.json()["code"]) == (409, "still_used")
    assert "“User”" in refused.json()["message"]
    assert deleted.status_code == 204


def test_c17_what_only_the_published_version_names_is_still_used() -> None:
    workspace = make_workspace()
    made = make_list(workspace)
    campaign = draw(workspace, "User", step("s1", "add_to_list", list=made.pk))
    campaign.active = True
    campaign.save(update_fields=["active"])
    edit(campaign, score())

    answer = browser_as(Role.ADMIN, workspace).delete(f"/api/v1/workspaces/{workspace.pk}/lists/{made.pk}")

    assert (answer.status_code, answer.json()["code"]) == (409, "still_used")


def test_c17_a_list_in_a_smart_list_filter_is_used() -> None:
    workspace = make_workspace()
    made = make_list(workspace)
    member = rule("f1", "member_of_list", operator="in", lists=[made.pk])
    draw(workspace, "User", score(), smart_list=smart_list(member, lives_in("Paris", id="f2")))

    users = browser_as(Role.VIEWER, workspace).get(f"/api/v1/workspaces/{workspace.pk}/lists/{made.pk}/used-by")

    assert [each["name"] for each in users.json()] == ["User"]


def test_c17_a_form_uses_the_fields_that_it_asks_for() -> None:
    workspace = make_workspace()
    make_field("Shoe Size")
    browser = browser_as(Role.ADMIN, workspace)
    forms = f"/api/v1/workspaces/{workspace.pk}/forms"
    form = browser.post(forms, {"name": "Order"}).json()
    shoes = [*form["fields"], {"field": "shoe_size", "label": "Size"}]
    assert browser.patch(f"{forms}/{form['id']}", {"fields": shoes}).status_code == 200
    refused = browser.delete("/api/v1/fields/shoe_size")
    assert (refused.json()["code"], "“Order”" in refused.json()["message"]) == ("still_used", True)
    browser.delete(f"{forms}/{form['id']}")
    assert browser.delete("/api/v1/fields/shoe_size").status_code == 204


def test_c17_fields_statuses_and_member_fields_tell_who_uses_them() -> None:
    workspace, elsewhere = make_workspace(), make_workspace()
    program = make_program(workspace)
    member = status_of(program, "Member").pk
    change = step("s1", "change_program_status", program=program.pk, status=member)
    seat = step("s2", "change_program_member_data", program=program.pk, attribute="Seat", value="{{lead.City}}")
    draw(workspace, "User", change, seat)
    browser = browser_as(Role.VIEWER, workspace)

    def uses(**asked: Any) -> list[tuple[str, str]]:
        rows = browser.get(f"/api/v1/workspaces/{workspace.pk}/used-by", asked).json()
        return [(row["name"], row["relation"]) for row in rows]

    assert uses(type="status", id=member) == [("User", "uses")]
    assert uses(type="field", name="city") == [("User", "reads")]
    assert uses(type="member_field", name="SEAT") == [("User", "writes")]
    assert uses(type="status", id=status_of(program, "Success").pk) == []
    stranger = browser_as(Role.VIEWER, elsewhere).get(f"/api/v1/workspaces/{elsewhere.pk}/used-by?type=field&name=city")
    assert stranger.json() == []
