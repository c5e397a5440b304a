"""Fields of people over the API."""

import pytest

from campaigns.definitions.actor import Role
from campaigns.models import FieldDefinition, Reference, Workspace
from tests.factories import browser_as, browser_of, make_field, make_person, make_smart_list, make_user, make_workspace

pytestmark = pytest.mark.django_db


@pytest.fixture
def workspace() -> Workspace:
    return make_workspace()


def uses_field(workspace: Workspace, name: str) -> None:
    Reference.objects.create(
        workspace=workspace,
        source_type="smart_list",
        source_id=make_smart_list(workspace, "Buyers").pk,
        published=False,
        target_type="field",
        target_name=name,
        relation="reads",
    )


def test_standard_and_custom_fields_are_listed_with_their_family(workspace: Workspace) -> None:
    make_field("Lead Profile")
    rows = {row["name"]: row for row in browser_as(Role.VIEWER, workspace).get("/api/v1/fields").json()}
    assert rows["score"] | {"label": ""} == {
        "name": "score",
        "label": "",
        "type": "score",
        "family": "number",
        "standard": True,
        "read_only": False,
        "company": False,
        "key": False,
        "used": False,
    }
    assert rows["created_at"]["read_only"]
    assert (rows["lead_profile"]["standard"], rows["lead_profile"]["family"]) == (False, "text")


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("What is your current occupation?", "what_is_your_current_occupation"),
        ("Größe", "groe"),
        ("3rd Party", "field_3rd_party"),
        ("名前", "field"),
        ("Score Of", "score_of"),
        ("Lead-Source", "lead_source_2"),
    ],
)
def test_the_api_name_is_made_from_the_label_and_never_taken_twice(workspace: Workspace, label: str, name: str) -> None:
    marketer = browser_as(Role.MARKETER, workspace)
    made = marketer.post("/api/v1/fields", {"label": label, "type": "text"})
    assert (made.status_code, made.json()["name"], made.json()["label"]) == (201, name, label)


@pytest.mark.parametrize(
    ("body", "status", "sentence"),
    [
        ({"label": "lead profile ", "type": "text"}, 409, "The name “lead profile” is already taken"),
        ({"label": "COUNTRY", "type": "text"}, 409, "“COUNTRY” is a standard field already"),
        ({"label": "Other", "type": "text", "name": "lead_profile"}, 409, "already a field with the API name"),
        ({"label": "Other", "type": "text", "name": "Lead Profile"}, 400, "An API name has letters"),
        ({"label": "Other", "type": "money"}, 400, "money"),
        ({"label": " ", "type": "text"}, 400, "label"),
    ],
)
def test_a_field_that_cannot_be_is_refused(
    workspace: Workspace, body: dict[str, str], status: int, sentence: str
) -> None:
    make_field("Lead Profile")
    refused = browser_as(Role.MARKETER, workspace).post("/api/v1/fields", body)
    assert refused.status_code == status
    assert sentence in refused.json()["message"]


def test_renaming_keeps_the_api_name(workspace: Workspace) -> None:
    make_field("Lead Profile")
    renamed = browser_as(Role.ADMIN, workspace).patch("/api/v1/fields/lead_profile", {"label": "LEAD profile"})
    assert (renamed.json()["name"], renamed.json()["label"]) == ("lead_profile", "LEAD profile")


def test_standard_fields_are_neither_renamed_nor_deleted(workspace: Workspace) -> None:
    admin = browser_as(Role.ADMIN, workspace)
    assert admin.patch("/api/v1/fields/email", {"label": "Mail"}).status_code == 400
    assert admin.delete("/api/v1/fields/email").status_code == 400
    assert admin.delete("/api/v1/fields/nothing").status_code == 404


def test_c17_a_field_is_not_deleted_while_a_smart_list_uses_it(workspace: Workspace) -> None:
    make_field("Lead Profile")
    uses_field(workspace, "lead_profile")
    refused = browser_as(Role.ADMIN, workspace).delete("/api/v1/fields/lead_profile")
    assert (refused.status_code, refused.json()["code"]) == (409, "still_used")
    assert "“Buyers”" in refused.json()["message"]


def test_w01_a_field_used_elsewhere_is_not_deleted_and_its_user_not_named(workspace: Workspace) -> None:
    make_field("Lead Profile")
    uses_field(make_workspace(), "lead_profile")
    refused = browser_as(Role.ADMIN, workspace).delete("/api/v1/fields/lead_profile")
    assert refused.json()["code"] == "still_used"
    assert "Buyers" not in refused.json()["message"]


def test_a_field_is_deleted_once_nobody_has_a_value_in_it(workspace: Workspace) -> None:
    make_field("Lead Profile")
    person = make_person(workspace, {"lead_profile": "Student"})
    admin = browser_as(Role.ADMIN, workspace)
    assert "still have a value" in admin.delete("/api/v1/fields/lead_profile").json()["message"]
    person.values = {}
    person.save()
    assert admin.delete("/api/v1/fields/lead_profile").status_code == 204
    assert not FieldDefinition.objects.exists()


def test_viewers_see_fields_and_change_none(workspace: Workspace) -> None:
    make_field("Lead Profile")
    viewer, marketer = browser_as(Role.VIEWER, workspace), browser_as(Role.MARKETER, workspace)
    assert viewer.post("/api/v1/fields", {"label": "New", "type": "text"}).status_code == 403
    assert marketer.delete("/api/v1/fields/lead_profile").status_code == 403
    assert marketer.patch("/api/v1/fields/lead_profile", {"label": "x"}).status_code == 403


def test_w01_who_has_no_workspace_sees_no_fields() -> None:
    assert browser_of(make_user()).get("/api/v1/fields").status_code == 404
