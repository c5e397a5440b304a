"""Smart list assets over the API: saved at once, previewed, listed, never a circle (L01, L02, L04, C17)."""

from typing import Any

import pytest

from campaigns.definitions.actor import Role
from campaigns.models import SmartCampaign, Workspace
from campaigns.storage import plans
from tests.definitions import in_smart_list, lives_in, person_is_created, rule, score, smart_list
from tests.editing import draw, draw_smart_list, edit_smart_list
from tests.factories import Browser, browser_as, make_people, make_workspace

pytestmark = pytest.mark.django_db


@pytest.fixture
def workspace() -> Workspace:
    return make_workspace("Acme")


@pytest.fixture
def browser(workspace: Workspace) -> Browser:
    return browser_as(Role.MARKETER, workspace)


def address(workspace: Workspace, path: str = "") -> str:
    return f"/api/v1/workspaces/{workspace.pk}/smart-lists{path}"


def test_a_smart_list_is_made_saved_renamed_and_deleted(browser: Browser, workspace: Workspace) -> None:
    made = browser.post(address(workspace), {"name": "Paris"})
    one = f"/{made.json()['id']}"

    saved = browser.put(
        address(workspace, f"{one}/draft"), {"edit_number": 0, "smart_list": smart_list(lives_in("Paris"))}
    )
    renamed = browser.patch(address(workspace, one), {"name": "Parisians"})
    deleted = browser.delete(address(workspace, one))

    assert (made.status_code, made.json()["edit_number"]) == (201, 0)
    assert (saved.status_code, saved.json()["edit_number"]) == (200, 1)
    assert "Paris" in saved.json()["words"]["filters"]["f1"]
    assert (renamed.json()["name"], renamed.json()["edit_number"]) == ("Parisians", 1)
    assert (deleted.status_code, browser.get(address(workspace, one)).status_code) == (204, 404)


def test_a_stale_save_is_refused_with_the_newer_version(browser: Browser, workspace: Workspace) -> None:
    asset = draw_smart_list(workspace, "Paris", lives_in("Paris"))

    answer = browser.put(address(workspace, f"/{asset.pk}/draft"), {"edit_number": 0, "smart_list": smart_list()})

    assert (answer.status_code, answer.json()["code"]) == (409, "stale_edit")
    assert answer.json()["details"]["edit_number"] == 1
    assert answer.json()["details"]["smart_list"]["filters"][0]["params"]["values"] == ["Paris"]


def test_a_smart_list_has_no_triggers(browser: Browser, workspace: Workspace) -> None:
    asset = draw_smart_list(workspace, "Paris")

    answer = browser.put(
        address(workspace, f"/{asset.pk}/draft"),
        {"edit_number": 1, "smart_list": smart_list(triggers=(person_is_created(),))},
    )

    assert (answer.status_code, answer.json()["code"]) == (400, "invalid")


def test_l02_a_circle_of_smart_lists_is_an_error_that_names_the_way(browser: Browser, workspace: Workspace) -> None:
    one = draw_smart_list(workspace, "One", lives_in("Paris"))
    two = draw_smart_list(workspace, "Two", in_smart_list(one.pk))

    closed = edit_smart_list(one, in_smart_list(two.pk))

    [problem] = closed.problems
    assert (problem.code, problem.severity, problem.where.rule) == ("smart_list_circle", "error", "f1")
    assert '"One" > "Two" > "One"' in problem.message


def test_l02_a_smart_list_in_itself_is_a_circle(workspace: Workspace) -> None:
    one = draw_smart_list(workspace, "One", lives_in("Paris"))

    assert [each.code for each in edit_smart_list(one, in_smart_list(one.pk)).problems] == ["smart_list_circle"]


def test_c10_nobody_is_in_a_smart_list_that_refers_to_a_broken_one(browser: Browser, workspace: Workspace) -> None:
    make_people(workspace, 2, city="Paris")
    broken = draw_smart_list(workspace, "Broken", rule("f1", "no_such_filter"))
    outer = draw_smart_list(workspace, "Outer", in_smart_list(broken.pk))

    page = browser.get(address(workspace, f"/{outer.pk}/people")).json()
    seen = browser.get(address(workspace, f"/{outer.pk}")).json()

    assert page["items"] == []
    assert ["Broken" in each["message"] for each in seen["problems"]] == [True]


def test_l04_count_sample_and_people_agree(browser: Browser, workspace: Workspace) -> None:
    parisians = {each.pk for each in make_people(workspace, 3, city="PARIS")}
    make_people(workspace, 2, city="Rome")
    asset = draw_smart_list(workspace, "Paris", lives_in("Paris"))

    seen = browser.post(address(workspace, "/preview"), {"smart_list": smart_list(lives_in("Paris"))}).json()
    page = browser.get(address(workspace, f"/{asset.pk}/people")).json()

    assert (seen["count"], seen["doubt"], seen["problems"]) == (3, None, [])
    assert {row["id"] for row in seen["sample"]} == {row["id"] for row in page["items"]} == parisians
    assert page["total"] == 3
    assert seen["took_ms"] >= 0


def test_people_of_a_smart_list_come_in_pages(browser: Browser, workspace: Workspace) -> None:
    make_people(workspace, 101, city="Paris")
    asset = draw_smart_list(workspace, "Paris", lives_in("Paris"))

    first = browser.get(address(workspace, f"/{asset.pk}/people")).json()
    second = browser.get(address(workspace, f"/{asset.pk}/people?cursor={first['next']}")).json()

    assert (len(first["items"]), first["total"], len(second["items"]), second["next"]) == (100, 101, 1, None)


def test_a_preview_says_what_is_wrong_instead_of_counting(browser: Browser, workspace: Workspace) -> None:
    mixed = smart_list(
        lives_in("A"), lives_in("B", id="f2"), lives_in("C", id="f3"), match="advanced", logic="1 and 2 or 3"
    )

    seen = browser.post(address(workspace, "/preview"), {"smart_list": mixed}).json()

    assert seen["count"] is None
    assert "brackets" in seen["doubt"]
    assert [each["code"] for each in seen["problems"]] == ["logic_invalid"]


@pytest.mark.parametrize("body", [{}, [], {"smart_list": 5}, {"smart_list": {"filters": "x"}}, {"colour": "red"}])
def test_a_preview_of_nonsense_is_refused(browser: Browser, workspace: Workspace, body: Any) -> None:
    answer = browser.post(address(workspace, "/preview"), body)

    assert (answer.status_code, answer.json()["code"]) == (400, "invalid")


def test_c17_a_used_smart_list_is_not_deleted_and_its_users_are_named(browser: Browser, workspace: Workspace) -> None:
    asset = draw_smart_list(workspace, "Paris", lives_in("Paris"))
    campaign = draw(workspace, "Scoring", score(), smart_list=smart_list(in_smart_list(asset.pk)))

    answer = browser.delete(address(workspace, f"/{asset.pk}"))

    assert (answer.status_code, answer.json()["code"]) == (409, "still_used")
    assert "“Scoring”" in answer.json()["message"]
    users = browser.get(address(workspace, f"/{asset.pk}/used-by")).json()
    assert [each["node"] for each in users] == [f"campaign:{campaign.pk}"]


def test_an_edit_counts_at_once_for_campaigns_that_reach_the_list(workspace: Workspace) -> None:
    inner = draw_smart_list(workspace, "Inner", lives_in("Paris"))
    outer = draw_smart_list(workspace, "Outer", in_smart_list(inner.pk))
    campaign = draw(workspace, "Scoring", score(), smart_list=smart_list(in_smart_list(outer.pk)))
    before = plans.current(campaign.pk)

    edit_smart_list(inner, lives_in("Rome"))

    assert SmartCampaign.objects.get(pk=campaign.pk).plan is None
    assert plans.current(campaign.pk).digest != before.digest


def test_w01_a_stranger_sees_no_smart_list_and_a_viewer_changes_none(workspace: Workspace) -> None:
    asset = draw_smart_list(workspace, "Paris", lives_in("Paris"))
    stranger, viewer = browser_as(None, workspace), browser_as(Role.VIEWER, workspace)
    changes: list[tuple[str, str, dict[str, Any]]] = [
        ("post", "", {"name": "New"}),
        ("patch", f"/{asset.pk}", {"name": "New"}),
        ("put", f"/{asset.pk}/draft", {"edit_number": 1, "smart_list": smart_list()}),
        ("delete", f"/{asset.pk}", {}),
    ]

    for path in (f"/{asset.pk}", f"/{asset.pk}/people", f"/{asset.pk}/used-by"):
        assert stranger.get(address(workspace, path)).status_code == 404, path
        assert viewer.get(address(workspace, path)).status_code == 200, path
    for method, path, body in changes:
        assert getattr(stranger, method)(address(workspace, path), body).status_code == 404, path
        assert getattr(viewer, method)(address(workspace, path), body).status_code == 403, path
    asked = {"smart_list": smart_list()}
    assert stranger.post(address(workspace, "/preview"), asked).status_code == 404
    assert viewer.post(address(workspace, "/preview"), asked).status_code == 200


def test_w01_a_smart_list_or_campaign_of_another_workspace_is_not_found_from_mine(
    browser: Browser, workspace: Workspace
) -> None:
    other = make_workspace("Theirs")
    theirs = draw_smart_list(other, "Secret", lives_in("Paris"))
    campaign = draw(other, "Secret too", score())

    assert browser.get(address(workspace, f"/{theirs.pk}")).status_code == 404
    assert browser.delete(address(workspace, f"/{theirs.pk}")).status_code == 404
    asked = {"smart_list": smart_list(), "campaign": campaign.pk}
    assert browser.post(address(workspace, "/preview"), asked).status_code == 404
