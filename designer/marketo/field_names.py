"""Fields of people on the wire: Marketo's names and numbers for the standard ones, the own names for custom ones."""

import zlib
from dataclasses import dataclass

from campaigns.definitions.actor import Actor
from campaigns.definitions.fields import FieldType
from campaigns.definitions.text import normal
from campaigns.selectors.fields import FieldRow, fields
from campaigns.selectors.outside.fields import OutsideField, custom_fields

FIRST_CUSTOM = 1000
# Our name: number and name on the wire.
STANDARD: dict[str, tuple[int, str]] = {
    "email": (56, "email"),
    "first_name": (53, "firstName"),
    "last_name": (55, "lastName"),
    "company": (4, "company"),
    "industry": (17, "industry"),
    "website": (701, "website"),
    "employees": (702, "numberOfEmployees"),
    "job_title": (60, "title"),
    "phone": (57, "phone"),
    "city": (64, "city"),
    "state": (65, "state"),
    "country": (66, "country"),
    "lead_source": (144, "leadSource"),
    "lead_status": (145, "leadStatus"),
    "score": (146, "leadScore"),
    "behavior_score": (703, "behaviorScore"),
    "demographic_score": (704, "demographicScore"),
    "date_of_birth": (705, "dateOfBirth"),
    "unsubscribed": (79, "unsubscribed"),
    "marketing_suspended": (85, "marketingSuspended"),
    "blocklisted": (87, "blackListed"),
    "email_invalid": (77, "emailInvalid"),
    "created_at": (130, "createdAt"),
    "updated_at": (131, "updatedAt"),
}
TYPES: dict[FieldType, str] = {
    FieldType.TEXT: "string",
    FieldType.EMAIL: "email",
    FieldType.PHONE: "phone",
    FieldType.URL: "url",
    FieldType.INTEGER: "integer",
    FieldType.NUMBER: "float",
    FieldType.SCORE: "score",
    FieldType.BOOLEAN: "boolean",
    FieldType.DATE: "date",
    FieldType.DATETIME: "datetime",
}


@dataclass(frozen=True, slots=True)
class WireField:
    """`name` is ours, `rest` the one on the wire."""

    number: int
    name: str
    rest: str
    label: str
    type: FieldType
    read_only: bool
    is_custom: bool
    is_key: bool
    description: str = ""
    by_api: bool = False

    @property
    def is_filter(self) -> bool:
        """Leads can be asked for by it."""
        return self.is_key or (self.is_custom and self.type in (FieldType.TEXT, FieldType.EMAIL, FieldType.INTEGER))


class WireFields:
    """All fields, found by whatever a client calls them."""

    def __init__(self, all_of_them: list[WireField]) -> None:
        self.all = all_of_them
        self.by_name = {each.name: each for each in all_of_them}
        self.by_rest = {each.rest: each for each in all_of_them}
        self._by_word = {normal(word): each for each in all_of_them for word in (each.label, each.name, each.rest)}
        self._by_number = {str(each.number): each for each in all_of_them}

    def find(self, word: str) -> WireField | None:
        """By its number, its name on the wire or ours, or its label."""
        return self._by_number.get(word) or self._by_word.get(normal(word))


def wire_fields(actor: Actor) -> WireFields:
    custom = custom_fields()
    return WireFields([_wire(each, custom.get(each.name)) for each in fields(actor)])


def _wire(field: FieldRow, custom: OutsideField | None) -> WireField:
    number, rest = STANDARD.get(field.name) or _unlisted(field, custom)
    return WireField(
        number,
        field.name,
        rest,
        field.label,
        field.type,
        field.read_only,
        not field.standard,
        field.key,
        custom.description if custom else "",
        bool(custom and custom.by_api),
    )


def _unlisted(field: FieldRow, custom: OutsideField | None) -> tuple[int, str]:
    """Custom fields keep their names; standard ones that Marketo doesn't have are written as it would."""
    if custom is not None:
        return FIRST_CUSTOM + custom.number, field.name
    first, *rest = field.name.split("_")
    return 800 + zlib.crc32(field.name.encode()) % 100, first + "".join(word.capitalize() for word in rest)
