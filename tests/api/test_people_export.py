"""People as a CSV file that a spreadsheet opens and an import takes back."""

import csv

import pytest

from campaigns.definitions.actor import Role
from campaigns.models import Workspace
from tests.factories import Browser, browser_as, make_list, make_person, make_smart_list, make_workspace

pytestmark = pytest.mark.django_db


@pytest.fixture
def workspace() -> Workspace:
    return make_workspace()


@pytest.fixture
def browser(workspace: Workspace) -> Browser:
    return browser_as(Role.VIEWER, workspace)


def exported(browser: Browser, workspace: Workspace, **asked: str | int) -> list[dict[str, str]]:
    answer = browser.get(f"/api/v1/workspaces/{workspace.pk}/people/export", asked)
    assert answer["Content-Disposition"] == 'attachment; filename="people.csv"'
    text = b"".join(answer.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]
    return list(csv.DictReader(text.splitlines()))


def test_all_fields_of_everybody_are_exported_by_their_labels(workspace: Workspace, browser: Browser) -> None:
    make_person(workspace, first_name="José", city="Oslo", score=5, phone="+49 30 123", unsubscribed=True)
    make_person(make_workspace(), first_name="Elsewhere")
    (line,) = exported(browser, workspace)
    assert line["First Name"] == "José" and line["Person Score"] == "5" and line["Phone Number"] == "+49 30 123"
    assert line["Unsubscribed"] == "true" and line["Last Name"] == ""


def test_a_text_that_a_spreadsheet_would_run_is_made_harmless(workspace: Workspace, browser: Browser) -> None:
    make_person(workspace, first_name='=HYPERLINK("http://evil")')
    assert exported(browser, workspace)[0]["First Name"] == '\'=HYPERLINK("http://evil")'


def test_only_who_is_searched_for_or_listed_is_exported(workspace: Workspace, browser: Browser) -> None:
    ann = make_person(workspace, first_name="Ann", city="Oslo")
    make_person(workspace, first_name="Bob", city="Rome")
    list_ = make_list(workspace, "Guests", people=(ann,))
    oslo = {"kind": "person_field", "params": {"field": "city", "operator": "is", "values": ["Oslo"]}}
    smart_list = make_smart_list(workspace, "In Oslo", definition={"filters": [{"id": "f", **oslo}]})
    for asked in ({"q": "ann"}, {"list": list_.pk}, {"smart_list": smart_list.pk}):
        assert [line["First Name"] for line in exported(browser, workspace, **asked)] == ["Ann"], asked
