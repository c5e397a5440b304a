"""Reads a text into a field's type (F03), in the form in which people are stored."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from campaigns.definitions.fields import Field, FieldType
from campaigns.definitions.text import normal
from campaigns.engine.field_tests import UnreadableValue, read_number
from campaigns.engine.instants import in_zone, local_day, stored
from campaigns.engine.wave import Value

LARGEST_WHOLE = 2**53 - 1  # what a float, and a browser, still holds exactly
SCORE_LIMITS = (-(2**31), 2**31 - 1)
LONGEST_TEXT = 65_535
_YES = {"true", "yes", "1"}
_NO = {"false", "no", "0"}
_DAY_FORMS = ("%Y-%m-%d", "%Y/%m/%d", "%m/%d/%Y", "%d.%m.%Y", "%d %b %Y", "%d %B %Y", "%b %d, %Y", "%B %d, %Y")
_HAS_TIME = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:")


def read_value(text: str, field: Field, zone: ZoneInfo) -> Value:
    """The typed value; raises ValueError with a sentence. False reads as False, though people store it as empty."""
    match field.type:
        case FieldType.TEXT | FieldType.EMAIL | FieldType.PHONE | FieldType.URL:
            return _text(text, field)
        case FieldType.INTEGER:
            return _whole(text, field, -LARGEST_WHOLE, LARGEST_WHOLE)
        case FieldType.SCORE:
            return _whole(text, field, *SCORE_LIMITS)
        case FieldType.NUMBER:
            number = read_number(text)
            return int(number) if number.is_integer() and abs(number) <= LARGEST_WHOLE else number
        case FieldType.BOOLEAN:
            return _boolean(text, field)
        case FieldType.DATE:
            return _day(text, field, zone).isoformat()
        case FieldType.DATETIME:
            return stored(_moment(text, field, zone))


def reader(field: Field, zone: ZoneInfo) -> Callable[[str], Value | UnreadableValue]:
    """`read_value` that remembers: the texts of a wave repeat. A refusal is returned, not raised."""
    known: dict[str, Value | UnreadableValue] = {}

    def read(text: str) -> Value | UnreadableValue:
        if text not in known:
            try:
                known[text] = read_value(text, field, zone)
            except ValueError as refused:
                known[text] = UnreadableValue(str(refused))
        return known[text]

    return read


def _text(text: str, field: Field) -> str:
    if "\0" in text or any("\ud800" <= letter <= "\udfff" for letter in text):
        raise UnreadableValue(f"{field.label} can't hold a character that is no text (NUL or half of a pair).")
    if len(text) > LONGEST_TEXT:
        raise UnreadableValue(f"{field.label} can hold at most {LONGEST_TEXT:,} characters.")
    return text


def _whole(text: str, field: Field, lowest: int, highest: int) -> int:
    number = read_number(text)
    if not number.is_integer():
        raise UnreadableValue(f'"{text}" is not a whole number, which {field.label} needs.')
    if not lowest <= number <= highest:
        raise UnreadableValue(f'"{text}" does not fit into {field.label}, which holds {lowest:,} to {highest:,}.')
    return int(number)


def _boolean(text: str, field: Field) -> bool:
    word = normal(text)
    if word not in _YES | _NO:
        raise UnreadableValue(f'"{text}" is neither true nor false, which {field.label} needs.')
    return word in _YES


def _day(text: str, field: Field, zone: ZoneInfo) -> date:
    given = text.strip()
    for form in _DAY_FORMS:
        try:
            return datetime.strptime(given, form).date()  # noqa: DTZ007
        except ValueError:
            continue
    if _HAS_TIME.match(given):
        return local_day(_moment(given, field, zone), zone)
    raise UnreadableValue(f'"{text}" is not a date, which {field.label} needs. Write it like "2026-11-22".')


def _moment(text: str, field: Field, zone: ZoneInfo) -> datetime:
    """A time without a zone is the workspace's."""
    given = text.strip()
    try:
        if _HAS_TIME.match(given):
            moment = datetime.fromisoformat(given)
            return moment.astimezone(UTC) if moment.tzinfo else in_zone(moment, zone)
        return in_zone(datetime.combine(_day(given, field, zone), time()), zone)
    except (ValueError, OverflowError):
        raise UnreadableValue(
            f'"{text}" is not a date and time, which {field.label} needs. Write it like "2026-11-22 14:30".'
        ) from None
