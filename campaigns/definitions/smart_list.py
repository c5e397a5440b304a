"""A smart list: triggers (OR-ed), filters, and how the filters join (L01)."""

from typing import Any, Literal

from pydantic import Field

from campaigns.definitions.base import Frozen

Match = Literal["all", "any", "advanced"]


class Rule(Frozen):
    """One filter, trigger or choice condition. `params` is raw JSON that its kind parses."""

    kind: str = Field(max_length=64)
    params: dict[str, Any] = Field(default_factory=dict)


class ListRule(Rule):
    """A rule with its stable id inside one smart list."""

    id: str = Field(min_length=1, max_length=32)


class SmartList(Frozen):
    """`logic` counts the filters only, from 1, in their order: "1 and (2 or 3)"."""

    triggers: tuple[ListRule, ...] = Field(default=(), max_length=50)
    filters: tuple[ListRule, ...] = Field(default=(), max_length=200)
    match: Match = "all"
    logic: str = Field(default="", max_length=2000)

    @property
    def is_empty(self) -> bool:
        return not self.triggers and not self.filters
