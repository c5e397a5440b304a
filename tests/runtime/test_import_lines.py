"""Lines of a file become values of people, or are rejected with what is wrong in them."""

from zoneinfo import ZoneInfo

from campaigns.definitions.fields import Field, FieldType
from campaigns.runtime.import_lines import Layout, ReadLines, read_lines

CODE = Field(name="code", label="Code", type=FieldType.TEXT, is_key=True)
VISITS = Field(name="visits", label="Visits", type=FieldType.INTEGER)
WANTS = Field(name="wants", label="Wants mail", type=FieldType.BOOLEAN)
LAYOUT = Layout(
    headings=("Code", "Visits", "Wants mail", "Notes"),
    fields=(CODE, VISITS, WANTS, None),
    key="code",
    empty_words=frozenset(["select"]),
    zone=ZoneInfo("UTC"),
)


def read(*lines: tuple[str, ...]) -> ReadLines:
    return read_lines(list(enumerate(lines, start=2)), LAYOUT)


def test_cells_become_typed_values_and_columns_without_a_field_are_left_out() -> None:
    assert read(("a1", "0", "Yes", "x")).people == {"a1": {"code": "a1", "visits": 0, "wants": True}}


def test_blank_cells_and_empty_words_say_nothing_while_no_clears() -> None:
    assert read(("a1", "SELECT ", "", ""), ("a2", " ", "no", "")).people == {
        "a1": {"code": "a1"},
        "a2": {"code": "a2", "wants": None},
    }


def test_lines_that_name_the_same_person_are_one_person_and_the_later_line_wins() -> None:
    found = read(("A1", "1", "Yes", ""), ("b", "9", "", ""), ("a1 ", "2", "", ""))
    assert found.people["a1"] == {"code": "a1", "visits": 2, "wants": True}
    assert found.lines == {"a1": [2, 4], "b": [3]}


def test_every_bad_cell_of_a_rejected_line_is_named() -> None:
    found = read(("a1", "many", "perhaps", ""), ("a2", "1", "", ""))
    assert [(fault.line, fault.column, fault.value) for fault in found.faults] == [
        (2, "Visits", "many"),
        (2, "Wants mail", "perhaps"),
    ]
    assert (found.rejected, list(found.people)) == (1, ["a2"])


def test_lines_without_a_key_or_of_a_wrong_length_are_rejected() -> None:
    found = read(("", "1", "", ""), ("a1", "1"), ("k" * 256, "1", "", ""))
    assert [(fault.line, fault.reason) for fault in found.faults] == [
        (2, "The line has no Code, by which people are found."),
        (3, "The line has 2 cells where the file has 4 columns."),
        (4, "A key has at most 255 characters."),
    ]
    assert (found.rejected, found.people) == (3, {})
