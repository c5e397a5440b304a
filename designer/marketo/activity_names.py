"""Types of activities on the wire: Marketo's names where it has some, ours elsewhere (reference 7)."""

from typing import Any

from campaigns.definitions.activity_types import ACTIVITY_TYPES, ActivityType
from campaigns.definitions.custom_activities import CustomAttribute
from campaigns.selectors.outside.custom_activities import OutsideActivityType

FIRST_CUSTOM = 100_000
NAMES = {
    1: "Visit Webpage",
    2: "Fill Out Form",
    3: "Click Link",
    12: "New Lead",
    32: "Merge Leads",
    37: "Delete Lead",
    104: "Change Status in Progression",
    145: "Push Lead to Marketo",
}
# What our primary attributes are called there.
PRIMARY = {
    "Email": "Mailing ID",
    "Web Page": "Webpage ID",
    "Form": "Webform ID",
    "Link": "Link ID",
    "List": "List ID",
    "Campaign": "Campaign ID",
    "Program": "Program ID",
    "Person": "Lead ID",
}
BOOLEANS = ("Qualified", "Used Parent Campaign Token Context", "Success")
INTEGERS = {22: ("Old Value", "New Value")}
CUSTOM = "custom_activity"


def primary_name(type_: ActivityType) -> str:
    return PRIMARY.get(type_.primary, type_.primary)


def described(type_: ActivityType) -> dict[str, Any]:
    return {
        "id": type_.id,
        "name": NAMES.get(type_.id, type_.label),
        "description": NAMES.get(type_.id, type_.label),
        "primaryAttribute": {"name": primary_name(type_), "dataType": "string"},
        "attributes": [
            {"name": each, "dataType": data_type(type_, each)} for each in type_.attributes if each != type_.primary
        ],
    }


def described_custom(type_: OutsideActivityType) -> list[dict[str, Any]]:
    """One, if it was ever approved."""
    if type_.approved is None:
        return []
    primary, *others = ({"name": each.name, "dataType": custom_data_type(each)} for each in type_.approved.attributes)
    said = {"name": type_.approved.name, "description": type_.approved.description}
    known = {"id": FIRST_CUSTOM + type_.id, "apiName": type_.api_name}
    return [known | said | {"primaryAttribute": primary, "attributes": others}]


def all_types() -> list[dict[str, Any]]:
    return [described(each) for each in ACTIVITY_TYPES if each.key != CUSTOM]


def data_type(type_: ActivityType, attribute: str) -> str:
    if attribute in BOOLEANS:
        return "boolean"
    return "integer" if attribute in INTEGERS.get(type_.id, ()) else "string"


def custom_data_type(attribute: CustomAttribute) -> str:
    """As it was asked for, else what comes nearest."""
    return attribute.data_type or {"text": "string", "number": "float"}.get(attribute.type, attribute.type)
