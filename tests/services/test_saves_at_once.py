"""Two editors save from the same version at the same moment: one wins, the other is told (F10)."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connection

from campaigns.definitions.flow import Flow
from campaigns.definitions.smart_list import SmartList
from campaigns.errors import StaleEdit
from campaigns.models import Reference
from campaigns.services.campaigns.drafts import save_draft
from campaigns.services.smart_lists import save_smart_list
from tests.definitions import execute, lives_in, score
from tests.editing import draw, draw_smart_list, someone
from tests.factories import make_workspace

pytestmark = pytest.mark.django_db(transaction=True)
EDITORS = 4


def at_once(save: Callable[[int], Any]) -> list[str]:
    """What came of each editor's save."""
    start = Barrier(EDITORS)

    def attempt(editor: int) -> str:
        try:
            start.wait(timeout=30)
            save(editor)
        except StaleEdit:
            return "stale"
        finally:
            connection.close()
        return "saved"

    with ThreadPoolExecutor(EDITORS) as pool:
        return sorted(pool.map(attempt, range(EDITORS)))


def test_f10_of_two_drafts_saved_at_once_one_counts_and_the_others_are_stale() -> None:
    workspace = make_workspace()
    campaign = draw(workspace, "Scoring", score())
    actor = someone(workspace)

    def save(editor: int) -> None:
        flow = Flow.model_validate({"steps": [score(change=f"+{editor + 10}")]})
        save_draft(actor, workspace_id=workspace.pk, campaign_id=campaign.pk, edit_number=1, flow=flow)

    assert at_once(save) == ["saved", "stale", "stale", "stale"]
    campaign.refresh_from_db()
    assert campaign.edit_number == 2
    assert campaign.published is not None
    assert campaign.published.flow == campaign.draft_flow


def test_of_two_smart_lists_saved_at_once_one_counts_and_the_others_are_stale() -> None:
    workspace = make_workspace()
    asset = draw_smart_list(workspace, "Paris", lives_in("Paris"))
    actor = someone(workspace)

    def save(editor: int) -> None:
        smart_list = SmartList.model_validate({"filters": [lives_in(f"City {editor}")]})
        save_smart_list(actor, workspace_id=workspace.pk, smart_list_id=asset.pk, edit_number=1, smart_list=smart_list)

    assert at_once(save) == ["saved", "stale", "stale", "stale"]


def test_c12_two_edits_at_once_that_would_close_a_circle_are_not_both_published() -> None:
    workspace = make_workspace()
    actor = someone(workspace)
    pair = [draw(workspace, name, score(), executable=True) for name in ("One", "Two")]
    start = Barrier(2)

    def save(mine: int) -> None:
        flow = Flow.model_validate({"steps": [execute(pair[1 - mine].pk)]})
        start.wait(timeout=30)
        try:
            save_draft(actor, workspace_id=workspace.pk, campaign_id=pair[mine].pk, edit_number=1, flow=flow)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(save, range(2)))

    executing = Reference.objects.filter(workspace=workspace, relation="executes", published=True)
    assert executing.count() == 1
