"""Campaigns that start each other stop at a limit; the last activity names the chain (F11)."""

from collections.abc import Sequence

from django.conf import settings

from campaigns.engine.flow import FlowDraft
from campaigns.engine.matching import Start
from campaigns.engine.places import Requested
from campaigns.models import SmartCampaign


def stop_loops(
    draft: FlowDraft, started: dict[tuple[int, int], list[Start]], *, depth: int, chain: Sequence[str]
) -> dict[tuple[int, int], list[Start]]:
    """What may still start. Beyond the limit each campaign that would have started is logged as stopped instead."""
    if depth < settings.LOOP_LIMIT:
        return started
    names = [*chain, draft.campaigns[draft.plan.content.root].name]
    stopped = [(campaign_id, [start.person for start in entering]) for (campaign_id, _), entering in started.items()]
    stopped += [(request.campaign_id, request.people) for request in draft.requests]
    known = dict(SmartCampaign.objects.filter(pk__in={id_ for id_, _ in stopped}).values_list("id", "name"))
    for campaign_id, people in stopped:
        _log(draft, campaign_id, known[campaign_id], people, names)
    draft.requests = list[Requested]()
    return {}


def _log(draft: FlowDraft, campaign_id: int, name: str, people: Sequence[int], chain: Sequence[str]) -> None:
    reason = (
        f"{name} was not started: {len(chain)} campaigns had started each other, which is the limit. "
        f"The chain: {' > '.join([*chain, name])}."
    )
    draft.stand_at_the_end()
    for person in people:
        draft.fail(person, "campaign_stopped", reason, (name, " > ".join(chain)), primary_id=campaign_id)
