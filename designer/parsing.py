"""JSON as the API takes it: of sane depth, and with texts that both databases can hold."""

from collections.abc import Iterator, Mapping
from typing import Any

from rest_framework.exceptions import ParseError
from rest_framework.parsers import JSONParser


class JsonParser(JSONParser):
    def parse(self, stream: Any, media_type: str | None = None, parser_context: Mapping[str, Any] | None = None) -> Any:
        try:
            parsed = super().parse(stream, media_type, parser_context)
        except RecursionError:
            raise ParseError from None
        if not all(is_storable(text) for text in _texts(parsed)):
            raise ParseError
        return parsed


def _texts(parsed: Any) -> Iterator[str]:
    """Every text in it, names included."""
    ahead = [parsed]
    while ahead:
        each = ahead.pop()
        if isinstance(each, str):
            yield each
        elif isinstance(each, dict):
            yield from each
            ahead.extend(each.values())
        elif isinstance(each, list):
            ahead.extend(each)


def is_storable(text: str) -> bool:
    """PostgreSQL holds no NUL, and no half of a character that is written in two."""
    if text.isascii():
        return "\x00" not in text
    try:
        return "\x00" not in text.encode().decode()
    except UnicodeEncodeError:
        return False
