"""The values that an e-mail's tokens had when its step acted (T10)."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from campaigns.engine.tokens import Token

UNSUBSCRIBE = "system.unsubscribelink"
VIEW_AS_PAGE = "system.viewaswebpagelink"
OF_DELIVERY = (UNSUBSCRIBE, VIEW_AS_PAGE)  # known only when the e-mail is composed


@dataclass(frozen=True, slots=True)
class Resolved:
    """By "family.name"; `rich` names those that are HTML, `missing` what no layer defines (T08)."""

    values: Mapping[str, str] = field(default_factory=dict)
    rich: frozenset[str] = frozenset()
    missing: tuple[str, ...] = ()


def key_of(token: Token) -> str:
    return f"{token.family}.{token.name}"
