"""An activity on the wire (reference 4.3)."""

from typing import Any

from campaigns.definitions.activity_types import BY_ID
from campaigns.selectors.outside.activities import OutsideActivity
from designer.marketo.activity_names import BOOLEANS, CUSTOM, FIRST_CUSTOM
from designer.marketo.field_names import WireFields
from designer.marketo.moments import written

ABOUT_FIELDS = {13, 22}  # their primary attribute is a field


def wire(found: OutsideActivity, fields: WireFields) -> dict[str, Any]:
    """Empty attributes are left out."""
    row, type_ = found.row, BY_ID[found.type_id]
    about, value = _about(found, fields)
    shown = head(found)
    if row.campaign is not None:
        shown["campaignId"] = row.campaign.id
    if about is not None:
        shown["primaryAttributeValueId"] = about
    if value is not None:
        shown["primaryAttributeValue"] = value
    others = {name: row.attributes[name] for name in _ordered(found) if name != type_.primary}
    more = {"Reason": row.reason} if row.reason and "Reason" not in others else {}
    result = {} if row.result == "succeeded" else {"Result": row.result}
    shown["attributes"] = [
        {"name": name, "value": _value(name, each)} for name, each in (others | more | result).items() if each != ""
    ]
    return shown


def head(found: OutsideActivity) -> dict[str, Any]:
    row = found.row
    is_custom = BY_ID[found.type_id].key == CUSTOM and found.about is not None
    return {
        "id": row.id,
        "marketoGUID": str(row.id),
        "leadId": row.person.id,
        "activityDate": written(row.occurred_at),
        "activityTypeId": FIRST_CUSTOM + (found.about or 0) if is_custom else found.type_id,
    }


def _about(found: OutsideActivity, fields: WireFields) -> tuple[int | None, Any]:
    """The id and the name of what it is about."""
    value = found.row.primary
    if found.type_id in ABOUT_FIELDS:
        field = fields.by_name.get(str(value))
        return (field.number, field.label) if field else (None, value)
    return found.about, value


def _ordered(found: OutsideActivity) -> list[str]:
    """As the type names them; PostgreSQL keeps JSON in an order of its own. Custom attributes come behind."""
    known = BY_ID[found.type_id].attributes
    held = found.row.attributes
    return [*(each for each in known if each in held), *sorted(each for each in held if each not in known)]


def _value(name: str, value: Any) -> Any:
    if name in BOOLEANS and isinstance(value, str) and value.upper() in {"TRUE", "FALSE"}:
        return value.upper() == "TRUE"
    return value
