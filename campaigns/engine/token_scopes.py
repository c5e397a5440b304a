"""Token contexts: the layer that gives a token its value, whether a parent hands down or a child keeps (T03 to T06)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol
from zoneinfo import ZoneInfo

from campaigns.definitions.fields import Field
from campaigns.engine.emails.resolved import OF_DELIVERY, Resolved, key_of
from campaigns.engine.tokens import Token, parse
from campaigns.engine.wave import Rendered, Value

PersonValues = Mapping[int, Mapping[str, str]]  # index of a person -> name in normal form -> value


@dataclass(frozen=True, slots=True)
class MyTokenValue:
    value: str
    origin: str  # what people read: "Program Webinar", "Folder 2026", "given with the call"
    rich: bool = False  # HTML, which e-mails take as it is


@dataclass(frozen=True, slots=True)
class Layer:
    """What one campaign (or one API call) defines. Names are in normal form.

    `program` is None when the campaign stands in no program. `members` holds the program's members only, `trigger`
    the people whose entry a trigger started. A defined but empty value counts as present.
    """

    label: str
    my: Mapping[str, MyTokenValue] = field(default_factory=dict)
    campaign: Mapping[str, str] | None = None
    program: Mapping[str, str] | None = None
    members: PersonValues = field(default_factory=dict)
    trigger: PersonValues = field(default_factory=dict)


Context = tuple[Layer, ...]  # the first layer that defines a token wins


def called_context(caller: Context, child: Layer, *, parent_context: bool) -> Context:
    """The child's effective context; it is in turn what the child's own calls see as their parent (T04)."""
    return (*caller, child) if parent_context else (child, *caller)


@dataclass(frozen=True, slots=True)
class Found:
    """A token's value and the layer that gave it; `layer` is None when nothing defines it."""

    value: str
    layer: str | None
    rich: bool = False


class PersonColumns(Protocol):
    """What a renderer reads of people: a field's present column."""

    def column(self, field: str) -> Sequence[Value]: ...


@dataclass(frozen=True, slots=True)
class Renderer:
    """Resolves texts for people of one wave at one moment."""

    fields: Mapping[str, Field]  # by normal form of label and of name
    people: PersonColumns
    now: datetime
    zone: ZoneInfo

    def field_of(self, token: Token) -> Field | None:
        if token.family not in ("lead", "company", "person"):
            return None
        found = self.fields.get(token.name)
        return found if found and (token.family != "company" or found.company) else None

    def is_personal(self, token: Token) -> bool:
        return token.family in ("lead", "company", "person", "member", "trigger")

    def render(self, text: str, context: Context, person: int) -> Rendered:
        pieces: list[str] = []
        missing: list[str] = []
        for part in parse(text):
            if isinstance(part, str):
                pieces.append(part)
                continue
            found = self.find(part, context, person)
            if found.layer is None and part.default is None:
                missing.append(part.written)
            pieces.append(found.value or (part.default or ""))
        return Rendered("".join(pieces), tuple(missing))

    def resolve(self, tokens: Sequence[Token], context: Context, person: int) -> Resolved:
        """For texts that are put together later; the links of the delivery are known only then."""
        values: dict[str, str] = {}
        rich: set[str] = set()
        missing: list[str] = []
        for token in tokens:
            if key_of(token) in OF_DELIVERY:
                continue
            found = self.find(token, context, person)
            values[key_of(token)] = found.value
            if found.layer is None and token.default is None:
                missing.append(token.written)
            if found.rich:
                rich.add(key_of(token))
        return Resolved(values, frozenset(rich), tuple(dict.fromkeys(missing)))

    def find(self, token: Token, context: Context, person: int) -> Found:
        match token.family:
            case "lead" | "company" | "person":
                return self._of_person(token, person)
            case "system":
                return self._of_system(token)
            case _:
                return find_in_layers(token, context, person)

    def _of_person(self, token: Token, person: int) -> Found:
        known = self.field_of(token)
        if known is None:
            return Found("", None)
        return Found(as_text(self.people.column(known.name)[person]), "Person")

    def _of_system(self, token: Token) -> Found:
        local = self.now.astimezone(self.zone)
        match token.name:
            case "date":
                return Found(local.strftime("%b %d, %Y"), "System")
            case "time":
                return Found(local.strftime("%I:%M %p (GMT %z)"), "System")
            case "datetime":
                return Found(local.strftime("%Y-%m-%d %H:%M:%S"), "System")
            case _:
                return Found("", None)


def find_in_layers(token: Token, context: Context, person: int) -> Found:
    for layer in context:
        value = value_in_layer(token, layer, person)
        if value is not None:
            return Found(value, layer.label, token.family == "my" and layer.my[token.name].rich)
    return Found("", None)


def value_in_layer(token: Token, layer: Layer, person: int) -> str | None:
    """None when the layer lacks the token (T03)."""
    match token.family:
        case "my":
            own = layer.my.get(token.name)
            return own.value if own else None
        case "campaign":
            return layer.campaign.get(token.name) if layer.campaign is not None else None
        case "program":
            return layer.program.get(token.name) if layer.program is not None else None
        case "member":
            of_person = layer.members.get(person)
            return None if of_person is None else of_person.get(token.name, "")
        case "trigger":
            of_entry = layer.trigger.get(person)
            return None if of_entry is None else of_entry.get(token.name, "")
        case _:
            return None


def as_text(value: Value) -> str:
    """A stored value as a token prints it."""
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case float():
            return str(int(value)) if value.is_integer() else repr(value)
        case _:
            return str(value)
