"""What CSV files look like in real life, and what is said about those that can't be read."""

import pytest

from campaigns.errors import Invalid
from campaigns.services.importing import reading
from campaigns.services.importing.reading import read_sheet
from campaigns.services.importing.study import Column


def study(content: bytes) -> list[Column]:
    sheet = read_sheet(content)
    columns = [Column(heading) for heading in sheet.headings]
    for _, cells in sheet.lines:
        for column, cell in zip(columns, cells, strict=True):
            column.learn(cell)
    return columns


def refusal(content: bytes) -> str:
    with pytest.raises(Invalid) as refused:
        list(read_sheet(content).lines)
    return refused.value.message


@pytest.mark.parametrize(
    "content",
    [
        "Name,City\nJosé,Köln\n".encode(),
        "Name,City\nJosé,Köln\n".encode("utf-8-sig"),
        "Name,City\r\nJosé,Köln\r\n".encode("cp1252"),
        "Name;City\rJosé;Köln\r".encode(),
        "Name\tCity\nJosé\tKöln".encode(),
        '\n\n"Name"|"City"\n"José"|"Köln"\n,\n'.replace(",", "|").encode(),
    ],
)
def test_encodings_delimiters_and_line_ends_are_found_out(content: bytes) -> None:
    sheet = read_sheet(content)
    assert sheet.headings == ("Name", "City")
    assert [cells for _, cells in sheet.lines] == [["José", "Köln"]]


def test_lines_keep_their_number_in_the_file_across_line_breaks_inside_cells() -> None:
    sheet = read_sheet(b'Name,Note\nAnn,"one\ntwo"\n\nBob,short\n')
    assert [(number, cells[0]) for number, cells in sheet.lines] == [(2, "Ann"), (5, "Bob")]


def test_a_comma_inside_quotes_does_not_make_the_comma_the_delimiter() -> None:
    assert read_sheet(b'"Name, full";City;Zip\nAnn;Rome;1\n').headings == ("Name, full", "City", "Zip")


def test_a_comma_too_many_at_the_end_of_lines_is_no_column() -> None:
    sheet = read_sheet(b"Name,City,\nAnn,Rome,\nBob,Oslo\n")
    assert sheet.headings == ("Name", "City")
    assert [cells for _, cells in sheet.lines] == [["Ann", "Rome"], ["Bob", "Oslo"]]


def test_lines_of_a_wrong_length_are_kept_as_they_are_for_the_import_to_reject() -> None:
    sheet = read_sheet(b"Name,City\nAnn\nBob,Oslo,x\n")
    assert [cells for _, cells in sheet.lines] == [["Ann"], ["Bob", "Oslo", "x"]]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "The file is empty"),
        (b" \n\r\n,,\n", "The file is empty"),
        (b"PK\x03\x04rest", "Excel workbook"),
        (b"Name\nAnn\nB\0b\n", "Line 3 holds a NUL character"),
        ("Name\nAnn\n".encode("utf-16"), "Line 1 holds a NUL character"),
        (b"Name\nAnn\n\xff\x81\n", "Line 3 holds characters that are neither UTF-8 nor Windows-1252"),
        (b"Name,,City\nAnn,x,Rome\n", "Line 1: column 2 has no heading"),
        (b"Email,Name,EMAIL \na,b,c\n", 'Line 1: columns 1 and 3 share the heading "EMAIL"'),
        (b'Name\nAnn\n"Bob\nCid\n', "from line 3 on: a quotation mark is opened there and never closed"),
        (b'Name\n"An"n\n', "from line 2 on: a quotation mark inside a cell must be written twice"),
        (b"Name\n" + b"x" * 140_000 + b"\n", "from line 2 on: a cell is too long"),
        (b",".join(b"c%d" % n for n in range(501)) + b"\n", "at most 500"),
        (b"n" * 256 + b"\n", "the heading of column 1 is longer than 255 characters"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_with_the_line(content: bytes, sentence: str) -> None:
    assert sentence in refusal(content)


def test_a_file_that_is_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MAX_BYTES", 1024 * 1024)
    assert "larger than 1 MB" in refusal(b"x" * (1024 * 1024 + 1))


def test_the_narrowest_type_that_fits_every_cell_is_guessed() -> None:
    columns = study(
        b"yes,zero,count,price,day,zip,mixed,blank\n"
        b"Yes,0,12,1.5,2026-02-28,01234,1,\n"
        b"no,1,-3,2,2026-12-01,99999,x,Select\n"
        b",,Select,,,,,\n"
    )
    types = {column.name: column.type.value for column in columns}
    assert types == {
        "yes": "boolean",
        "zero": "integer",
        "count": "integer",
        "price": "number",
        "day": "date",
        "zip": "text",
        "mixed": "text",
        "blank": "text",
    }


def test_a_day_that_no_calendar_has_is_text() -> None:
    assert study(b"day\n2026-02-30\n")[0].type.value == "text"


def test_examples_blanks_and_uniqueness_are_told_per_column() -> None:
    id, city = study(b"id,city\n1,Rome\n2,Rome\n3,\n4,Select\n5,Oslo\n")
    assert (id.unique, id.empty, id.examples) == (True, 0, ["1", "2", "3"])
    assert (city.unique, city.empty, city.examples) == (False, 2, ["Rome", "Oslo"])
