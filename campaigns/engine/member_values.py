"""A value of a program's member: a text that fits the type of its field, in the one form that members keep (F07)."""

from zoneinfo import ZoneInfo

from campaigns.definitions.fields import Field
from campaigns.engine.field_tests import UnreadableValue
from campaigns.engine.field_values import read_value
from campaigns.engine.token_scopes import as_text

LONGEST_NAME = 100
MOST_VALUES = 100  # of one member
_BREAKS_TOKENS = "{}:"


def member_text(text: str, field: Field | None, zone: ZoneInfo) -> str:
    """A field that nobody has defined takes any text. Raises ValueError with a sentence."""
    if field is None:
        return text.replace("\0", "")
    return as_text(read_value(text, field, zone))


def checked_name(name: str) -> str:
    """Without the blanks around it; raises ValueError with a sentence."""
    stripped = name.strip()
    if not stripped or len(stripped) > LONGEST_NAME or any(letter in stripped for letter in _BREAKS_TOKENS):
        raise UnreadableValue(
            "Name the attribute in plain words, such as Seat; braces and colons would break its token."
        )
    return stripped
