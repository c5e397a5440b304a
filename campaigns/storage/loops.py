"""Campaigns that start each other stop at a limit; the last activity names the chain (F11)."""

from collections.abc import Sequence

from django.conf import settings

from campaigns.engine.flow import FlowDraft, Requested
from campaigns.engine.matching import Start


def stop_loops(
    draft: FlowDraft, started: dict[tuple[int, int], list[Start]], *, depth: int, chain: Sequence[str]
) -> dict[tuple[int, int], list[Start]]:
    """What may still start. Beyond the limit each campaign that would have started is logged as stopped instead."""
    if depth < settings.LOOP_LIMIT:
        return started
    names = [*chain, draft.campaigns[draft.plan.content.root].name]
    for (campaign_id, _), entering in started.items():
        _log(draft, campaign_id, [start.person for start in entering], names)
    for request in draft.requests:
        _log(draft, request.campaign_id, request.people, names)
    draft.requests = list[Requested]()
    return {}


def _log(draft: FlowDraft, campaign_id: int, people: Sequence[int], chain: Sequence[str]) -> None:
    known = draft.scope.campaigns.get(campaign_id)
    name = known.name if known else f"Campaign {campaign_id}"
    reason = (
        f"{name} was not started: {len(chain)} campaigns had started each other, which is the limit. "
        f"The chain: {' > '.join([*chain, name])}."
    )
    draft.stand_at_the_end()
    for person in people:
        draft.fail(person, "campaign_stopped", reason, (name, " > ".join(chain)), primary_id=campaign_id)
