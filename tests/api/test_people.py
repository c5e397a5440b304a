"""People over the API: found, made, changed; and only those whom the workspace sees."""

import pytest

from campaigns.definitions.activity_types import BY_KEY
from campaigns.definitions.actor import Role
from campaigns.models import Activity, Person, Workspace
from campaigns.selectors import people as selecting
from campaigns.selectors import people_search
from tests.factories import (
    Browser,
    browser_as,
    make_field,
    make_list,
    make_member,
    make_person,
    make_program,
    make_smart_list,
    make_workspace,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def workspace() -> Workspace:
    return make_workspace(timezone="Europe/Berlin")


@pytest.fixture
def browser(workspace: Workspace) -> Browser:
    return browser_as(Role.MARKETER, workspace)


def url(workspace: Workspace, rest: str = "") -> str:
    return f"/api/v1/workspaces/{workspace.pk}/people{rest}"


def found(browser: Browser, workspace: Workspace, **asked: str | int) -> list[str]:
    return [row["name"] for row in browser.get(url(workspace), asked).json()["items"]]


def test_people_are_found_by_words_of_name_address_and_company(workspace: Workspace, browser: Browser) -> None:
    make_person(workspace, first_name="José", last_name="Lee", email="jose@acme.test", company="ÄCME 100%")
    make_person(workspace, first_name="Ann", last_name="Lee", company="Umbrella")
    for q in ("JOSÉ lee", "acme.test", "äcme", "100%", "lee äc"):
        assert found(browser, workspace, q=q) == ["José Lee"], q
    assert found(browser, workspace, q="lee") == ["José Lee", "Ann Lee"]
    for q in ("jose lee x", "%", "_"):
        assert found(browser, workspace, q=q) in ([], ["José Lee"]) and found(browser, workspace, q="e_e") == []


def test_whoever_changes_is_found_by_the_new_words_alone(workspace: Workspace, browser: Browser) -> None:
    person = make_person(workspace, first_name="Ann", last_name="Lee", company="Umbrella")
    browser.patch(url(workspace, f"/{person.pk}"), {"values": {"last_name": "Oster-Lund", "company": None}})
    for q in ("ann", "oster", "lund", "oster-l"):
        assert found(browser, workspace, q=q) == ["Ann Oster-Lund"], q
    assert found(browser, workspace, q="lee") == found(browser, workspace, q="umbrella") == []


def test_common_words_find_the_same_people_as_rare_ones(
    workspace: Workspace, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(6):
        make_person(workspace, first_name="Ann" if number % 2 else "Bo", last_name="Lee", city="Oslo")
    rare = found(browser, workspace, q="ann lee")
    monkeypatch.setattr(people_search, "_FEW", 3)
    assert found(browser, workspace, q="ann lee") == rare == ["Ann Lee"] * 3
    monkeypatch.setattr(people_search, "_FEW", 0)
    assert found(browser, workspace, q="ann lee") == rare
    monkeypatch.setattr(selecting, "_MOST_COUNTED", 2)
    page = browser.get(url(workspace), {"q": "ann"}).json()
    assert (page["total"], page["more"], len(page["items"])) == (2, True, 3)


def test_people_are_found_by_the_beginning_of_their_key(workspace: Workspace, browser: Browser) -> None:
    make_field("Prospect ID", name="prospect_id", is_key=True)
    made = browser.post(url(workspace), {"values": {"prospect_id": "7927B2df-8bba"}})
    assert made.json()["name"] == "7927B2df-8bba"
    assert found(browser, workspace, q="7927b2") == ["7927B2df-8bba"]


def test_pages_follow_each_other_and_only_the_first_one_counts(
    workspace: Workspace, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(selecting, "PAGE_SIZE", 2)
    for name in ("Ann", "Bob", "Cid"):
        make_person(workspace, first_name=name)
    first = browser.get(url(workspace)).json()
    assert ([row["name"] for row in first["items"]], first["total"]) == (["Ann", "Bob"], 3)
    second = browser.get(url(workspace), {"cursor": first["next"]}).json()
    assert ([row["name"] for row in second["items"]], second["next"], second["total"]) == (["Cid"], None, None)
    assert browser.get(url(workspace), {"cursor": "abc"}).status_code == 400


def test_people_of_one_list_are_shown(workspace: Workspace, browser: Browser) -> None:
    ann = make_person(workspace, first_name="Ann")
    make_person(workspace, first_name="Bob")
    assert found(browser, workspace, list=make_list(workspace, people=(ann,)).pk) == ["Ann"]
    assert browser.get(url(workspace), {"list": make_list(make_workspace()).pk}).status_code == 404


def test_people_of_one_smart_list_are_shown(workspace: Workspace, browser: Browser) -> None:
    for city in ("Rome", "Oslo"):
        make_person(workspace, first_name=city, city=city)
    rule = {"id": "f", "kind": "person_field", "params": {"field": "city", "operator": "is", "values": ["rome"]}}
    romans = make_smart_list(workspace, definition={"filters": [rule]})
    assert found(browser, workspace, smart_list=romans.pk) == ["Rome"]
    assert browser.get(url(workspace), {"smart_list": str(romans.pk), "q": "x"}).status_code == 400
    assert browser.get(url(workspace), {"smart_list": make_smart_list(make_workspace()).pk}).status_code == 404


def test_a_person_is_made_with_typed_values_and_it_is_logged(workspace: Workspace, browser: Browser) -> None:
    values = {"first_name": " Ann ", "email": "Ann@Example.com", "score": "7", "unsubscribed": False, "employees": 0}
    made = browser.post(url(workspace), {"values": values})
    assert made.status_code == 201
    assert made.json()["values"] == {"first_name": "Ann", "email": "Ann@Example.com", "score": 7, "employees": 0}
    logged = Activity.objects.get(person=made.json()["id"])
    assert (logged.type_id, logged.attributes["Source Type"]) == (BY_KEY["new_person"].id, "Designer")


def test_everything_that_is_wrong_is_said_at_its_field(workspace: Workspace, browser: Browser) -> None:
    values = {"score": "+x", "email": "ann", "nonsense": 1, "created_at": "2026-01-01", "city": ["Rome"]}
    refused = browser.post(url(workspace), {"values": values})
    assert (refused.status_code, set(refused.json()["details"]["fields"])) == (400, set(values))
    assert not Person.objects.exists()
    assert browser.post(url(workspace), {"values": {"first_name": " "}}).status_code == 400
    assert browser.post(url(workspace), {"values": {}}).status_code == 400
    assert browser.post(url(workspace), {"values": {"city": "a\0b"}}).status_code == 400


def test_a_second_person_with_the_same_address_is_refused(workspace: Workspace, browser: Browser) -> None:
    known = make_person(workspace, email="ann@example.com")
    refused = browser.post(url(workspace), {"values": {"email": "ANN@example.com"}})
    assert (refused.status_code, refused.json()["code"]) == (409, "name_taken")
    assert refused.json()["details"] == {"person": known.pk}


def test_changing_a_person_sets_clears_and_logs_only_what_changed(workspace: Workspace, browser: Browser) -> None:
    person = make_person(workspace, first_name="Ann", city="Rome", score=1)
    changed = browser.patch(
        url(workspace, f"/{person.pk}"), {"values": {"city": None, "first_name": "Ann", "date_of_birth": "2000-02-29"}}
    )
    assert changed.json()["values"] == {"first_name": "Ann", "score": 1, "date_of_birth": "2000-02-29"}
    names = {row.attributes["Attribute Name"] for row in Activity.objects.filter(person=person)}
    assert names == {"city", "date_of_birth"}


def test_a_persons_page_tells_lists_and_programs_of_this_workspace(workspace: Workspace, browser: Browser) -> None:
    person = make_person(workspace, first_name="Ann")
    make_list(workspace, "Buyers", people=(person,))
    make_member(make_program(workspace, "Webinar"), person, "Success")
    other = make_workspace(partition=workspace.primary_partition)
    make_list(other, "Secret", people=(person,))
    make_member(make_program(other), person)
    page = browser.get(url(workspace, f"/{person.pk}")).json()
    assert [each["name"] for each in page["lists"]] == ["Buyers"]
    assert [(each["name"], each["status"], each["success"]) for each in page["programs"]] == [
        ("Webinar", "Success", True)
    ]


def test_w01_people_of_other_partitions_are_not_there(workspace: Workspace, browser: Browser) -> None:
    other = make_workspace()
    stranger = make_person(other, first_name="Stranger")
    gone = make_person(workspace)
    Person.objects.filter(pk=gone.pk).update(deleted_at=gone.created_at)
    assert found(browser, workspace) == []
    for person in (stranger, gone):
        assert browser.get(url(workspace, f"/{person.pk}")).status_code == 404
        assert browser.get(url(workspace, f"/{person.pk}/activities")).status_code == 404
        assert browser.patch(url(workspace, f"/{person.pk}"), {"values": {"city": "x"}}).status_code == 404
    assert browser.get(url(workspace, f"/{2**70}")).status_code == 404


def test_w01_strangers_see_nothing_and_viewers_change_nothing(workspace: Workspace) -> None:
    person = make_person(workspace, first_name="Ann")
    stranger, viewer = browser_as(None, workspace), browser_as(Role.VIEWER, workspace)
    for path in ("", f"/{person.pk}", f"/{person.pk}/activities"):
        assert stranger.get(url(workspace, path)).status_code == 404
        assert viewer.get(url(workspace, path)).status_code == 200
    for path, method in (("", "post"), (f"/{person.pk}", "patch")):
        body = {"values": {"city": "Rome"}}
        assert getattr(stranger, method)(url(workspace, path), body).status_code == 404
        assert getattr(viewer, method)(url(workspace, path), body).status_code == 403


def test_w01_what_another_workspace_did_by_hand_shows_without_its_list_and_user(
    workspace: Workspace, browser: Browser
) -> None:
    other = make_workspace(partition=workspace.primary_partition)
    theirs = browser_as(Role.MARKETER, other)
    person = make_person(workspace)
    theirs.post(f"/api/v1/workspaces/{other.pk}/lists/{make_list(other, 'Secret').pk}/people", {"people": [person.pk]})
    theirs.patch(url(other, f"/{person.pk}"), {"values": {"city": "Rome"}})
    rows = browser.get(url(workspace, f"/{person.pk}/activities")).json()["items"]
    assert [row["attributes"] for row in rows] == [{"Attribute Name": "city", "New Value": "Rome"}]
    rows = theirs.get(url(other, f"/{person.pk}/activities")).json()["items"]
    assert [row["type"]["key"] for row in rows] == ["change_data_value", "add_to_list"]
    assert rows[0]["attributes"]["Source"].startswith("Designer: user")
