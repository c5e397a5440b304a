"""Changes of scores as people write them: "+5" and "5" add, "-5" subtracts, "=5" and "=-5" set (F04)."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from campaigns.engine.constraints import Constraint, Family

ACCEPTED = 'Write "+5" to add, "-5" to subtract, "=5" or "=-5" to set, or a score token.'
SCORE_ATTRIBUTES: Mapping[str, Family] = MappingProxyType(
    {"Change Value": "text", "New Value": "number", "Old Value": "number", "Reason": "text"}
)
_FORM = re.compile(r"\s*(=?)\s*([+-]?)\s*([0-9]{1,10})\s*")


@dataclass(frozen=True, slots=True)
class Change:
    sets: bool
    amount: int

    def applied_to(self, old: int) -> int:
        return self.amount if self.sets else old + self.amount

    def __str__(self) -> str:
        return f"={self.amount}" if self.sets else f"{self.amount:+d}"


@lru_cache(maxsize=10_000)
def parse_change(text: str) -> Change | None:
    """A bare number adds; None for what can't be read."""
    found = _FORM.fullmatch(text)
    if found is None:
        return None
    amount = int(found[3])
    return Change(found[1] == "=", -amount if found[2] == "-" else amount)


def with_signs(constraints: Iterable[Constraint]) -> tuple[Constraint, ...]:
    """Constraints on the change compare with what was logged, so "5" must read "+5"."""
    return tuple(
        each.model_copy(update={"values": tuple(str(parse_change(value) or value) for value in each.values)})
        if each.attribute == "Change Value" and each.operator in ("is", "is_not")
        else each
        for each in constraints
    )
