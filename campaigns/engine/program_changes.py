"""The attributes of Change Program Status that constraints may name."""

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
