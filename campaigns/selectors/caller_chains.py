"""The ways to an executable: its callers and theirs, with the token contexts between them (T04)."""

from collections.abc import Iterator

from campaigns.definitions.actor import Actor
from campaigns.definitions.base import Frozen
from campaigns.definitions.flow import Flow
from campaigns.engine.keeping_place import EXECUTE
from campaigns.engine.plan import MAX_DEPTH
from campaigns.errors import Invalid
from campaigns.models import SmartCampaign
from campaigns.selectors.drafts import find_campaign
from campaigns.selectors.neighbours import calls_in

MOST_CHAINS = 50


class Link(Frozen):
    """A campaign that executes the next one. `context` is Use Parent Campaign Token Context of that call; empty in the
    last link, whose call may be looked at with either."""

    id: int
    name: str
    context: bool | None


class CallerChain(Frozen):
    """From the root down to the campaign that executes the one in question; `contexts` are those of that last call."""

    key: str
    links: tuple[Link, ...]
    contexts: tuple[bool, ...]


def chains_to(actor: Actor, *, workspace_id: int, campaign_id: int) -> list[CallerChain]:
    return caller_chains(find_campaign(actor, workspace_id=workspace_id, campaign_id=campaign_id))


def caller_chains(campaign: SmartCampaign) -> list[CallerChain]:
    """The short ones first; by what is published, and by drafts, so that a chain shows before it works."""
    if not campaign.executable:
        return []
    found: dict[str, CallerChain] = {}
    for links in _chains(campaign.pk, _callers(campaign), start=campaign.pk):
        chain = _chain(links)
        known = found.get(chain.key)
        found[chain.key] = _together(known, chain) if known else chain
    ordered = sorted(found.values(), key=lambda chain: (len(chain.links), [link.name for link in chain.links]))
    return ordered[:MOST_CHAINS]


def find_chain(campaign: SmartCampaign, key: str) -> CallerChain:
    found = next((chain for chain in caller_chains(campaign) if chain.key == key), None)
    if found is None:
        raise Invalid("This way to the campaign is no longer there. Choose the caller again.")
    return found


def _chain(links: tuple[Link, ...]) -> CallerChain:
    *upper, last = links
    key = ".".join([*(f"{link.id}{'t' if link.context else 'f'}" for link in upper), str(last.id)])
    return CallerChain(
        key=key,
        links=(*upper, last.model_copy(update={"context": None})),
        contexts=(bool(last.context),),
    )


def _together(one: CallerChain, other: CallerChain) -> CallerChain:
    return one.model_copy(update={"contexts": tuple(sorted({*one.contexts, *other.contexts}, reverse=True))})


def _chains(
    callee: int, above: dict[int, list[Link]], below: tuple[Link, ...] = (), *, start: int
) -> Iterator[tuple[Link, ...]]:
    """Upwards until nobody calls, or the chain is as long as may be (C12)."""
    passed = {start, *(link.id for link in below)}
    higher = [link for link in above.get(callee, ()) if link.id not in passed] if len(below) < MAX_DEPTH else []
    if not higher and below:
        yield below
    for link in higher:
        yield from _chains(link.id, above, (link, *below), start=start)


def _callers(campaign: SmartCampaign) -> dict[int, list[Link]]:
    """By callee, whoever executes it, level by level."""
    calls = calls_in(campaign.workspace_id)
    edges = (*calls.published.items(), *calls.drafts.items())
    found: dict[int, list[Link]] = {}
    ahead = {campaign.pk}
    for _ in range(MAX_DEPTH):
        callers = {caller for caller, callees in edges if ahead & callees}
        rows = SmartCampaign.objects.filter(pk__in=callers).select_related("published").order_by("name_normal", "pk")
        for row in rows:
            for callee in sorted(ahead):
                found.setdefault(callee, []).extend(_links(row, callee))
        ahead = callers - found.keys()
    return found


def _links(caller: SmartCampaign, callee: int) -> list[Link]:
    flows = [caller.draft_flow, caller.published.flow if caller.published else {}]
    contexts = {context for flow in flows for context in _contexts(Flow.model_validate(flow), callee)}
    return [Link(id=caller.pk, name=caller.name, context=context) for context in sorted(contexts, reverse=True)]


def _contexts(flow: Flow, callee: int) -> Iterator[bool]:
    for step in flow.steps:
        for _, branch in step.branches():
            calls = step.kind == EXECUTE and not branch.do_nothing and branch.params.get("campaign") == callee
            if calls:
                yield branch.params.get("parent_context") is True
