"""What a parameter of a filter, trigger or step may name in this workspace; nothing of another one is offered (C13)."""

from collections.abc import Callable, Iterable, Mapping
from typing import Protocol

from campaigns.definitions.actor import Actor
from campaigns.definitions.base import Frozen
from campaigns.engine.scope import Scope
from campaigns.selectors.rights import require
from campaigns.storage.scope import load_scope

MOST = 1_000


class Suggestion(Frozen):
    id: int
    name: str


def suggestions(actor: Actor, *, workspace_id: int, control: str) -> list[Suggestion]:
    """By the control that draws the parameter; nothing for one that names no things. By name."""
    require(actor, workspace_id)
    read = _READERS.get(control) or _READERS.get(control.removesuffix("es")) or _READERS.get(control.removesuffix("s"))
    if read is None:
        return []
    found = read(load_scope(workspace_id))
    return sorted((Suggestion(id=id, name=name) for id, name in found.items()), key=lambda each: each.name)[:MOST]


class _Named(Protocol):
    @property
    def id(self) -> int: ...

    @property
    def name(self) -> str: ...


def _names(things: Iterable[_Named]) -> dict[int, str]:
    return {each.id: each.name for each in things}


# By the control of a parameter that names one; those that name several are in the plural.
_READERS: Mapping[str, Callable[[Scope], Mapping[int, str]]] = {
    "executable": lambda scope: _names(each for each in scope.campaigns.values() if each.executable),
    "requestable": lambda scope: _names(each for each in scope.campaigns.values() if each.sources),
    "campaign": lambda scope: _names(scope.campaigns.values()),
    "program": lambda scope: _names(scope.programs.values()),
    "status": lambda scope: _names(each for program in scope.programs.values() for each in program.statuses.values()),
    "list": lambda scope: scope.lists,
    "smart_list": lambda scope: {id: name for id, (name, _) in scope.smart_lists.items()},
    "email": lambda scope: _names(scope.emails.values()),
    "form": lambda scope: scope.forms,
    "webhook": lambda scope: _names(scope.webhooks.values()),
    "custom_activity": lambda scope: _names(scope.custom_activities.values()),
    "user": lambda scope: {each.id: each.email for each in scope.users.values()},
    "partition": lambda scope: scope.partitions,
}
