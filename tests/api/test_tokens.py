"""My Tokens over the API: who has which, and who uses them."""

from typing import Any

import pytest

from campaigns.definitions.actor import Role
from campaigns.models import MyToken, Reference, SmartCampaign, Workspace
from tests.factories import browser_as, make_campaign, make_folder, make_program, make_token, make_workspace

pytestmark = pytest.mark.django_db


def tokens_of(workspace: Workspace) -> str:
    return f"/api/v1/workspaces/{workspace.pk}/tokens"


def read(campaign: SmartCampaign, name: str) -> None:
    """The campaign's draft names the token."""
    _refer(campaign, "token", "reads", target_name=name)


def execute(campaign: SmartCampaign, child: SmartCampaign) -> None:
    _refer(campaign, "campaign", "executes", target_id=child.pk)


def _refer(campaign: SmartCampaign, type: str, relation: str, **target: Any) -> None:
    Reference.objects.create(
        workspace=campaign.workspace,
        source_type="campaign",
        source_id=campaign.pk,
        published=True,
        target_type=type,
        relation=relation,
        **target,
    )


def test_t02_the_nearest_up_the_tree_wins() -> None:
    workspace = make_workspace()
    top = make_folder(workspace, "Top")
    middle = make_folder(workspace, "Middle", folder=top)
    program = make_program(workspace, "Webinar", folder=middle)
    make_token(top, "Channel", "Web")
    make_token(top, "Region", "EMEA")
    make_token(middle, "channel", "Mail")
    make_token(program, "CHANNEL", "Webinar")
    make_token(program, "Host", "Ada")

    table = browser_as(Role.VIEWER, workspace).get(tokens_of(workspace), {"owner": f"program:{program.pk}"}).json()

    shown = {row["name"]: (row["value"], row["state"], row["owner"]["name"]) for row in table}
    assert shown == {
        "CHANNEL": ("Webinar", "overridden", "Webinar"),
        "Host": ("Ada", "local", "Webinar"),
        "Region": ("EMEA", "inherited", "Top"),
    }
    overridden = next(row for row in table if row["name"] == "CHANNEL")
    assert overridden["token"] == "{{my.CHANNEL}}"
    assert overridden["inherited"] == {"value": "Mail", "owner": {"node": f"folder:{middle.pk}", "name": "Middle"}}


def test_t02_an_empty_value_still_hides_the_one_above() -> None:
    workspace = make_workspace()
    folder = make_folder(workspace)
    program = make_program(workspace, folder=folder)
    make_token(folder, "Channel", "Web")
    make_token(program, "Channel", "")

    (row,) = browser_as(Role.VIEWER, workspace).get(tokens_of(workspace), {"owner": f"program:{program.pk}"}).json()

    assert (row["value"], row["state"]) == ("", "overridden")


def test_t02_folders_inside_programs_hold_no_tokens() -> None:
    workspace = make_workspace()
    inside = make_folder(workspace, program=make_program(workspace))
    browser = browser_as(Role.MARKETER, workspace)
    owner = f"folder:{inside.pk}"

    given = {"owner": owner, "name": "score", "type": "score", "value": "+1"}
    made = browser.post(tokens_of(workspace), given)
    assert (made.status_code, "inside programs" in made.json()["message"]) == (400, True)
    assert browser.get(tokens_of(workspace), {"owner": owner}).status_code == 400


def test_a_token_is_made_changed_and_deleted() -> None:
    workspace = make_workspace()
    program = make_program(workspace)
    browser = browser_as(Role.MARKETER, workspace)

    made = browser.post(
        tokens_of(workspace),
        {"owner": f"program:{program.pk}", "name": "{{my.score}}", "type": "score", "value": " +10 "},
    )
    assert made.status_code == 201, made.json()
    assert (made.json()["name"], made.json()["value"], made.json()["state"]) == ("score", "+10", "local")
    address = f"{tokens_of(workspace)}/{made.json()['id']}"
    changed = browser.patch(address, {"name": "points", "value": "-5"}).json()
    assert (changed["token"], changed["value"]) == ("{{my.points}}", "-5")
    assert browser.delete(address).status_code == 204
    assert not MyToken.objects.exists()


def test_a_token_name_is_taken_once_per_owner_without_regard_to_case() -> None:
    workspace = make_workspace()
    program, other = make_program(workspace), make_program(workspace)
    make_token(program, "Score")
    browser = browser_as(Role.MARKETER, workspace)

    def make(owner: int) -> int:
        given = {"owner": f"program:{owner}", "name": "SCORE", "type": "text", "value": ""}
        return browser.post(tokens_of(workspace), given).status_code

    assert (make(program.pk), make(other.pk)) == (409, 201)


@pytest.mark.parametrize(
    ("type", "value"),
    [
        ("score", "+x"),
        ("score", ""),
        ("score", "1.5"),
        ("score", "٣"),
        ("number", "1,000"),
        ("number", "NaN"),
        ("date", "22.11.2026"),
        ("date", "2026-02-30"),
    ],
)
def test_a_value_that_its_type_does_not_know_is_refused_at_its_field(type: str, value: str) -> None:
    workspace = make_workspace()
    program = make_program(workspace)

    answer = browser_as(Role.MARKETER, workspace).post(
        tokens_of(workspace), {"owner": f"program:{program.pk}", "name": "a", "type": type, "value": value}
    )

    assert (answer.status_code, answer.json()["code"]) == (400, "invalid")
    assert list(answer.json()["details"]["fields"]) == ["value"]


@pytest.mark.parametrize(
    ("type", "value"),
    [
        ("score", "+0"),
        ("score", "=7"),
        ("number", "-3.5"),
        ("date", "2026-11-22"),
        ("rich_text", "<b>Hi</b>"),
        ("text", ""),
    ],
)
def test_values_that_fit_their_type_are_taken(type: str, value: str) -> None:
    workspace = make_workspace()
    program = make_program(workspace)

    answer = browser_as(Role.MARKETER, workspace).post(
        tokens_of(workspace), {"owner": f"program:{program.pk}", "name": "a", "type": type, "value": value}
    )

    assert (answer.status_code, answer.json()["value"]) == (201, value)


@pytest.mark.parametrize("name", ["", "my.", "a}b", "a:default=b", "x" * 51, "two\nlines"])
def test_a_name_that_no_text_could_hold_is_refused(name: str) -> None:
    workspace = make_workspace()
    program = make_program(workspace)

    answer = browser_as(Role.MARKETER, workspace).post(
        tokens_of(workspace), {"owner": f"program:{program.pk}", "name": name, "type": "text", "value": ""}
    )

    assert (answer.status_code, list(answer.json()["details"]["fields"])) == (400, ["name"])


def test_changing_only_the_type_checks_the_value_again() -> None:
    workspace = make_workspace()
    token = make_token(make_program(workspace), "a", "hello")

    answer = browser_as(Role.MARKETER, workspace).patch(f"{tokens_of(workspace)}/{token.pk}", {"type": "score"})

    assert list(answer.json()["details"]["fields"]) == ["value"]


def test_t02_deleting_a_used_token_lists_its_uses() -> None:
    workspace = make_workspace()
    program = make_program(workspace)
    token = make_token(program, "Score", "+10", "score")
    campaign = make_campaign(workspace, "Scoring", program=program)
    read(campaign, "score")
    read(make_campaign(workspace, "Elsewhere"), "score")
    browser = browser_as(Role.MARKETER, workspace)
    address = f"{tokens_of(workspace)}/{token.pk}"
    use = {"node": f"campaign:{campaign.pk}", "name": "Scoring", "relation": "reads"}

    refused = browser.delete(address)

    assert (refused.status_code, refused.json()["code"]) == (409, "still_used")
    assert refused.json()["details"]["uses"] == [use]
    assert browser.get(f"{address}/used-by").json() == [use]
    assert browser.patch(address, {"name": "points"}).json()["code"] == "still_used"
    assert browser.patch(address, {"name": "SCORE"}).status_code == 200


def test_t02_a_token_that_a_nearer_one_hides_is_not_used() -> None:
    workspace = make_workspace()
    folder = make_folder(workspace)
    program = make_program(workspace, folder=folder)
    above = make_token(folder, "score", "+1", "score")
    make_token(program, "score", "+10", "score")
    read(make_campaign(workspace, program=program), "score")

    assert browser_as(Role.MARKETER, workspace).delete(f"{tokens_of(workspace)}/{above.pk}").status_code == 204


def test_t03_a_callers_token_is_used_by_the_executables_that_it_calls() -> None:
    workspace = make_workspace()
    program = make_program(workspace)
    token = make_token(program, "score", "+10", "score")
    parent = make_campaign(workspace, "Parent", program=program)
    child = make_campaign(workspace, "Child", executable=True)
    grandchild = make_campaign(workspace, "Grandchild", executable=True)
    execute(parent, child)
    execute(child, grandchild)
    read(grandchild, "score")

    uses = browser_as(Role.VIEWER, workspace).get(f"{tokens_of(workspace)}/{token.pk}/used-by").json()

    assert [use["name"] for use in uses] == ["Grandchild"]


def test_w01_viewers_and_strangers_change_no_token() -> None:
    mine, other = make_workspace(), make_workspace()
    program = make_program(mine)
    token = make_token(program, "score", "+10", "score")
    given = {"owner": f"program:{program.pk}", "name": "a", "type": "text", "value": ""}
    viewer, stranger = browser_as(Role.VIEWER, mine), browser_as(Role.ADMIN, other)

    assert viewer.post(tokens_of(mine), given).status_code == 403
    assert viewer.patch(f"{tokens_of(mine)}/{token.pk}", {"value": "+1"}).status_code == 403
    assert viewer.delete(f"{tokens_of(mine)}/{token.pk}").status_code == 403
    assert stranger.get(tokens_of(mine), {"owner": f"program:{program.pk}"}).status_code == 404
    assert stranger.get(tokens_of(other), {"owner": f"program:{program.pk}"}).status_code == 404
    assert stranger.post(tokens_of(other), given).status_code == 400
    assert stranger.patch(f"{tokens_of(other)}/{token.pk}", {"value": "+1"}).status_code == 404
    assert stranger.delete(f"{tokens_of(other)}/{token.pk}").status_code == 404
    assert stranger.get(f"{tokens_of(other)}/{token.pk}/used-by").status_code == 404
