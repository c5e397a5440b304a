"""Tokens in texts: reading {{family.Name:default=x}} and finding each one's value (T01, T03, T08)."""

import re
from dataclasses import dataclass
from functools import lru_cache

from campaigns.definitions.text import normal

_TOKEN = re.compile(r"\{\{\s*([^{}]*?)\s*\}\}")
_DEFAULT = ":default="


@dataclass(frozen=True, slots=True)
class Token:
    """`family` and `name` are in normal form; `written` is what stands in the text, without a default."""

    family: str
    name: str
    default: str | None
    written: str


Part = str | Token


@lru_cache(maxsize=4096)
def parse(text: str) -> tuple[Part, ...]:
    """The text as literal pieces and tokens, in order. Braces that hold no family.name stay literal."""
    parts: list[Part] = []
    end = 0
    for match in _TOKEN.finditer(text):
        token = _token(match.group(1))
        if token is None:
            continue
        if match.start() > end:
            parts.append(text[end : match.start()])
        parts.append(token)
        end = match.end()
    if end < len(text):
        parts.append(text[end:])
    return tuple(parts)


def tokens_of(text: str) -> tuple[Token, ...]:
    return tuple(part for part in parse(text) if isinstance(part, Token))


def _token(inside: str) -> Token | None:
    reference, found, default = inside.partition(_DEFAULT)
    family, dot, name = reference.strip().partition(".")
    if not dot or not family.strip() or not name.strip():
        return None
    return Token(normal(family), normal(name), default if found else None, "{{" + reference.strip() + "}}")
