"""The import page: upload, mapping, key, progress, result; and what it says of a file that can't be read."""

import csv
import io
import re

import pytest
from playwright.sync_api import Page, expect

from campaigns.services.demo.leads import find_leads, made_up_leads
from tests.browser.acting import choose
from tests.browser.office import Workspace
from tests.browser.watching import Watch

pytestmark = pytest.mark.browser

GUESTS = """E-mail Address,First Name,Seats Booked,Arrives
ada@example.com,Ada,2,2026-11-22
grace@example.com,Grace,many,2026-11-23
linus@example.com,Linus,3,2026-11-24
"""


def upload(page: Page, workspace: Workspace, content: bytes, name: str = "leads.csv") -> None:
    page.goto(f"/w/{workspace.id}/people")
    page.get_by_role("main").get_by_role("link", name="Import people").first.click()
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="Choose a file").click()
    chooser.value.set_files({"name": name, "mimeType": "text/csv", "buffer": content})


def expect_result(page: Page, **figures: int) -> None:
    result = page.get_by_role("region", name="Result")
    expect(page.get_by_role("main").get_by_text("Done", exact=True)).to_be_visible(timeout=120_000)
    for label, count in figures.items():
        expect(result.get_by_text(re.compile(rf"^{count:,}\s*{label}$"))).to_be_visible()


def test_the_leads_are_imported_by_their_prospect_id_while_the_page_tells_how_far_it_is(
    page: Page, workspace: Workspace
) -> None:
    found = find_leads()
    content = found.read_bytes() if found else made_up_leads()
    lines = sum(1 for _ in csv.reader(io.StringIO(content.decode()))) - 1
    upload(page, workspace, content)
    expect(page.get_by_text(re.compile(rf"{lines:,} lines, 37 columns"))).to_be_visible()
    expect(page.get_by_role("table", name="First rows of the file").get_by_role("row")).to_have_count(11)
    choose(page, "Key column", "Prospect ID")

    page.get_by_role("button", name=f"Import {lines:,} lines").click()

    expect(page.get_by_text(re.compile(rf"^[1-9][\d,]* of {lines:,} lines"))).to_be_visible()
    expect_result(page, created=lines, updated=0, unchanged=0, rejected=0)
    page.get_by_role("link", name="To the people").click()
    expect(page.get_by_role("status").filter(has_text=f"{lines:,} people")).to_be_visible()


def test_columns_become_fields_bad_lines_are_named_and_a_second_import_makes_nobody_twice(
    page: Page, workspace: Workspace
) -> None:
    upload(page, workspace, GUESTS.encode(), "guests.csv")
    choose(page, "E-mail Address becomes", "Email Address")
    choose(page, "Arrives becomes", "Skip this column")
    choose(page, "Seats Booked becomes", "New field")
    choose(page, "Type of the new field for Seats Booked", "Whole number")
    choose(page, "Key column", "E-mail Address")
    page.get_by_role("button", name="Import 3 lines").click()
    expect_result(page, created=2, rejected=1)

    with page.expect_download() as download:
        page.get_by_role("link", name="Error file").click()
    [heading, fault] = csv.reader(io.StringIO(download.value.path().read_text("utf-8-sig")))
    assert heading == ["line", "column", "value", "reason"]
    assert fault[:3] == ["3", "Seats Booked", "many"]
    assert fault[3], "a reason"

    mended = GUESTS.replace("many", "4").replace("Linus,3", "Linus,5")
    upload(page, workspace, mended.encode(), "guests.csv")
    choose(page, "Key column", "E-mail Address")
    expect(page.get_by_role("combobox", name="Seats Booked becomes")).to_have_value("Seats Booked")
    choose(page, "Arrives becomes", "Skip this column")
    page.get_by_role("button", name="Import 3 lines").click()
    expect_result(page, created=1, updated=1, unchanged=1, rejected=0)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b'Email,Name\nada@example.com,"Ada\n', "a quotation mark is opened there and never closed"),
        (b"Email,Email\nada@example.com,b\n", "share the heading"),
        (b"", "The file is empty"),
        (b"PK\x03\x04 workbook", "This is an Excel workbook"),
    ],
    ids=["open quotation mark", "doubled heading", "empty", "workbook"],
)
def test_a_file_that_cant_be_read_is_refused_with_its_reason_and_another_can_be_chosen(
    page: Page, workspace: Workspace, watch: Watch, content: bytes, words: str
) -> None:
    watch.expect(400, r"/imports$")
    upload(page, workspace, content, "broken.csv")
    expect(page.get_by_role("alert")).to_contain_text(words)
    expect(page.get_by_role("button", name="Choose a file")).to_be_enabled()
