"""The constraints that page visits, link clicks and forms filled out can carry (L02, S10)."""

from collections.abc import Mapping
from types import MappingProxyType

from campaigns.engine.constraints import Family

_VISIT: dict[str, Family] = {
    "Web Page": "text",
    "Querystring": "text",
    "Referrer": "text",
    "User Agent": "text",
}
PAGE_ATTRIBUTES: Mapping[str, Family] = MappingProxyType(_VISIT)
LINK_ATTRIBUTES: Mapping[str, Family] = MappingProxyType({"Link": "text", **_VISIT})
FORM_ATTRIBUTES: Mapping[str, Family] = MappingProxyType({"Form Fields": "text", **_VISIT})
