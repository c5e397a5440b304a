"""The console of a run: its header, its activities, and who needs help."""

from datetime import datetime
from typing import Literal

from django.utils import timezone

from campaigns.definitions.activity_types import BY_KEY
from campaigns.definitions.actor import Actor
from campaigns.definitions.base import Frozen
from campaigns.definitions.campaign import CampaignKind
from campaigns.definitions.flow import Flow
from campaigns.errors import Invalid, NotFound
from campaigns.models import Activity, Run
from campaigns.selectors.activities import ActivityRow
from campaigns.selectors.drafts import Words, words_of
from campaigns.selectors.rights import display_name, require
from campaigns.selectors.run_feed import (
    END,
    MOST_ROWS,
    Stretch,
    Wanted,
    last_number,
    read_cursor,
    rows_after,
    rows_before,
)
from campaigns.selectors.run_progress import RunProgress, progress_of
from campaigns.storage import plans
from campaigns.storage.scope import load_scope

RESULTS = {label: value for value, label in Activity.Result.choices}


class RunCampaign(Frozen):
    id: int
    name: str
    kind: CampaignKind


class RunView(RunProgress):
    """`flow` is the root's, as the run was launched with it; `words` are its steps and filters in words."""

    id: int
    campaign: RunCampaign | None
    kind: Literal["batch", "trigger", "request"]
    reason: str
    started_at: datetime
    ended_at: datetime | None
    started_by: str | None
    flow: Flow
    words: Words
    feed_no: int | None


class RunActivities(Frozen):
    """Oldest first. Ask `before` = oldest for what came earlier, and `after` = newest for what came since; with a
    filter a page may be empty and yet have more."""

    items: tuple[ActivityRow, ...]
    oldest: str | None
    newest: str | None
    more: bool


def find_run(actor: Actor, *, workspace_id: int, run_id: int) -> Run:
    require(actor, workspace_id)
    found = Run.objects.filter(workspace_id=workspace_id, pk=run_id).select_related("campaign", "started_by")
    run = found.first()
    if run is None:
        raise NotFound("There is no such run in this workspace.")
    return run


def run_view(actor: Actor, *, workspace_id: int, run_id: int) -> RunView:
    return view_of(find_run(actor, workspace_id=workspace_id, run_id=run_id))


def view_of(run: Run) -> RunView:
    root = plans.compiled(run.plan_id).root.planned
    progress = progress_of(run, now=timezone.now())
    return RunView.model_validate(
        {
            **dict(progress),
            "id": run.pk,
            "campaign": _campaign(run),
            "kind": run.kind,
            "reason": run.reason,
            "started_at": run.started_at,
            "ended_at": run.ended_at,
            "started_by": display_name(run.started_by) if run.started_by else None,
            "flow": root.flow,
            "words": words_of(root.smart_list, root.flow, load_scope(run.workspace_id)),
            "feed_no": last_number(run.pk) or None,
        }
    )


def activities(
    actor: Actor,
    *,
    workspace_id: int,
    run_id: int,
    before: str = "",
    after: str = "",
    step: str = "",
    person: str = "",
    type: str = "",
    result: str = "",
    limit: int = 100,
) -> RunActivities:
    """Without a cursor the latest rows."""
    run = find_run(actor, workspace_id=workspace_id, run_id=run_id)
    wanted = wanted_rows(step=step, person=person, type=type, result=result)
    limit = min(limit, MOST_ROWS)
    if after:
        stretch = rows_after(workspace_id, run.pk, read_cursor(after), limit=limit, wanted=wanted)
    else:
        end = read_cursor(before) if before else END
        stretch = rows_before(workspace_id, run.pk, end, limit=limit, wanted=wanted)
    return page_of(stretch)


def wanted_rows(*, step: str = "", person: str, type: str, result: str, campaign: int | None = None) -> Wanted:
    """`type` is an activity type's key, `result` its word."""
    return Wanted(step=step, person=person.strip(), type_id=_type_id(type), result=_result(result), campaign=campaign)


def page_of(stretch: Stretch) -> RunActivities:
    return RunActivities(
        items=stretch.rows,
        oldest=str(stretch.oldest) if stretch.oldest else None,
        newest=str(stretch.newest) if stretch.newest else None,
        more=stretch.more,
    )


def _campaign(run: Run) -> RunCampaign | None:
    if run.campaign is None:
        return None
    kind = CampaignKind.BATCH if run.kind == "batch" else CampaignKind.TRIGGER
    return RunCampaign(id=run.campaign.pk, name=run.campaign.name, kind=kind)


def _type_id(key: str) -> int | None:
    if key and key not in BY_KEY:
        raise Invalid(f"There is no activity type “{key}”.")
    return BY_KEY[key].id if key else None


def _result(result: str) -> int | None:
    if result and result not in RESULTS:
        raise Invalid(f"“{result}” is no result: succeeded, skipped or failed.")
    return RESULTS[result] if result else None
