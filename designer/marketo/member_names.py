"""What members of programs have, on the wire: what the product keeps, and fields of their own (reference 4.5)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from campaigns.definitions.actor import Actor
from campaigns.definitions.fields import FieldType
from campaigns.definitions.text import normal
from campaigns.selectors.outside.member_fields import outside_member_fields
from campaigns.selectors.outside.program_members import OutsideMember
from designer.marketo.errors import Refused
from designer.marketo.field_names import TYPES
from designer.marketo.moments import written
from designer.marketo.parameters import Parameters

# Name, label, type; nobody sets them directly.
KEPT: tuple[tuple[str, str, FieldType], ...] = (
    ("leadId", "Lead Id", FieldType.INTEGER),
    ("programId", "Program Id", FieldType.INTEGER),
    ("statusName", "Status", FieldType.TEXT),
    ("reachedSuccess", "Reached Success", FieldType.BOOLEAN),
    ("acquiredBy", "Acquired By", FieldType.BOOLEAN),
    ("isExhausted", "Exhausted", FieldType.BOOLEAN),
    ("membershipDate", "Membership Date", FieldType.DATETIME),
    ("createdAt", "Created At", FieldType.DATETIME),
    ("updatedAt", "Updated At", FieldType.DATETIME),
)
# Every Marketo has them; any text.
EVERYWHERE = (("registrationCode", "Registration Code", 100), ("webinarUrl", "Webinar URL", 2000))
SEARCHED = ("leadId", "statusName", "reachedSuccess")
ALWAYS = tuple(name for name, _, _ in KEPT if name != "createdAt")


@dataclass(frozen=True, slots=True)
class MemberField:
    """`name` is what member tokens say; None for what the product keeps."""

    rest: str
    label: str
    type: FieldType
    name: str | None = None
    length: int | None = None


def member_fields(actor: Actor, workspace_id: int) -> dict[str, MemberField]:
    """By their names on the wire."""
    kept = [MemberField(rest, label, type_) for rest, label, type_ in KEPT]
    everywhere = [MemberField(rest, label, FieldType.TEXT, label, length) for rest, label, length in EVERYWHERE]
    own = [
        MemberField(each.api_name, each.name, each.type, each.name)
        for each in outside_member_fields(actor, workspace_id=workspace_id)
    ]
    return {each.rest: each for each in (*own, *everywhere, *kept)}


def chosen(given: Parameters, fields: Mapping[str, MemberField]) -> list[MemberField]:
    names = given.words("fields") or list(ALWAYS)
    unknown = next((each for each in names if each not in fields), None)
    if unknown is not None:
        raise Refused("1006", f"Field '{unknown:.100}' not found")
    return [fields[each] for each in names]


def described(field: MemberField) -> dict[str, Any]:
    shown: dict[str, Any] = {"name": field.rest, "displayName": field.label, "dataType": TYPES[field.type]}
    length = field.length or (255 if field.type is FieldType.TEXT else None)
    more = {"length": length} if length else {}
    return shown | more | {"updateable": field.name is not None, "crmManaged": False}


def wire(member: OutsideMember, fields: list[MemberField]) -> dict[str, Any]:
    kept: dict[str, Any] = {
        "leadId": member.person,
        "programId": member.id,
        "statusName": member.status,
        "reachedSuccess": member.success,
        "acquiredBy": False,
        "isExhausted": False,
        "membershipDate": written(member.since),
        "createdAt": written(member.since),
        "updatedAt": written(member.changed),
    }
    own = {normal(name): text for name, text in member.values.items()}
    return {
        each.rest: kept[each.rest] if each.name is None else _value(own.get(normal(each.name)), each.type)
        for each in fields
    }


def as_text(value: Any) -> str | None:
    """What was sent for a field of a member, as members keep it; what is none of these is told by its type."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return None if value is None else str(value)


def _value(text: str | None, type_: FieldType) -> Any:
    """A value from before its field was defined may not fit; it is shown as it is."""
    try:
        match type_:
            case FieldType.BOOLEAN:
                return text == "true"
            case FieldType.INTEGER | FieldType.NUMBER if text is not None:
                return int(text) if type_ is FieldType.INTEGER else float(text)
            case _:
                return text
    except ValueError:
        return text
