"""T09: where a token's value comes from, layer by layer, with the parent's context and without."""

from typing import Any

import pytest

from campaigns.definitions.actor import Role
from campaigns.models import Reference, SmartCampaign
from tests.factories import (
    browser_as,
    make_email,
    make_folder,
    make_member,
    make_person,
    make_program,
    make_token,
    make_workspace,
)
from tests.stories.acting import executable, execute, note, notes_of, published, run, score, send

pytestmark = pytest.mark.django_db


def origins(campaign: SmartCampaign, **asked: Any) -> Any:
    address = f"/api/v1/workspaces/{campaign.workspace_id}/campaigns/{campaign.pk}/token-origins"
    answer = browser_as(Role.VIEWER, campaign.workspace).get(address, asked)
    assert answer.status_code == 200, answer.json()
    return answer.json()


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
    [parent] = [each for each in origin["columns"] if (each["caller"], each["context"]) == ("Parent", True)]
    layers = [layer["origin"] for layer in parent["layers"]]
    assert layers == ["Given by API with the call of Parent", "Parent: program Theirs", "Child: program Ours"]
    fallen_back = [each for each in origin["columns"] if any(layer["fallback"] for layer in each["layers"])]
    assert [(each["caller"], each["context"]) for each in fallen_back] == [("Orphan", True)]
    assert {(each["context"], each["used"]) for each in origin["columns"]} == {(True, False), (False, True)}


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
    assert (email["from_person"], email["value"], email["columns"]) == ("the person", None, [])


@pytest.mark.parametrize("upper", [(True, True), (True, False), (False, True), (False, False)])
def test_t09_every_chain_of_three_tells_the_values_that_the_engine_then_prints(upper: tuple[bool, bool]) -> None:
    """T04: whatever the contexts above, each column's winner is what a run with that context writes down."""
    workspace = make_workspace()
    person = make_person(workspace, city="Paris")
    programs = [make_program(workspace, name) for name in ("Top", "First", "Second", "Third")]
    for place, program in enumerate(programs):
        make_member(program, person)
        make_token(program, "all", program.name)
        if place in (0, 2):
            make_token(program, "some", program.name)
    top, first, second, third = programs
    text = "{{my.all}} {{my.some}} {{campaign.name}} {{program.name}} {{lead.City}} {{trigger.Name}}"
    last = executable(workspace, "Last", note(text), program=third)
    middle = executable(
        workspace, "Middle", execute(last, parent_context=True), execute(last, parent_context=False), program=second
    )
    upmost = executable(workspace, "Upmost", execute(middle, parent_context=upper[1]), program=first)
    root = published(workspace, "Root", execute(upmost, parent_context=upper[0]), program=top)
    for caller, child in ((middle, last), (upmost, middle), (root, upmost)):
        calling(caller, child)
    run(root)

    found = origins(last, person=person.pk)

    assert {each["caller"] for each in found[0]["columns"]} == {f"Root ({upper[0]}) › Upmost ({upper[1]}) › Middle"}
    for place, context in enumerate((True, False)):
        told = [_told(each, context) for each in found]
        assert notes_of(person)[place] == " ".join(told)


def _told(origin: Any, context: bool) -> str:
    if origin["from_person"]:
        return str(origin["value"])
    [column] = [each for each in origin["columns"] if each["context"] is context]
    return next((layer["value"] for layer in column["layers"] if layer["wins"]), "")


def test_t09_emails_and_member_values_are_told_for_a_person() -> None:
    workspace = make_workspace()
    program = make_program(workspace, "Webinar")
    person = make_person(workspace, city="Paris")
    email = make_email(workspace, subject="{{lead.City}}, {{member.Seat:default=any}}, {{trigger.Name}}")
    campaign = published(workspace, "Batch", send(email, id="mail"), program=program)

    city, seat, trigger = origins(campaign, person=person.pk)

    assert (city["steps"], city["value"]) == (["mail"], "Paris")
    assert [each["value"] for each in seat["columns"][0]["layers"]] == [None]
    assert (trigger["columns"][0]["at_run"], trigger["columns"][0]["layers"]) == (None, [])
    make_member(program, person)
    [_, seat, _] = origins(campaign, person=person.pk)
    assert [(each["value"], each["wins"]) for each in seat["columns"][0]["layers"]] == [("", True)]
    assert origins(campaign)[1]["from_person"] == "the person’s membership in the program"
