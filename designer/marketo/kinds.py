"""Actions, triggers and filters on the wire: numbers for them and for their parameters (reference 6.5, 6.6)."""

import csv
import zlib
from dataclasses import dataclass
from functools import cache
from typing import Any

from campaigns.definitions.activity_types import BY_KEY
from campaigns.definitions.actor import Actor
from campaigns.definitions.text import normal
from campaigns.selectors.channels import channels
from campaigns.selectors.kinds import KindRow, catalog_row
from campaigns.selectors.outside.suggestions import suggestions
from campaigns.selectors.tree import tree
from designer.marketo.errors import wrong_type, wrong_value
from designer.marketo.field_names import WireFields
from designer.marketo.parameters import loose_json

# What the control of a parameter lets people choose, by the kind of node in the tree.
CHOSEN = {
    "executable": "campaign",
    "requestable": "campaign",
    "campaign": "campaign",
    "campaigns": "campaign",
    "list": "list",
    "lists": "list",
    "program": "program",
    "programs": "program",
    "smart_list": "smart_list",
    "smart_lists": "smart_list",
    "email": "email",
    "emails": "email",
}
FIELD = "person_field"


@dataclass(frozen=True, slots=True)
class WireParam:
    number: int
    name: str
    label: str
    type: str
    control: str
    options: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WireKind:
    number: int
    kind: str
    label: str
    role: str
    in_choice: bool
    params: tuple[WireParam, ...]

    def param(self, word: str) -> WireParam:
        """By its number or its name."""
        for each in self.params:
            if word.strip() in (str(each.number), each.name):
                return each
        raise wrong_value("attributeId", word)


@cache
def actions() -> dict[int, WireKind]:
    return _numbered(catalog_row().actions)


@cache
def filters() -> dict[int, WireKind]:
    return _numbered(catalog_row().filters)


@cache
def triggers() -> dict[int, WireKind]:
    return _numbered(catalog_row().triggers)


def by_kind(kinds: dict[int, WireKind], kind: str) -> WireKind | None:
    return next((each for each in kinds.values() if each.kind == kind), None)


def described(kind: WireKind) -> dict[str, Any]:
    constraints = [
        {
            "id": each.number,
            "name": each.label,
            "dataType": each.type,
            "primary": place == 0,
            "operator": "is",
            "dbAttrib": each.name,
            "type": "activity",
        }
        for place, each in enumerate(kind.params)
    ]
    return {"id": kind.number, "name": kind.label, "type": "activity", "constraints": constraints}


class Names:
    """Turns what clients write into ids and back: assets and fields by number or by name."""

    def __init__(self, actor: Actor, workspace_id: int, fields: WireFields) -> None:
        self.fields, self._actor, self._workspace_id = fields, actor, workspace_id
        self._nodes = tree(actor, workspace_id=workspace_id).nodes
        self._statuses = [each for channel in channels(actor, workspace_id=workspace_id) for each in channel.statuses]

    def read(self, param: WireParam, text: str) -> Any:
        """What a definition holds; refused where it can't be that."""
        if param.type == "array":
            return self._many(param, text)
        if param.control.startswith("field"):
            return self._field(text)
        return self._one(param, text)

    def _one(self, param: WireParam, text: str) -> Any:
        match param.type:
            case "boolean":
                if normal(text) not in {"true", "false", "1", "0"}:
                    raise wrong_type(text, "Boolean")
                return normal(text) in {"true", "1"}
            case "integer":
                return self._id(param.control, text)
            case "object":
                return loose_json(text)
            case _:
                return _option(param, text)

    def _many(self, param: WireParam, text: str) -> Any:
        if text.strip().startswith(("[", "{")):
            return loose_json(text)
        if param.control in CHOSEN or param.control == "statuses":
            return [self._id(param.control, each) for each in words(text)]
        return words(text)

    def _id(self, control: str, text: str) -> int | None:
        if text.strip().isdigit():
            return int(text)
        if not text.strip():
            return None
        wanted, kind = normal(text), CHOSEN.get(control)
        if control in ("status", "statuses"):
            found = [each.id for each in self._statuses if normal(each.name) == wanted]
        elif kind is None:
            offered = suggestions(self._actor, workspace_id=self._workspace_id, control=control)
            found = [each.id for each in offered if normal(each.name) == wanted]
        else:
            found = [each.id for each in self._nodes if each.kind == kind and normal(each.name) == wanted]
        if len(found) != 1:
            raise wrong_value(control, text)
        return found[0]

    def _field(self, text: str) -> str:
        field = self.fields.find(text)
        if field is None:
            raise wrong_value("field", text)
        return field.name


def words(text: str) -> list[str]:
    """A list parted by commas; a word with a comma stands in quotes."""
    return [each.strip() for each in next(csv.reader([text], skipinitialspace=True), []) if each.strip()]


def _option(param: WireParam, text: str) -> str:
    """One of the options in whatever case and with spaces, else the text as it is."""
    plain = normal(text).replace(" ", "_")
    return next((each for each in param.options if normal(each).replace(" ", "_") == plain), text)


def _numbered(kinds: tuple[KindRow, ...]) -> dict[int, WireKind]:
    """Numbers come from the kind's name, so that they stay when others are added."""
    found: dict[int, WireKind] = {}
    for each in kinds:
        number = BY_KEY[each.kind].id if each.kind in BY_KEY else 1_000_000 + zlib.crc32(each.kind.encode()) % 1_000_000
        params = tuple(
            _param(number * 100 + place, name, schema, each.schema.get("$defs", {}))
            for place, (name, schema) in enumerate(each.schema.get("properties", {}).items(), 1)
        )
        found[number] = WireKind(number, each.kind, each.label, each.role, each.in_choice, params)
    return found


def _param(number: int, name: str, schema: dict[str, Any], defs: dict[str, Any]) -> WireParam:
    shapes = [schema, *schema.get("anyOf", ())]
    types = [shape["type"] for shape in shapes if shape.get("type") not in (None, "null")]
    options = next((tuple(shape["enum"]) for shape in shapes if "enum" in shape), ())
    return WireParam(
        number=number,
        name=name,
        label=schema.get("title", name),
        type=types[0] if types else "object",
        control=schema.get("control", ""),
        options=options,
    )
