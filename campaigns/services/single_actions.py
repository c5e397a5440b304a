"""Single flow actions: one step, without a campaign, on chosen people (C03, engine.md 20)."""

from collections.abc import Mapping
from typing import Any

from campaigns.catalog import catalog
from campaigns.definitions.actor import Actor, Role
from campaigns.definitions.base import Frozen
from campaigns.definitions.flow import Branch, FlowStep
from campaigns.definitions.smart_list import ListRule, SmartList
from campaigns.engine.kinds import NEVER_ALONE, ActionKind, Caution, Params
from campaigns.engine.logic import compile_smart_list
from campaigns.engine.params import parse
from campaigns.engine.predicates import doubt_of
from campaigns.engine.scope import Scope
from campaigns.errors import CountNotConfirmed, ExecutableNotStartable, Invalid, NotASingleAction
from campaigns.models import Run, Workspace
from campaigns.runtime import launch
from campaigns.selectors.people import seen_from
from campaigns.selectors.rights import require
from campaigns.services.audit import audited
from campaigns.storage.audience import count_matching
from campaigns.storage.plan_content import content_of_step
from campaigns.storage.scope import load_scope

MOST = 1000
STEP = "action"


class Chosen(Frozen):
    """These people, or everybody on a list, or in a smart list; one of the three."""

    people: tuple[int, ...] = ()
    list: int | None = None
    smart_list: int | None = None


class ActionStarted(Frozen):
    run: int
    people: int
    warnings: tuple[str, ...] = ()


@audited("ran a single action as", Run, made="run")
def run_action(
    actor: Actor,
    *,
    workspace_id: int,
    kind: str,
    params: Mapping[str, Any],
    chosen: Chosen,
    confirm: int | None = None,
) -> ActionStarted:
    """For more than one person the number has to be typed (`confirm`)."""
    workspace = require(actor, workspace_id, Role.MARKETER)
    scope = load_scope(workspace_id)
    warnings = _checked(kind, params, scope)
    people, smart_list = _audience(workspace, chosen)
    count = len(people) if people else _count(workspace_id, smart_list, scope)
    if count == 0:
        raise _wrong("people", "Nobody is chosen, so there is nothing to do.")
    if count > 1 and confirm != count:
        raise CountNotConfirmed(f"This would be done to {count:,} people. Type {count} to confirm.", count=count)
    step = FlowStep(id=STEP, kind=kind, default=Branch(params=dict(params)))
    run = launch.start_action(workspace_id, content_of_step(step, smart_list), actor=actor, people=people)
    return ActionStarted(run=run.pk, people=count, warnings=tuple(warnings))


def _checked(kind: str, raw: Mapping[str, Any], scope: Scope) -> list[str]:
    """Warnings; errors refuse it."""
    action = catalog().actions.get(kind)
    if action is None:
        raise _wrong("kind", f"There is no flow step “{kind}”.")
    if kind in NEVER_ALONE:
        raise NotASingleAction(f"{action.label} only makes sense inside a campaign's flow. Put it into a flow there.")
    params, unfit = parse(action.params_type, dict(raw))
    if params is None:
        raise _wrong("params", " ".join(unfit))
    _refuse_executables(action, params, scope)
    said = list(action.check(params, scope))
    faults = [sentence for sentence in said if not isinstance(sentence, Caution)]
    if faults:
        raise _wrong("params", " ".join(faults))
    return [str(sentence) for sentence in said]


def _refuse_executables(action: ActionKind, params: Params, scope: Scope) -> None:
    for ref in action.refs(params):
        target = scope.campaigns.get(int(ref.target)) if ref.relation == "requests" else None
        if target is not None and target.executable:
            raise ExecutableNotStartable


def _audience(workspace: Workspace, chosen: Chosen) -> tuple[list[int], SmartList]:
    """Named people by id, or nobody by name and a smart list that finds them when the run starts."""
    if sum((bool(chosen.people), chosen.list is not None, chosen.smart_list is not None)) != 1:
        raise _wrong("people", "Choose people, a list or a smart list; one of the three.")
    if chosen.list is not None:
        return [], _smart_list("member_of_list", lists=[chosen.list])
    if chosen.smart_list is not None:
        return [], _smart_list("member_of_smart_list", smart_lists=[chosen.smart_list])
    people = sorted(set(chosen.people))
    if len(people) > MOST:
        raise _wrong("people", f"At most {MOST:,} people can be chosen one by one. Put them on a list.")
    known = set(seen_from(workspace).filter(pk__in=people).values_list("pk", flat=True))
    if len(known) < len(people):
        raise _wrong("people", "Some of these people are not in this workspace any more. Choose again.")
    return people, SmartList()


def _smart_list(kind: str, **params: Any) -> SmartList:
    return SmartList(filters=(ListRule(id="chosen", kind=kind, params={"operator": "in", **params}),))


def _count(workspace_id: int, smart_list: SmartList, scope: Scope) -> int:
    predicate = compile_smart_list(smart_list, scope, catalog())
    doubt = doubt_of(predicate)
    if doubt:
        raise _wrong("people", f"Nobody can be chosen by it: {doubt}")
    return count_matching(workspace_id, predicate)


def _wrong(field: str, sentence: str) -> Invalid:
    return Invalid(sentence, fields={field: [sentence]})
