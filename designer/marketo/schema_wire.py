"""Definitions of fields on the wire; leads and program members have the same (reference 4.1, 4.5)."""

from collections.abc import Mapping, Sequence
from typing import Any

from campaigns.definitions.fields import FieldType
from campaigns.services.field_schema import NewField
from designer.marketo import records
from designer.marketo.errors import Refused, missing, wrong_type, wrong_value

FIELD_TYPES: dict[str, FieldType] = {
    "string": FieldType.TEXT,
    "text": FieldType.TEXT,
    "email": FieldType.EMAIL,
    "phone": FieldType.PHONE,
    "url": FieldType.URL,
    "integer": FieldType.INTEGER,
    "float": FieldType.NUMBER,
    "currency": FieldType.NUMBER,
    "percent": FieldType.NUMBER,
    "score": FieldType.SCORE,
    "boolean": FieldType.BOOLEAN,
    "date": FieldType.DATE,
    "datetime": FieldType.DATETIME,
}
# Every field is like this here, and whoever asks for something else is told so.
ALWAYS = {"isHidden": False, "isHtmlEncodingInEmail": True, "isSensitive": False}


def new_fields(given: Any) -> list[NewField]:
    return [_new(each) for each in records.objects(given)]


def changes(given: Any) -> dict[str, str]:
    """Label and description of one field."""
    sent = records.objects(given)
    if len(sent) > 1:
        raise Refused("1003", "One field can be changed at once.")
    _refuse_others(sent[0])
    names = {"displayName": "label", "description": "description"}
    return {ours: _text(sent[0], theirs) for theirs, ours in names.items() if theirs in sent[0]}


def shown(description: str, *, is_custom: bool, by_api: bool) -> dict[str, Any]:
    return {"description": description, **ALWAYS, "isCustom": is_custom, "isApiCreated": by_api}


def statuses(names: Sequence[str], status: str) -> list[dict[str, str]]:
    return [{"name": each, "status": status} for each in names]


def _new(sent: Mapping[str, Any]) -> NewField:
    _refuse_others(sent)
    data_type = _text(sent, "dataType").lower()
    if data_type not in FIELD_TYPES:
        raise wrong_value("dataType", data_type)
    description = _text(sent, "description") if "description" in sent else ""
    return NewField(_text(sent, "name"), _text(sent, "displayName"), FIELD_TYPES[data_type], description)


def _refuse_others(sent: Mapping[str, Any]) -> None:
    for name, value in ALWAYS.items():
        if sent.get(name, value) is not value:
            raise Refused("1003", f"Fields here always have {name} {str(value).lower()}. Leave it out.")


def _text(sent: Mapping[str, Any], name: str) -> str:
    value = sent.get(name)
    if value is None:
        raise missing(name)
    if not isinstance(value, str):
        raise wrong_type(value, "String")
    return value
