"""T09: where a token's value comes from, layer by layer, with the parent's context and without."""

from typing import Any

import pytest

from campaigns.definitions.actor import Role
from campaigns.models import Reference, SmartCampaign
from tests.factories import browser_as, make_folder, make_program, make_token, make_workspace
from tests.stories.acting import executable, execute, note, published, score

pytestmark = pytest.mark.django_db


def origins(campaign: SmartCampaign) -> Any:
    address = f"/api/v1/workspaces/{campaign.workspace_id}/campaigns/{campaign.pk}/token-origins"
    return browser_as(Role.VIEWER, campaign.workspace).get(address).json()


def calling(caller: SmartCampaign, child: SmartCampaign) -> None:
    Reference.objects.create(
        workspace=caller.workspace,
        source_type="campaign",
        source_id=caller.pk,
        published=True,
        target_type="campaign",
        target_id=child.pk,
        relation="executes",
    )


def winners(origin: Any) -> dict[tuple[str, bool], str]:
    return {
        (column["caller"], column["context"]): layer["value"]
        for column in origin["columns"]
        for layer in column["layers"]
        if layer["wins"]
    }


def test_t09_each_caller_has_both_contexts_side_by_side() -> None:
    workspace = make_workspace()
    ours, theirs = make_program(workspace, "Ours"), make_program(workspace, "Theirs")
    make_token(ours, "score", "+0", "score")
    make_token(theirs, "score", "+10", "score")
    child = executable(workspace, "Child", score("{{my.score}}"), program=ours)
    calling(published(workspace, "Parent", execute(child), program=theirs), child)
    calling(published(workspace, "Orphan", execute(child)), child)

    [origin] = origins(child)

    assert winners(origin) == {
        ("Parent", True): "+10",
        ("Parent", False): "+0",
        ("Orphan", True): "+0",
        ("Orphan", False): "+0",
    }
    parent = [layer["origin"] for layer in origin["columns"][2]["layers"]]
    assert parent == ["Given by API with the call", "Parent: program Theirs", "Child: program Ours"]


def test_t09_the_nearest_layer_wins_and_the_others_are_shown() -> None:
    workspace = make_workspace()
    folder = make_folder(workspace, "Events")
    program = make_program(workspace, "Webinar", folder=folder)
    make_token(folder, "city", "Rome")
    make_token(program, "city", "")
    campaign = published(workspace, "Batch", note("{{my.City:default=Oslo}} {{lead.Email Address}}"), program=program)

    city, email = origins(campaign)

    layers = [(each["origin"], each["value"], each["wins"]) for each in city["columns"][0]["layers"]]
    assert layers[1:] == [("Batch: program Webinar", "", True), ("Batch: folder Events", "Rome", False)]
    assert city["default"] == "Oslo"
    assert (email["from_person"], email["columns"]) == ("the person", [])
