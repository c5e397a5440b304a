"""Takes people out of other campaigns, as a wave's Remove from Flow steps asked (C16)."""

from campaigns.engine.flow import FlowDraft
from campaigns.engine.matching import Start
from campaigns.models import Run
from campaigns.storage.waiting import take_out


def write_removals(draft: FlowDraft, run: Run) -> None:
    for removal in draft.removals:
        known = draft.scope.campaigns.get(removal.campaign_id)
        people = sorted(draft.facts.ids[person] for person in removal.people)
        take_out(removal.campaign_id, people, executable=bool(known and known.executable), at=draft.now, by=run.pk)


def not_taken_out(draft: FlowDraft, started: dict[tuple[int, int], list[Start]]) -> dict[tuple[int, int], list[Start]]:
    """Without those whom the wave takes out again of what its earlier steps started."""
    if not draft.removals:
        return started
    number = {id(row): place for place, row in enumerate(draft.rows)}
    kept = {}
    for (campaign_id, run_id), entering in started.items():
        out = {
            person: each.rows for each in draft.removals if each.campaign_id == campaign_id for person in each.people
        }
        kept[campaign_id, run_id] = [each for each in entering if number[id(each.row)] >= out.get(each.person, 0)]
    return {target: entering for target, entering in kept.items() if entering}
