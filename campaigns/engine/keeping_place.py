"""Whether who waits, or is held, finds the same place in another version: by step ids, never by number (F06)."""

from collections.abc import Sequence

from campaigns.definitions.flow import Flow, FlowStep

EXECUTE = "execute_campaign"


def keeps_place(path: Sequence[str], step: str | None, *, before: Flow, after: Flow) -> bool:
    """Both flows are the root's. Inside an executable it is the Execute step that has to be there, calling the same
    campaign; the executable's own steps are not ours to judge, for its calls always take its version of now."""
    if path:
        return _callee(before, path[0]) is not None and _callee(before, path[0]) == _callee(after, path[0])
    return step is None or _step(after, step.removeprefix(">")) is not None


def _callee(flow: Flow, element: str) -> int | None:
    """Of a path's element: a step id, and behind a colon the choice, where it was not the default."""
    step_id, _, choice = element.partition(":")
    step = _step(flow, step_id)
    if step is None or step.kind != EXECUTE:
        return None
    params = next((branch.params for name, branch in step.branches() if name == (choice or "default")), {})
    campaign = params.get("campaign")
    return campaign if isinstance(campaign, int) else None


def _step(flow: Flow, step_id: str) -> FlowStep | None:
    return next((step for step in flow.steps if step.id == step_id), None)
