"""What a My Token may be called, and what a value of each type looks like (T02)."""

import re
from datetime import date

TOKEN_TYPES = ("text", "rich_text", "number", "score", "date")
MOST_CHARACTERS = 65_536
_SCORE = re.compile(r"[+\-=]?[0-9]{1,9}")
_NUMBER = re.compile(r"[+\-]?[0-9]{1,15}(\.[0-9]{1,10})?")


def clean_token_name(name: str) -> str:
    """The name without braces and "my."; a ValueError's text is a sentence."""
    inside = name.strip().removeprefix("{{").removesuffix("}}").strip()
    if inside[:3].lower() == "my.":
        inside = inside[3:].strip()
    if not inside:
        raise ValueError("A token needs a name, such as score or Webinar Date.")
    if len(inside) > 50:
        raise ValueError("A token's name has at most 50 characters.")
    if set(inside) & set("{}:") or any(ord(each) < 32 for each in inside):
        raise ValueError("A token's name can't hold braces, a colon or a line break.")
    return inside


def clean_token_value(type: str, value: str) -> str:
    """The value as it is stored; a ValueError's text is a sentence. An empty text counts as a value."""
    match type:
        case "score":
            return _matching(_SCORE, value, "A score is a whole number with +, - or = before it, like +10, -5 or =0.")
        case "number":
            return _matching(_NUMBER, value, "A number is written like 12 or -3.5, without separators for thousands.")
        case "date":
            return _date(value.strip())
        case _:
            return _text(value)


def _matching(pattern: re.Pattern[str], value: str, sentence: str) -> str:
    value = value.strip()
    if not pattern.fullmatch(value):
        raise ValueError(f"{sentence} “{value[:40]}” is none.")
    return value


def _date(value: str) -> str:
    try:
        return date.fromisoformat(value).isoformat() if value else ""
    except ValueError:
        raise ValueError(f"A date is written like 2026-11-22. “{value[:40]}” is none.") from None


def _text(value: str) -> str:
    if len(value) > MOST_CHARACTERS:
        raise ValueError(f"A text has at most {MOST_CHARACTERS} characters.")
    return value
