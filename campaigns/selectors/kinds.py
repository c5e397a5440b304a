"""The catalog as the editor needs it: kinds with the schema of their parameters, operators, activity types."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from campaigns.catalog import catalog
from campaigns.definitions.activity_types import ACTIVITY_TYPES
from campaigns.definitions.base import Frozen
from campaigns.engine.constraints import CONSTRAINT_OPERATORS, DATE_CONSTRAINT_OPERATORS, Family
from campaigns.engine.kinds import NEVER_ALONE, ActionKind, FilterKind, TriggerKind
from campaigns.engine.operators import OPERATORS, Operator
from campaigns.engine.time_frames import FRAMES


@dataclass(frozen=True, slots=True)
class KindRow:
    """`schema` is the JSON schema of the parameters; each property says under "control" how it is drawn. `alone`:
    may be run by itself, as a single flow action."""

    kind: str
    label: str
    category: str
    role: str
    help: str
    schema: dict[str, Any]
    allowed_in_executable: bool
    in_choice: bool
    in_smart_list: bool
    alone: bool = False
    family: str | None = None


@dataclass(frozen=True, slots=True)
class Frame:
    name: str
    label: str


class ActivityTypeRow(Frozen):
    id: int
    key: str
    label: str
    primary: str
    attributes: tuple[str, ...]


class CatalogRow(Frozen):
    """`operators` go by the family of a field: text, number, date, datetime, boolean; those of an activity's attribute
    are fewer, and so are those of its date."""

    actions: tuple[KindRow, ...]
    filters: tuple[KindRow, ...]
    triggers: tuple[KindRow, ...]
    operators: dict[str, tuple[Operator, ...]]
    constraint_operators: dict[Family, tuple[Operator, ...]]
    date_constraint_operators: tuple[Operator, ...]
    frames: tuple[Frame, ...]
    activity_types: tuple[ActivityTypeRow, ...]


@cache
def catalog_row() -> CatalogRow:
    """The same for everybody who is signed in, and for as long as the process lives."""
    known = catalog()
    return CatalogRow(
        actions=tuple(_sorted(_action(kind) for kind in known.actions.values())),
        filters=tuple(_sorted(_filter(kind) for kind in known.filters.values())),
        triggers=tuple(_sorted(_trigger(kind) for kind in known.triggers.values())),
        operators=OPERATORS,
        constraint_operators=dict(CONSTRAINT_OPERATORS),
        date_constraint_operators=DATE_CONSTRAINT_OPERATORS,
        frames=tuple(Frame(frame.name, frame.label) for frame in FRAMES),
        activity_types=tuple(ActivityTypeRow(**each.model_dump()) for each in ACTIVITY_TYPES),
    )


def _action(kind: ActionKind) -> KindRow:
    row = _row(kind, role=kind.role, allowed_in_executable=kind.allowed_in_executable)
    return replace(row, alone=kind.kind not in NEVER_ALONE)


def _filter(kind: FilterKind) -> KindRow:
    return _row(kind, role="filter", allowed_in_executable=True, in_choice=kind.in_choice, in_smart_list=True)


def _trigger(kind: TriggerKind) -> KindRow:
    return _row(kind, role="trigger", in_smart_list=True)


def _row(
    kind: ActionKind | FilterKind | TriggerKind,
    *,
    role: str,
    allowed_in_executable: bool = False,
    in_choice: bool = False,
    in_smart_list: bool = False,
) -> KindRow:
    return KindRow(
        kind=kind.kind,
        label=kind.label,
        category=kind.category,
        role=role,
        help=kind.help,
        schema=kind.params_type.model_json_schema(),
        allowed_in_executable=allowed_in_executable,
        in_choice=in_choice,
        in_smart_list=in_smart_list,
        family=getattr(kind, "family", None),
    )


def _sorted(rows: Iterable[KindRow]) -> list[KindRow]:
    return sorted(rows, key=lambda row: (row.category, row.label))
