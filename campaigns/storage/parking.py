"""Waiting rows of one wave: those that it wakes go, those that it parks come (engine.md 4)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from campaigns.engine.flow import FlowDraft
from campaigns.engine.places import Parked
from campaigns.models import Run, Waiting
from campaigns.storage.waiting import rounded_up


@dataclass(frozen=True, slots=True)
class Entries:
    """The entries of a wave's people, by index: id, trigger attributes, and when the entry began."""

    ids: Sequence[int]
    contexts: Sequence[dict[str, str] | None]
    begun_at: Sequence[Any]


def write_parked(
    draft: FlowDraft,
    run: Run,
    entries: Entries,
    *,
    plan_id: int,
    given: dict[str, str] | None,
    cause: int | None,
    depth: int,
    chain: Sequence[str],
) -> None:
    Waiting.objects.bulk_create(
        Waiting(
            entry=entries.ids[each.person],
            person_id=draft.facts.ids[each.person],
            campaign_id=draft.plan.content.root or None,  # a single flow action has none
            run=run,
            plan_id=plan_id,
            path=list(each.path),
            step=each.step,
            state=_state(each),
            wake_at=rounded_up(each.wake_at) if each.wake_at else None,
            reason=each.reason,
            context=entries.contexts[each.person],
            given=given,
            cause=cause,
            depth=depth,
            chain=list(chain),
            begun_at=entries.begun_at[each.person],
            replayed_at=draft.replayed_at,
            since=draft.now,
        )
        for each in draft.parked
    )


def _state(parked: Parked) -> str:
    return Waiting.State.HELD if parked.reason else Waiting.State.WAITING
