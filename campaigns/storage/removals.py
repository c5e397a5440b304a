"""Takes people out of other campaigns, as a wave's Remove from Flow steps asked (C16)."""

from campaigns.engine.flow import FlowDraft
from campaigns.models import Run
from campaigns.storage.waiting import take_out


def write_removals(draft: FlowDraft, run: Run) -> None:
    for removal in draft.removals:
        known = draft.scope.campaigns.get(removal.campaign_id)
        people = sorted(draft.facts.ids[person] for person in removal.people)
        take_out(removal.campaign_id, people, executable=bool(known and known.executable), at=draft.now, by=run.pk)
