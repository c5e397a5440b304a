"""What the console of a run is told: a snapshot first, then frames that go on from a cursor (engine.md 5).

A frame holds cumulative numbers and the rows since the cursor. Who comes back after a break gets every row, in pages;
where more came than a screen can show, the frame says how many it skipped, and they can be read by their cursors.
"""

from dataclasses import dataclass
from typing import Literal

from django.utils import timezone

from campaigns.definitions.actor import Actor
from campaigns.definitions.base import Frozen
from campaigns.selectors.activities import ActivityRow
from campaigns.selectors.run_console import RunView, find_run, view_of
from campaigns.selectors.run_feed import (
    END,
    MOST_ROWS,
    START,
    Cursor,
    Stretch,
    count_rows,
    last_number,
    rows_after,
    rows_before,
)
from campaigns.selectors.run_progress import RunProgress, progress_of

TAIL = 200
MOST_MISSED = 5_000  # rows that are sent after a break; the console keeps no more


class Cut(Frozen):
    shown: int
    total: int


class RunSnapshot(Frozen):
    type: Literal["snapshot"] = "snapshot"
    run: RunView
    activities: tuple[ActivityRow, ...]
    cursor: str | None
    cut: Cut


class RunFrame(Frozen):
    """`skipped` rows lie before the first of `activities`."""

    type: Literal["frame"] = "frame"
    run: RunProgress
    activities: tuple[ActivityRow, ...]
    cursor: str | None
    skipped: int


@dataclass(frozen=True, slots=True)
class Follower:
    """How far one console has read. `behind` while rows that it missed are still to be sent."""

    cursor: Cursor
    told: RunProgress | None = None
    behind: bool = False


def snapshot(actor: Actor, *, workspace_id: int, run_id: int) -> tuple[RunSnapshot, Follower]:
    run = find_run(actor, workspace_id=workspace_id, run_id=run_id)
    until = last_number(run_id)
    view = view_of(run)
    rows = rows_before(workspace_id, run_id, END, limit=TAIL, until=until).rows
    at = _end_of(rows, START)
    cut = Cut(shown=len(rows), total=count_rows(run_id, after=START, until=until))
    told = RunProgress.model_validate({name: getattr(view, name) for name in RunProgress.model_fields})
    shown = RunSnapshot(run=view, activities=rows, cursor=_text(at), cut=cut)
    return shown, Follower(cursor=at, told=told)


def resume(actor: Actor, *, workspace_id: int, run_id: int, after: Cursor) -> Follower | None:
    """From where the console was; None when the feed has no such place, as after a restored backup."""
    find_run(actor, workspace_id=workspace_id, run_id=run_id)
    return Follower(cursor=after, behind=True) if after.feed_no <= last_number(run_id) else None


def next_frame(actor: Actor, *, workspace_id: int, run_id: int, follower: Follower) -> tuple[RunFrame | None, Follower]:
    """None when nothing is new."""
    run = find_run(actor, workspace_id=workspace_id, run_id=run_id)
    until = last_number(run_id)
    progress = progress_of(run, now=timezone.now())
    missed = count_rows(run_id, after=follower.cursor, until=until)
    if not missed and progress == follower.told:
        return None, Follower(follower.cursor, progress)
    stretch, skipped = _rows(workspace_id, run_id, follower, until, missed)
    at = _end_of(stretch.rows, follower.cursor)
    frame = RunFrame(run=progress, activities=stretch.rows, cursor=_text(at), skipped=skipped)
    still_behind = follower.behind and missed - skipped > len(stretch.rows)
    return frame, Follower(at, progress, behind=still_behind)


def _rows(workspace_id: int, run_id: int, follower: Follower, until: int, missed: int) -> tuple[Stretch, int]:
    if missed <= (MOST_MISSED if follower.behind else MOST_ROWS):
        return rows_after(workspace_id, run_id, follower.cursor, limit=MOST_ROWS, until=until), 0
    latest = rows_before(workspace_id, run_id, END, limit=TAIL, until=until)
    return latest, missed - len(latest.rows)


def _end_of(rows: tuple[ActivityRow, ...], otherwise: Cursor) -> Cursor:
    return Cursor(rows[-1].feed_no or 0, rows[-1].id) if rows else otherwise


def _text(cursor: Cursor) -> str | None:
    return None if cursor == START else str(cursor)
