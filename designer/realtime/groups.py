"""Who hears what: groups of sockets, and the messages that go to them."""

from typing import Any, assert_never

from campaigns.events import (
    CampaignBroke,
    DraftSaved,
    Event,
    JobEnded,
    JobProgressed,
    Noticed,
    RunAborted,
    RunNotStarted,
    RunProgressed,
    RunsMissed,
    TreeChanged,
    WebhookFailing,
)


def run_group(run_id: int) -> str:
    return f"run.{run_id}"


def workspace_group(workspace_id: int) -> str:
    return f"workspace.{workspace_id}"


def group_of(event: Event) -> str:
    match event:
        case RunProgressed():
            return run_group(event.run_id)
        case RunAborted():
            return run_group(event.run_id)
        case (
            TreeChanged()
            | RunNotStarted()
            | RunsMissed()
            | DraftSaved()
            | JobProgressed()
            | JobEnded()
            | CampaignBroke()
            | WebhookFailing()
            | Noticed()
        ):
            return workspace_group(event.workspace_id)
        case _:
            assert_never(event)


def message_of(event: Event) -> dict[str, Any]:
    """`type` names the consumer's method; what is told is little, since whoever wants more asks the database."""
    match event:
        case RunProgressed() | RunAborted():
            return {"type": "run.progressed"}
        case Noticed() | WebhookFailing():
            return {"type": "noticed"}
        case TreeChanged() | RunNotStarted() | RunsMissed() | CampaignBroke():
            return {"type": "tree.changed"}
        case DraftSaved():
            return {"type": "draft.saved", "node": event.node, "edit_number": event.edit_number, "by": event.by}
        case JobProgressed() | JobEnded():
            return {"type": "job.progressed", "job": event.job_id}
        case _:
            assert_never(event)
