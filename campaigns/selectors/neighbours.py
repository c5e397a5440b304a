"""The campaigns around one: who executes whom by the reference index, as the checks want to know them (C10, C12)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from campaigns.definitions.campaign import CampaignSettings
from campaigns.engine.checks import Neighbour, TokenScope
from campaigns.models import Reference, SmartCampaign
from campaigns.selectors.token_tree import TokenTree

Edges = dict[int, frozenset[int]]


@dataclass(frozen=True, slots=True)
class Calls:
    """Who executes whom in one workspace, by what is published and by what is drafted."""

    published: Edges = field(default_factory=dict)
    drafts: Edges = field(default_factory=dict)

    def around(self, start: Iterable[int]) -> set[int]:
        """Everybody who is tied to these by calls, in either direction."""
        ties: dict[int, set[int]] = {}
        for edges in (self.published, self.drafts):
            for caller, callees in edges.items():
                for callee in callees:
                    ties.setdefault(caller, set()).add(callee)
                    ties.setdefault(callee, set()).add(caller)
        return _reached(start, ties)

    def callers(self, campaign_id: int) -> set[int]:
        """Those whose published flows lead to it, however far up."""
        above: dict[int, set[int]] = {}
        for caller, callees in self.published.items():
            for callee in callees:
                above.setdefault(callee, set()).add(caller)
        return _reached([campaign_id], above) - {campaign_id}

    def below(self, campaign_id: int, *, first: Iterable[int] = ()) -> list[int]:
        """Those whom it executes by published flows, nearest first; `first` are its draft's own calls."""
        found: list[int] = []
        ahead = sorted(set(first) | self.published.get(campaign_id, frozenset()))
        while ahead:
            each = ahead.pop(0)
            if each not in found and each != campaign_id:
                found.append(each)
                ahead += sorted(self.published.get(each, ()))
        return found


def calls_in(workspace_id: int) -> Calls:
    rows = Reference.objects.filter(workspace_id=workspace_id, source_type="campaign", relation="executes")
    edges: dict[bool, dict[int, set[int]]] = {True: {}, False: {}}
    for caller, callee, published in rows.values_list("source_id", "target_id", "published"):
        if callee is not None:
            edges[published].setdefault(caller, set()).add(callee)
    return Calls(published=_frozen(edges[True]), drafts=_frozen(edges[False]))


def load_neighbours(workspace_id: int, ids: set[int], calls: Calls, tree: TokenTree) -> dict[int, Neighbour]:
    """Without their faults, which need a look at their definitions."""
    rows = SmartCampaign.objects.filter(workspace_id=workspace_id, pk__in=ids).values_list(
        "pk",
        "name",
        "executable",
        "settings",
        "program_id",
        "folder_id",
        "published__smart_list__triggers",
        "edit_number",
        "published__edit_number",
    )
    return {
        pk: Neighbour(
            id=pk,
            name=name,
            executable=executable,
            only_once=CampaignSettings.model_validate(settings).qualification.mode == "once",
            unpublished=published != edited,
            calls=calls.published.get(pk, frozenset()),
            draft_calls=calls.drafts.get(pk, frozenset()),
            tokens=token_scope(tree, program, folder, has_trigger=not executable and bool(triggers)),
        )
        for pk, name, executable, settings, program, folder, triggers, edited, published in rows
    }


def token_scope(tree: TokenTree, program: int | None, folder: int | None, *, has_trigger: bool) -> TokenScope:
    return TokenScope(
        my=frozenset(tree.visible(program=program, folder=folder)),
        in_program=program is not None,
        has_trigger=has_trigger,
    )


def _reached(start: Iterable[int], ties: Mapping[int, set[int]]) -> set[int]:
    found: set[int] = set()
    ahead = list(start)
    while ahead:
        each = ahead.pop()
        if each not in found:
            found.add(each)
            ahead.extend(ties.get(each, ()))
    return found


def _frozen(edges: Mapping[int, set[int]]) -> Edges:
    return {caller: frozenset(callees) for caller, callees in edges.items()}
