"""Campaigns that start each other stop at a limit; the last activity names the chain (F11)."""

from collections.abc import Sequence

from django.conf import settings

from campaigns.engine.draft import Draft
from campaigns.engine.flow import FlowDraft
from campaigns.engine.matching import Start
from campaigns.engine.places import Requested
from campaigns.models import SmartCampaign


def stop_loops(
    draft: Draft, started: dict[tuple[int, int], list[Start]], *, depth: int, chain: Sequence[str]
) -> dict[tuple[int, int], list[Start]]:
    """What may still start. Beyond the limit each campaign that would have started is logged as stopped instead.

    `chain` names the campaigns up to and with the one whose activities these are.
    """
    if depth < settings.LOOP_LIMIT:
        return started
    stopped = [(campaign_id, [start.person for start in entering]) for (campaign_id, _), entering in started.items()]
    if isinstance(draft, FlowDraft):
        stopped += [(request.campaign_id, request.people) for request in draft.requests]
        draft.requests = list[Requested]()
        draft.stand_at_the_end()
    known = dict(SmartCampaign.objects.filter(pk__in={id_ for id_, _ in stopped}).values_list("id", "name"))
    for campaign_id, people in stopped:
        _log(draft, campaign_id, known[campaign_id], people, chain)
    return {}


def _log(draft: Draft, campaign_id: int, name: str, people: Sequence[int], chain: Sequence[str]) -> None:
    reason = (
        f"{name} was not started: {len(chain)} campaigns had started each other, which is the limit. "
        f"The chain: {' > '.join([*chain, name])}."
    )
    for person in people:
        draft.fail(person, "campaign_stopped", reason, (name, " > ".join(chain)), primary_id=campaign_id)
