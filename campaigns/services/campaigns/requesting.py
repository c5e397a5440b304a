"""Requesting a campaign for named people through our own API (C14, C15, T06)."""

from collections.abc import Mapping, Sequence

from campaigns.definitions.actor import Actor
from campaigns.definitions.base import Frozen
from campaigns.errors import ExecutableNotStartable, Invalid, NotRequestable
from campaigns.models import SmartCampaign
from campaigns.runtime import launch
from campaigns.selectors.people import seen_from
from campaigns.services.audit import audited
from campaigns.services.campaigns.given_tokens import known_tokens
from campaigns.services.placing import load
from campaigns.storage.scope import campaigns_of

SOURCE = "Web Service API"
MOST = 100


class Requested(Frozen):
    requested: int
    warnings: tuple[str, ...] = ()


@audited("requested", SmartCampaign, id="campaign_id", counts="people")
def request_campaign(
    actor: Actor,
    *,
    workspace_id: int,
    campaign_id: int,
    people: Sequence[int],
    tokens: Mapping[str, str] | None = None,
) -> Requested:
    """Who qualifies is judged when each is picked up, so `requested` counts those who were named."""
    campaign = load(SmartCampaign, actor, workspace_id=workspace_id, id=campaign_id)
    _refuse_unrequestable(campaign)
    chosen = _people(campaign, people)
    given, warnings = known_tokens(campaign, tokens or {})
    count = launch.request(campaign, chosen, source=SOURCE, given=given)
    return Requested(requested=count, warnings=tuple(warnings))


def _refuse_unrequestable(campaign: SmartCampaign) -> None:
    if campaign.executable:
        raise ExecutableNotStartable
    known = campaigns_of(campaign.workspace_id, [campaign.pk])[campaign.pk]
    if not campaign.active or SOURCE not in known.sources:
        raise NotRequestable(
            f"“{campaign.name}” is not active, or has no trigger Campaign is Requested that accepts {SOURCE}."
        )


def _people(campaign: SmartCampaign, people: Sequence[int]) -> list[int]:
    chosen = sorted(set(people))
    if not 1 <= len(chosen) <= MOST:
        raise _wrong(f"Name 1 to {MOST} people; these are {len(chosen)}.")
    known = set(seen_from(campaign.workspace).filter(pk__in=chosen).values_list("pk", flat=True))
    missing = [each for each in chosen if each not in known]
    if missing:
        named = ", ".join(map(str, missing[:10]))
        raise _wrong(f"There is no such person in this workspace: {named}.", missing=missing)
    return chosen


def _wrong(sentence: str, **details: object) -> Invalid:
    return Invalid(sentence, fields={"people": [sentence]}, **details)
