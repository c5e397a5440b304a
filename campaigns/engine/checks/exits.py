"""The check of Remove from Flow in an executable: it ends the callers too, and the editor says which (C16)."""

from collections.abc import Iterator

from campaigns.definitions.flow import Branch, FlowStep
from campaigns.engine.checks.refs import refs_of_branch
from campaigns.engine.checks.subject import Problem, Subject, warning
from campaigns.engine.checks.tokens import callers_of
from campaigns.engine.kinds import Catalog

MOST_NAMED = 5


def leaving_ends_callers(subject: Subject, catalog: Catalog) -> Iterator[Problem]:
    if not subject.executable:
        return
    above = _above(subject)
    for step, place, branch in subject.branches():
        if above and _leaves_chain(step, branch, subject, above, catalog):
            names = [f'"{name}"' for name in above.values()]
            more = f" and {len(names) - MOST_NAMED} more" if len(names) > MOST_NAMED else ""
            yield warning(
                "ends_callers",
                place,
                f"Whoever gets here leaves {', '.join(names[:MOST_NAMED])}{more} too, and none of their later steps "
                "run. Put this step last, or let the parents use Request Campaign instead of Execute Campaign.",
            )


def _leaves_chain(step: FlowStep, branch: Branch, subject: Subject, above: dict[int, str], catalog: Catalog) -> bool:
    """Naming nobody means this campaign; naming it or a campaign of the chain does the same."""
    action = catalog.actions.get(step.kind)
    if action is None or action.role != "exit":
        return False
    targets = {int(ref.target) for ref in refs_of_branch(step, branch, catalog) if ref.type == "campaign"}
    return not targets or bool(targets & {*above, subject.id})


def _above(subject: Subject) -> dict[int, str]:
    """Every caller, however far up, nearest first."""
    found: dict[int, str] = {}
    ahead = [subject.id]
    while ahead:
        for caller in callers_of(ahead.pop(0), subject.neighbours):
            if caller.id not in found and caller.id != subject.id:
                found[caller.id] = caller.name
                ahead.append(caller.id)
    return found
