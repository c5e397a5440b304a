"""Chains of Execute steps are changed one at a time, for two edits at once could close a circle unseen (C12)."""

from campaigns.catalog import catalog
from campaigns.definitions.flow import Flow
from campaigns.engine.checks.refs import calls_of
from campaigns.models import Workspace


def one_at_a_time(workspace_id: int, flow: Flow) -> None:
    """Before the checks read who executes whom; flows that execute nobody need not queue."""
    if calls_of(flow, catalog()):
        Workspace.objects.select_for_update(no_key=True).get(pk=workspace_id)
