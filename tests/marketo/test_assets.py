"""Folders, My Tokens, programs, lists and smart lists from outside (reference 6)."""

import json
from datetime import timedelta

import pytest
from django.utils import timezone

from campaigns.models import EmailAsset, Program, StaticList
from campaigns.runtime import jobs
from tests.factories import (
    make_folder,
    make_form,
    make_list,
    make_program,
    make_smart_list,
    make_token,
    make_workspace,
)
from tests.marketo.client import Marketo, code, result
from tests.marketo.drawing import ASSETS, add_rule, folder, program
from tests.stories.acting import executable, field_is, score, smart_list

pytestmark = pytest.mark.django_db


def test_folders_are_found_by_name_as_every_marketo_has_them() -> None:
    client = Marketo(make_workspace("Default"))

    [top] = result(client.get(f"{ASSETS}/folder/byName.json", name="Marketing Activities"))
    [below] = result(client.get(f"{ASSETS}/folder/15.json", type="Folder"))

    assert (top["id"], top["parent"], top["isSystem"]) == (14, None, True)
    assert (below["name"], below["path"]) == ("Default", "/Marketing Activities/Default")
    for name in ("Design Studio", "Lead Database", "Group Lists", "Group Smart Lists", "Images and Files"):
        assert result(client.get(f"{ASSETS}/folder/byName.json", name=name))


def test_folders_are_made_walked_through_renamed_and_deleted() -> None:
    client = Marketo(make_workspace("Default"))
    outer = folder(client, "Outer")
    inner = folder(client, "Inner", inside=outer["id"])
    program(client, "Program", inner)

    walked = result(client.get(f"{ASSETS}/folders.json", root=json.dumps(outer), maxDepth=1))
    content = result(client.get(f"{ASSETS}/folder/{inner['id']}/content.json", type="Folder"))

    assert [each["path"].rpartition("/")[2] for each in walked] == ["Outer", "Inner"]
    assert walked[1]["parent"] == outer
    assert [each["type"] for each in content] == ["Program"]
    [renamed] = result(client.form(f"{ASSETS}/folder/{outer['id']}.json", name="Renamed", type="Folder"))
    assert (renamed["name"], renamed["isArchive"]) == ("Renamed", False)
    [archived] = result(client.form(f"{ASSETS}/folder/{outer['id']}.json", isArchive="true", type="Folder"))
    assert (archived["name"], archived["isArchive"]) == ("Renamed", True)
    assert code(client.form(f"{ASSETS}/folder/{inner['id']}/delete.json", type="Folder")) == "709"
    assert code(client.form(f"{ASSETS}/folder/4711/delete.json", type="Folder")) == "702"
    assert code(client.get(f"{ASSETS}/folder/{inner['id']}.json", type="Zone")) == "1001"


def test_tokens_are_written_again_and_again_and_only_own_ones_listed() -> None:
    workspace = make_workspace()
    around = make_folder(workspace)
    make_token(around, "inherited", "x")
    owner = make_program(workspace, folder=around)
    client = Marketo(workspace)
    address = f"{ASSETS}/folder/{owner.pk}/tokens.json"

    result(client.form(address, name="{{my.note}}", type="rich text", value="a", folderType="Program"))
    [written] = result(client.form(address, name="note", type="text", value="b", folderType="Program"))
    [listed] = result(client.get(address, folderType="Program"))

    assert listed == written
    assert listed["folder"] == {"type": "Program", "value": owner.pk}
    [token] = listed["tokens"]
    assert (token["name"], token["type"], token["value"]) == ("note", "text", "b")
    assert code(client.form(address, name="n", type="colour", value="b", folderType="Program")) == "1001"
    gone = client.form(f"{ASSETS}/folder/{owner.pk}/tokens/delete.json", name="note", type="text", folderType="Program")
    assert result(gone) == [{"id": owner.pk}]
    assert "tokens" not in result(client.get(address, folderType="Program"))[0]


def test_programs_are_made_found_changed_and_deleted() -> None:
    workspace = make_workspace("Default")
    client = Marketo(workspace)
    made = program(client, "Webinar", folder(client, "Events"))
    address = f"{ASSETS}/program/{made['id']}"

    [shown] = result(client.get(f"{ASSETS}/program/byName.json", name="webinar"))
    [changed] = result(client.form(f"{address}.json", description="Soon"))

    assert (shown["type"], shown["channel"], shown["tags"]) == ("Default", "Content", None)
    assert shown["folder"]["folderName"] == "Events"
    assert changed["description"] == "Soon"
    assert [each["id"] for each in result(client.get(f"{ASSETS}/programs.json"))] == [made["id"]]
    assert code(client.form(f"{address}.json", costs='[{"cost": 5}]')) == "709"
    assert result(client.post(f"{address}/delete.json")) == [{"id": made["id"]}]


def test_c05_a_cloned_program_is_filled_by_a_job_and_its_executables_stay_executable() -> None:
    workspace = make_workspace()
    source = make_program(workspace, "Source")
    make_token(source, "score", "+5", "score")
    executable(workspace, "Child", score("{{my.score}}"), program=source)
    client = Marketo(workspace)
    clone = f"{ASSETS}/program/{source.pk}/clone.json"

    [made] = result(client.form(clone, name="Copy", folder="{'id': 15, 'type': Folder}"))
    while jobs.work():
        pass

    inside = json.dumps({"id": made["id"], "type": "Program"})
    [child] = result(client.get(f"{ASSETS}/smartCampaigns.json", folder=inside))
    assert (child["name"], child["isExecutable"], child["parentProgramId"]) == ("Child", True, made["id"])
    assert result(client.get(f"{ASSETS}/folder/{made['id']}/tokens.json", folderType="Program"))[0]["tokens"]


def test_static_lists_are_made_found_changed_and_deleted() -> None:
    client = Marketo(make_workspace())
    create = {"name": "Guests", "folder": '{"id": 15, "type": "folder"}'}

    [made] = result(client.form(f"{ASSETS}/staticLists.json", **create))
    address = f"{ASSETS}/staticList/{made['id']}"
    clash = client.form(f"{ASSETS}/staticLists.json", **create)

    assert made["folder"] == {"id": 15, "type": "Folder"}
    assert clash["errors"][0]["message"] == "Static List with the same name already exists"
    assert result(client.form(f"{address}.json", name="Hosts"))[0]["name"] == "Hosts"
    assert result(client.post(f"{address}/delete.json")) == [{"id": made["id"]}]
    gone = client.post(f"{address}/delete.json")
    assert gone["errors"] == [{"code": "702", "message": "Static List not found or it has been deleted"}]


def test_a_smart_list_is_drawn_rule_by_rule() -> None:
    workspace = make_workspace()
    guests = make_list(workspace, "Guests")
    client = Marketo(workspace)
    [made] = result(client.form(f"{ASSETS}/smartLists.json", name="Locals", folder='{"id":15,"type":"Folder"}'))
    address = f"{ASSETS}/smartList/{made['id']}"

    member = add_rule(client, made["id"], "Member of List", lists="Guests")
    [both] = result(client.form(f"{address}/rules.json", ruleId='{"id":64,"type":"attribute"}', index=2))
    city = both["rules"]["filters"][1]["id"]
    attribute = {"attributeId": '{"id":64}', "values": '"Paris, France",Rome', "operator": "starts with"}
    result(client.form(f"{address}/rule/{city}.json", **attribute))
    result(client.form(f"{address}/filterLogic.json", matchType="Any"))
    order = json.dumps([{"id": member, "index": 2}, {"id": city, "index": 1}])
    [shown] = result(client.form(f"{address}/reorder.json", order=order))

    first, second = shown["rules"]["filters"]
    assert shown["rules"]["filterMatchType"] == "any"
    assert (first["name"], first["operator"], first["ruleType"]) == ("City", "starts with", "Attribute")
    assert first["conditions"][0]["values"] == ["Paris, France", "Rome"]
    assert second["conditions"][0]["values"] == [str(guests.pk)]
    assert result(client.form(f"{address}/rule/{city}/delete.json"))
    [left] = result(client.get(f"{address}.json", includeRules="true"))
    assert [each["name"] for each in left["rules"]["filters"]] == ["Member of List"]


def test_channels_have_not_in_program_at_step_zero() -> None:
    [channel] = result(Marketo(make_workspace()).get(f"{ASSETS}/channel/byName.json", Name="content"))

    first = channel["progressionStatuses"][0]
    assert (first["name"], first["step"]) == ("Not in Program", 0)


def test_emails_can_be_read() -> None:
    workspace = make_workspace()
    content = {"subject": "Hello {{lead.First Name}}", "html": "<p>Hi</p>"}
    made = EmailAsset.objects.create(workspace=workspace, name="Welcome", draft=content)
    client = Marketo(workspace)

    [shown] = result(client.get(f"{ASSETS}/email/byName.json", name="welcome"))
    [section] = result(client.get(f"{ASSETS}/email/{made.pk}/content.json"))

    assert (shown["id"], shown["status"], shown["subject"]["value"]) == (made.pk, "draft", content["subject"])
    assert section["value"] == [{"type": "HTML", "value": "<p>Hi</p>"}]


@pytest.mark.parametrize("kind", ["tagTypes", "segmentation", "landingPages", "snippets", "files"])
def test_kinds_of_assets_that_are_not_kept_have_nothing_to_find(kind: str) -> None:
    client = Marketo(make_workspace())

    answer = client.get(f"{ASSETS}/{kind}.json")

    assert answer["warnings"] == ["No assets found for the given search criteria."]
    assert "result" not in answer
    assert code(client.form(f"{ASSETS}/{kind}.json")) == "610"
    assert code(client.get(f"{ASSETS}/{kind}/1/nothing.json")) == "610"


def test_a_smart_list_is_cloned_with_its_rules() -> None:
    workspace = make_workspace()
    source = make_smart_list(workspace, "Locals", definition=smart_list(field_is("city", "Paris")))
    client = Marketo(workspace)
    clone = f"{ASSETS}/smartList/{source.pk}/clone.json"

    [made] = result(client.form(clone, name="Copy", folder='{"id":15,"type":"Folder"}', description="Of locals"))

    [shown] = result(client.get(f"{ASSETS}/smartList/{made['id']}.json", includeRules="true"))
    assert (made["name"], made["description"]) == ("Copy", "Of locals")
    assert shown["rules"]["filters"][0]["conditions"][0]["values"] == ["Paris"]
    assert code(client.form(clone, name="Copy", folder='{"id":15,"type":"Folder"}')) == "709"
    assert code(client.form(f"{ASSETS}/smartList/999/clone.json", name="X", folder='{"id":15}')) == "702"


def test_forms_can_be_read_with_what_they_ask_for() -> None:
    workspace = make_workspace()
    made = make_form(workspace, "Sign up", "city")
    client = Marketo(workspace)

    [shown] = result(client.get(f"{ASSETS}/form/byName.json", name="sign up"))
    email, city = result(client.get(f"{ASSETS}/form/{made.pk}/fields.json"))

    assert (shown["id"], shown["status"]) == (made.pk, "approved")
    assert result(client.get(f"{ASSETS}/forms.json")) == result(client.get(f"{ASSETS}/form/{made.pk}.json")) == [shown]
    assert (email["id"], email["dataType"], email["required"]) == ("email", "email", True)
    assert (city["id"], city["required"]) == ("city", False)


def test_what_changed_lately_is_found_by_date() -> None:
    workspace = make_workspace()
    program, other, guests = make_program(workspace), make_program(workspace), make_list(workspace, "Guests")
    earlier = timezone.now() - timedelta(days=9)
    for model in (Program, StaticList):
        model.objects.update(created_at=earlier, updated_at=earlier)
    client, since = Marketo(workspace), (timezone.now() - timedelta(days=1)).isoformat()

    result(client.form(f"{ASSETS}/program/{program.pk}.json", description="New"))
    result(client.form(f"{ASSETS}/staticList/{guests.pk}.json", description="New"))

    def found(kind: str, **query: str) -> list[int]:
        return [each["id"] for each in result(client.get(f"{ASSETS}/{kind}.json", **query))]

    assert found("programs", earliestUpdatedAt=since) == [program.pk]
    assert found("programs", latestUpdatedAt=since) == [other.pk]
    assert found("staticLists", earliestUpdatedAt=since) == [guests.pk]


def test_programs_have_neither_tags_nor_approvals_and_say_so() -> None:
    workspace = make_workspace()
    program = make_program(workspace)
    client, address = Marketo(workspace), f"{ASSETS}/program/{program.pk}"

    assert client.get(f"{ASSETS}/program/byTag.json", tagType="Region", tagValue="EU")["success"]
    for call in ("approve.json", "unapprove.json", "tag/Region.json", "tag/Region/delete.json"):
        assert code(client.post(f"{address}/{call}")) == "709"


def test_w01_assets_of_other_workspaces_are_neither_there_nor_changed() -> None:
    here, there = make_workspace(), make_workspace()
    program, around = make_program(there), make_folder(there)
    make_token(program, "score", "+1", "score")
    ids = {
        "program": program.pk,
        "staticList": make_list(there).pk,
        "smartList": make_smart_list(there).pk,
        "email": EmailAsset.objects.create(workspace=there, name="Welcome").pk,
        "form": make_form(there).pk,
    }
    client = Marketo(here)

    for kind, id in ids.items():
        assert result(client.get(f"{ASSETS}/{kind}s.json")) == []
        assert result(client.get(f"{ASSETS}/{kind}/{id}.json")) == []
    for kind in ("program", "staticList", "smartList"):
        assert code(client.post(f"{ASSETS}/{kind}/{ids[kind]}/delete.json")) == "702"
    for kind in ("program", "smartList"):
        copy = client.form(f"{ASSETS}/{kind}/{ids[kind]}/clone.json", name="Mine", folder='{"id":15,"type":"Folder"}')
        assert code(copy) == "702"
    tokens = f"{ASSETS}/folder/{program.pk}/tokens.json"
    assert code(client.get(tokens, folderType="Program")) == "702"
    assert code(client.form(tokens, folderType="Program", name="x", type="text", value="1")) == "702"
    inside = json.dumps({"id": around.pk + 1000, "type": "Folder"})
    assert code(client.form(f"{ASSETS}/staticLists.json", name="Mine", folder=inside)) == "710"
    assert code(client.form(f"{ASSETS}/folder/{around.pk + 1000}/delete.json", type="Folder")) == "702"
