"""Circles among smart lists that refer to smart lists (L02)."""

from campaigns.definitions.smart_list import Rule
from campaigns.engine.checks.refs import refs_of_rule
from campaigns.engine.kinds import Catalog
from campaigns.engine.scope import Scope


def circle_through(rule: Rule, scope: Scope, catalog: Catalog) -> str | None:
    """A sentence that names the circle which the rule leads into, or None. `scope.inside` are the lists around it."""
    names = _Search(scope, catalog).circle(rule, scope.inside)
    if not names:
        return None
    path = " > ".join(f'"{name}"' for name in names)
    return f"Smart lists refer to each other in a circle: {path}. Take one of these filters out."


class _Search:
    """Looks at each smart list once, however many ways lead to it."""

    def __init__(self, scope: Scope, catalog: Catalog) -> None:
        self.scope = scope
        self.catalog = catalog
        self.sound: set[int] = set()

    def circle(self, rule: Rule, inside: tuple[int, ...]) -> list[str]:
        for target in self._smart_lists_in(rule):
            if target in inside:
                around = [*inside[inside.index(target) :], target]
                return [self.scope.smart_lists[each][0] for each in around]
            if target in self.scope.smart_lists and target not in self.sound:
                found = self._below(target, inside)
                if found:
                    return found
        return []

    def _below(self, target: int, inside: tuple[int, ...]) -> list[str]:
        for rule in self.scope.smart_lists[target][1].filters:
            found = self.circle(rule, (*inside, target))
            if found:
                return found
        self.sound.add(target)
        return []

    def _smart_lists_in(self, rule: Rule) -> list[int]:
        refs = refs_of_rule(rule, self.catalog.filters)
        return [int(ref.target) for ref in refs if ref.type == "smart_list"]
