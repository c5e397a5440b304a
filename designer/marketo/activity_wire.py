"""An activity on the wire (reference 4.3)."""

from collections.abc import Mapping
from typing import Any

from campaigns.definitions.activity_types import BY_ID
from campaigns.selectors.outside.activities import OutsideActivity
from designer.marketo.activity_names import BOOLEANS, CUSTOM, FIRST_CUSTOM
from designer.marketo.field_names import WireFields
from designer.marketo.moments import written

ABOUT_FIELDS = {13, 22}  # their primary attribute is a field


def wire(found: OutsideActivity, fields: WireFields) -> dict[str, Any]:
    """Empty attributes are left out."""
    row = found.row
    about, value = about_of(found.type_id, found.about, row.primary, fields)
    shown = head(found)
    if row.campaign is not None:
        shown["campaignId"] = row.campaign.id
    if about is not None:
        shown["primaryAttributeValueId"] = about
    if value is not None:
        shown["primaryAttributeValue"] = value
    attributes = attributes_of(found.type_id, row.attributes, reason=row.reason, result=row.result)
    shown["attributes"] = [{"name": name, "value": each} for name, each in attributes.items()]
    return shown


def head(found: OutsideActivity) -> dict[str, Any]:
    row = found.row
    return {
        "id": row.id,
        "marketoGUID": str(row.id),
        "leadId": row.person.id,
        "activityDate": written(row.occurred_at),
        "activityTypeId": wire_type(found.type_id, found.about),
    }


def wire_type(type_id: int, about: int | None) -> int:
    """Of a custom activity the number of its own type."""
    return FIRST_CUSTOM + about if BY_ID[type_id].key == CUSTOM and about is not None else type_id


def about_of(type_id: int, about: int | None, primary: Any, fields: WireFields) -> tuple[int | None, Any]:
    """The id and the name of what it is about."""
    if type_id in ABOUT_FIELDS:
        field = fields.by_name.get(str(primary))
        return (field.number, field.label) if field else (None, primary)
    return about, primary


def attributes_of(type_id: int, held: Mapping[str, Any], *, reason: str | None, result: str) -> dict[str, Any]:
    """As the type names them, for PostgreSQL keeps JSON in an order of its own. Custom attributes come behind."""
    type_ = BY_ID[type_id]
    names = [each for each in type_.attributes if each in held and each != type_.primary]
    names += sorted(each for each in held if each not in type_.attributes)
    shown = {name: _value(name, held[name]) for name in names}
    if reason and "Reason" not in shown:
        shown["Reason"] = reason
    if result != "succeeded":
        shown["Result"] = result
    return {name: value for name, value in shown.items() if value != ""}


def _value(name: str, value: Any) -> Any:
    if name in BOOLEANS and isinstance(value, str) and value.upper() in {"TRUE", "FALSE"}:
        return value.upper() == "TRUE"
    return value
