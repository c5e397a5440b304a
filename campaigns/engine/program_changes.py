"""The attributes of what happens to members of programs that constraints may name."""

from collections.abc import Mapping

STATUS_ATTRIBUTES: Mapping[str, str] = {
    "New Status": "text",
    "Old Status": "text",
    "Success": "boolean",
    "Reason": "text",
}
JOINING_ATTRIBUTES: Mapping[str, str] = {
    name: family for name, family in STATUS_ATTRIBUTES.items() if name != "Old Status"
}
MEMBER_DATA_ATTRIBUTES: Mapping[str, str] = {
    "Attribute Name": "text",
    "New Value": "text",
    "Old Value": "text",
    "Reason": "text",
}
