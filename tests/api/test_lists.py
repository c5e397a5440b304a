"""Static lists over the API."""

import pytest

from campaigns.definitions.activity_types import BY_KEY
from campaigns.definitions.actor import Role
from campaigns.models import Activity, Person, Reference, StaticList, Workspace
from tests.factories import Browser, browser_as, make_list, make_person, make_program, make_smart_list, make_workspace

pytestmark = pytest.mark.django_db


@pytest.fixture
def workspace() -> Workspace:
    return make_workspace()


@pytest.fixture
def browser(workspace: Workspace) -> Browser:
    return browser_as(Role.MARKETER, workspace)


def url(workspace: Workspace, rest: str = "") -> str:
    return f"/api/v1/workspaces/{workspace.pk}/lists{rest}"


def test_a_list_is_made_renamed_moved_and_deleted(workspace: Workspace, browser: Browser) -> None:
    program = make_program(workspace)
    made = browser.post(url(workspace), {"name": "Buyers", "parent": f"program:{program.pk}"}).json()
    assert made == {
        "id": made["id"],
        "node": f"list:{made['id']}",
        "name": "Buyers",
        "description": "",
        "parent": f"program:{program.pk}",
        "people": 0,
    }
    moved = browser.patch(url(workspace, f"/{made['id']}"), {"name": "Customers", "parent": None}).json()
    assert (moved["name"], moved["parent"]) == ("Customers", None)
    assert browser.delete(url(workspace, f"/{made['id']}")).status_code == 204
    assert browser.get(url(workspace, f"/{made['id']}")).status_code == 404


def test_a_name_is_taken_once_outside_of_programs(workspace: Workspace, browser: Browser) -> None:
    make_list(workspace, "Buyers")
    assert browser.post(url(workspace), {"name": "BUYERS"}).json()["code"] == "name_taken"
    assert browser.post(url(workspace), {"name": " "}).status_code == 400
    assert browser.post(url(workspace), {"name": "x", "parent": "folder:999"}).status_code == 400


def test_people_are_put_on_and_taken_off_once_and_it_is_logged(workspace: Workspace, browser: Browser) -> None:
    ann, bob = make_person(workspace, first_name="Ann"), make_person(workspace, first_name="Bob")
    buyers = make_list(workspace, "Buyers", people=(ann,))
    people = url(workspace, f"/{buyers.pk}/people")
    assert browser.post(people, {"people": [ann.pk, bob.pk, bob.pk]}).json() == {"changed": 1}
    assert [row["name"] for row in browser.get(people).json()["items"]] == ["Ann", "Bob"]
    assert browser.get(url(workspace, f"/{buyers.pk}")).json()["people"] == 2
    assert browser.delete(people, {"people": [ann.pk]}).json() == {"changed": 1}
    assert browser.delete(people, {"people": [ann.pk]}).json() == {"changed": 0}
    assert list(Activity.objects.order_by("pk").values_list("person", "type_id", "primary_id")) == [
        (bob.pk, BY_KEY["add_to_list"].id, buyers.pk),
        (ann.pk, BY_KEY["remove_from_list"].id, buyers.pk),
    ]


def test_who_was_deleted_is_on_no_list(workspace: Workspace, browser: Browser) -> None:
    ann = make_person(workspace)
    buyers = make_list(workspace, people=(ann,))
    Person.objects.filter(pk=ann.pk).update(deleted_at=ann.created_at)
    assert browser.get(url(workspace, f"/{buyers.pk}")).json()["people"] == 0
    assert browser.get(url(workspace, f"/{buyers.pk}/people")).json()["items"] == []
    assert browser.post(url(workspace, f"/{buyers.pk}/people"), {"people": [ann.pk]}).status_code == 404


def test_c17_a_list_is_not_deleted_while_it_is_used(workspace: Workspace, browser: Browser) -> None:
    buyers = make_list(workspace, "Buyers")
    Reference.objects.create(
        workspace=workspace,
        source_type="smart_list",
        source_id=make_smart_list(workspace, "Hot").pk,
        published=False,
        target_type="list",
        target_id=buyers.pk,
        relation="uses",
    )
    uses = browser.get(url(workspace, f"/{buyers.pk}/used-by")).json()
    assert [(use["name"], use["relation"]) for use in uses] == [("Hot", "uses")]
    refused = browser.delete(url(workspace, f"/{buyers.pk}"))
    assert (refused.status_code, refused.json()["code"]) == (409, "still_used")
    assert StaticList.objects.filter(pk=buyers.pk).exists()


def test_w01_lists_and_people_of_other_workspaces_are_not_there(workspace: Workspace, browser: Browser) -> None:
    other = make_workspace()
    theirs, stranger = make_list(other), make_person(other)
    ours = make_list(workspace)
    for path in (f"/{theirs.pk}", f"/{theirs.pk}/people", f"/{theirs.pk}/used-by"):
        assert browser.get(url(workspace, path)).status_code == 404
    assert browser.patch(url(workspace, f"/{theirs.pk}"), {"name": "x"}).status_code == 404
    assert browser.delete(url(workspace, f"/{theirs.pk}")).status_code == 404
    assert browser.post(url(workspace, f"/{theirs.pk}/people"), {"people": [stranger.pk]}).status_code == 404
    assert browser.post(url(workspace, f"/{ours.pk}/people"), {"people": [stranger.pk]}).status_code == 404
    assert browser.post(url(workspace, f"/{ours.pk}/people"), {"people": []}).status_code == 400


def test_w01_viewers_read_lists_and_strangers_do_not(workspace: Workspace) -> None:
    ann = make_person(workspace)
    buyers = make_list(workspace)
    viewer, stranger = browser_as(Role.VIEWER, workspace), browser_as(None, workspace)
    writes = [
        ("post", "", {"name": "x"}),
        ("patch", f"/{buyers.pk}", {"name": "x"}),
        ("delete", f"/{buyers.pk}", None),
        ("post", f"/{buyers.pk}/people", {"people": [ann.pk]}),
        ("delete", f"/{buyers.pk}/people", {"people": [ann.pk]}),
    ]
    for method, path, body in writes:
        assert getattr(viewer, method)(url(workspace, path), body).status_code == 403
        assert getattr(stranger, method)(url(workspace, path), body).status_code == 404
    for path in (f"/{buyers.pk}", f"/{buyers.pk}/people", f"/{buyers.pk}/used-by"):
        assert viewer.get(url(workspace, path)).status_code == 200
        assert stranger.get(url(workspace, path)).status_code == 404
