"""A flow: steps in order; each step has choices, of which the first match wins, and one default (F01)."""

from collections.abc import Iterator
from typing import Any

from pydantic import Field, model_validator

from campaigns.definitions.base import Frozen
from campaigns.definitions.smart_list import Rule


class Branch(Frozen):
    """What a step does: all its parameters as raw JSON, or nothing at all ("Do Nothing")."""

    params: dict[str, Any] = Field(default_factory=dict)
    do_nothing: bool = False


class Choice(Branch):
    """One condition with its own copy of the step's parameters."""

    id: str = Field(min_length=1, max_length=32)
    condition: Rule


class FlowStep(Frozen):
    id: str = Field(min_length=1, max_length=32)
    kind: str = Field(max_length=64)
    choices: tuple[Choice, ...] = Field(default=(), max_length=100)
    default: Branch = Branch()

    def branches(self) -> Iterator[tuple[str, Branch]]:
        """Every branch with its name: a choice's id, or "default"."""
        for choice in self.choices:
            yield choice.id, choice
        yield "default", self.default


class Flow(Frozen):
    steps: tuple[FlowStep, ...] = Field(default=(), max_length=500)

    @model_validator(mode="after")
    def _ids_are_unique(self) -> "Flow":
        ids = [step.id for step in self.steps]
        if len(ids) != len(set(ids)):
            raise ValueError("Two steps of a flow share an id.")
        return self
