"""What entries came with, kept where a step of theirs may be repeated: it reads the same trigger and tokens (F08, T06).

Waves and waiting rows have it only as long as somebody is inside.
"""

from collections.abc import Iterable, Mapping

from campaigns.engine.draft import FAILED
from campaigns.engine.flow import FlowDraft
from campaigns.models import EntryContext, Run
from campaigns.storage.parking import Entries


def keep_contexts(draft: FlowDraft, run: Run, entries: Entries, *, given: Mapping[str, str] | None) -> None:
    """Of an entry once: it stays the same through waits. A batch has its tokens itself, and no triggers."""
    if run.kind == "batch" or not (given or any(entries.contexts)):
        return
    EntryContext.objects.bulk_create(
        (
            EntryContext(
                entry=entries.ids[person],
                person_id=draft.facts.ids[person],
                run=run,
                context=entries.contexts[person],
                given=dict(given) if given else None,
            )
            for person in sorted(_repeatable(draft))
        ),
        ignore_conflicts=True,
    )


def contexts_of(run: Run, entries: Iterable[int | None]) -> dict[int, EntryContext]:
    return EntryContext.objects.filter(run=run).in_bulk([entry for entry in entries if entry is not None])


def _repeatable(draft: FlowDraft) -> set[int]:
    """Whether an alert left the house is known only later."""
    failed = {row.person for row in draft.rows if row.origin.result == FAILED}
    return failed | {delivery.person for delivery in draft.deliveries if delivery.kind == "alert"}
