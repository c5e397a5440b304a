"""Webhooks as flows see them, and their requests with the tokens' values quoted where they stand (F07, T10)."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import quote, quote_plus, urlsplit

from campaigns.definitions.webhook import WebhookDefinition
from campaigns.engine.json_paths import UnreadablePath, read_path
from campaigns.engine.tokens import Token, parse, tokens_of

_CONTENT_TYPES = {"json": "application/json", "form": "application/x-www-form-urlencoded"}
Values = Mapping[str, str]  # by the token as it is written with its default


@dataclass(frozen=True, slots=True)
class WebhookInfo:
    """`typed` are those of its tokens that stand for numbers and booleans, by which JSON quotes them or not."""

    id: int
    name: str
    definition: WebhookDefinition
    typed: frozenset[str] = frozenset()

    @property
    def tokens(self) -> tuple[Token, ...]:
        return tuple(dict.fromkeys(token for text in self.definition.texts for token in tokens_of(text)))

    @property
    def mapped_fields(self) -> frozenset[str]:
        return frozenset(mapping.field for mapping in self.definition.mappings)


@dataclass(frozen=True, slots=True)
class Call:
    method: str
    url: str
    headers: tuple[tuple[str, str], ...]
    body: str | None


def key_of(token: Token) -> str:
    """With its default, since the same token may have another one elsewhere."""
    return token.written if token.default is None else f"{token.written[:-2]}:default={token.default}}}}}"


def call_of(webhook: WebhookInfo, values: Values) -> Call:
    definition = webhook.definition
    headers = [(each.name, _line(_filled(each.value, values, lambda value, _: value))) for each in definition.headers]
    body = None
    if definition.method != "GET" and definition.body.strip():
        body = _body(webhook, values)
        if not any(name.lower() == "content-type" for name, _ in headers):
            headers.append(("Content-Type", _CONTENT_TYPES.get(definition.encoding, "text/plain; charset=utf-8")))
    return Call(definition.method, address_of(definition.url, values), tuple(headers), body)


def address_of(url: str, values: Values) -> str:
    """A token with which the address begins gives the address itself; every other one is encoded."""
    filled = []
    for place, part in enumerate(parse(url.strip())):
        if isinstance(part, str):
            filled.append(part)
        else:
            value = values.get(key_of(part), "")
            filled.append(value if place == 0 else quote(value, safe=""))
    return "".join(filled)


def faults_of(definition: WebhookDefinition) -> list[tuple[str, str]]:
    """What can't be saved: the part of the form, and a sentence."""
    faults = []
    url = definition.url.strip()
    if not url.startswith("{{") and (urlsplit(url).scheme not in ("http", "https") or not urlsplit(url).hostname):
        faults.append(("url", "Give an address that begins with https:// or http://."))
    for header in definition.headers:
        if not header.name.isascii() or not header.name.replace("-", "").replace("_", "").isalnum():
            faults.append(("headers", f"“{header.name}” is no name of a header. Use letters, digits and hyphens."))
    if definition.encoding == "json" and definition.body.strip():
        faults += _faults_of_json(definition)
    for mapping in definition.mappings:
        try:
            read_path(mapping.path)
        except UnreadablePath as refused:
            faults.append(("mappings", str(refused)))
    return faults


def _faults_of_json(definition: WebhookDefinition) -> list[tuple[str, str]]:
    try:
        json.loads(_body(WebhookInfo(0, "", definition), {}))
    except ValueError as error:
        return [("body", f"The body is no JSON: {error}. Tokens outside of quotes get their own.")]
    return []


def _body(webhook: WebhookInfo, values: Values) -> str:
    definition = webhook.definition
    match definition.encoding:
        case "json":
            return _filled_json(definition.body, values, webhook.typed)
        case "form":
            return _filled(definition.body, values, lambda value, _: quote_plus(value))
        case _:
            return _filled(definition.body, values, lambda value, _: value)


def _filled_json(text: str, values: Values, typed: frozenset[str]) -> str:
    """Inside quotes a value is escaped; outside of them it becomes a JSON value of its own."""
    quotes = _Quotes()

    def quoted(value: str, token: Token) -> str:
        if quotes.are_open:
            return json.dumps(value, ensure_ascii=False)[1:-1]
        if key_of(token) in typed:
            return value or "null"
        return json.dumps(value, ensure_ascii=False)

    return _filled(text, values, quoted, literal=quotes.read)


class _Quotes:
    """Whether a JSON text has opened a string that it has not closed yet."""

    def __init__(self) -> None:
        self.are_open = False

    def read(self, literal: str) -> str:
        escaped = False
        for letter in literal:
            if letter == '"' and not escaped:
                self.are_open = not self.are_open
            escaped = self.are_open and letter == "\\" and not escaped
        return literal


def _filled(
    text: str, values: Values, quoted: Callable[[str, Token], str], *, literal: Callable[[str], str] = str
) -> str:
    return "".join(
        literal(part) if isinstance(part, str) else quoted(values.get(key_of(part), ""), part) for part in parse(text)
    )


def _line(text: str) -> str:
    """A header can't hold line breaks."""
    return " ".join(text.split())
