"""What people, forms and files may put into a field, and what they are told when they can't."""

from zoneinfo import ZoneInfo

import pytest

from campaigns.definitions.fields import Field, FieldType
from campaigns.errors import Invalid
from campaigns.storage.values import clean

BERLIN = ZoneInfo("Europe/Berlin")


def field(type: FieldType) -> Field:
    return Field(name="x", label="Thing", type=type)


@pytest.mark.parametrize(
    ("type", "raw", "stored"),
    [
        (FieldType.TEXT, "  José ", "José"),
        (FieldType.TEXT, "   ", None),
        (FieldType.TEXT, None, None),
        (FieldType.BOOLEAN, True, True),
        (FieldType.BOOLEAN, False, None),
        (FieldType.BOOLEAN, "No", None),
        (FieldType.BOOLEAN, "yes", True),
        (FieldType.SCORE, 0, 0),
        (FieldType.SCORE, "0", 0),
        (FieldType.INTEGER, 12.0, 12),
        (FieldType.NUMBER, 1.5, 1.5),
        (FieldType.DATE, "2026-02-28", "2026-02-28"),
        (FieldType.DATETIME, "2026-07-01 12:00", "2026-07-01T10:00:00.000000Z"),
        (FieldType.EMAIL, "ann@example.com", "ann@example.com"),
    ],
)
def test_values_are_brought_into_the_stored_form(type: FieldType, raw: object, stored: object) -> None:
    cleaned = clean(field(type), raw, BERLIN)
    assert (cleaned, cleaned.__class__) == (stored, stored.__class__)


@pytest.mark.parametrize(
    ("type", "raw"),
    [
        (FieldType.TEXT, 5),
        (FieldType.TEXT, ["a"]),
        (FieldType.TEXT, "a\0b"),
        (FieldType.TEXT, "\ud800"),
        (FieldType.INTEGER, "1.5"),
        (FieldType.INTEGER, True),
        (FieldType.NUMBER, "many"),
        (FieldType.NUMBER, float("nan")),
        (FieldType.NUMBER, float("inf")),
        (FieldType.SCORE, 10**12),
        (FieldType.BOOLEAN, "maybe"),
        (FieldType.BOOLEAN, 1),
        (FieldType.DATE, "2026-02-30"),
        (FieldType.EMAIL, "ann at example.com"),
    ],
)
def test_a_value_that_does_not_fit_is_refused_with_a_sentence(type: FieldType, raw: object) -> None:
    with pytest.raises(Invalid) as refused:
        clean(field(type), raw, BERLIN)
    assert refused.value.message.endswith((".", '"'))
