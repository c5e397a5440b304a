"""Where each token of a flow gets its value: layer by layer, on every way of callers, with both contexts (T03, T09)."""

from collections.abc import Iterator

from campaigns.catalog import catalog
from campaigns.definitions.actor import Actor
from campaigns.definitions.base import Frozen
from campaigns.definitions.flow import Flow, FlowStep
from campaigns.engine.checks.refs import refs_of_branch
from campaigns.engine.emails.resolved import OF_DELIVERY, key_of
from campaigns.engine.plan import PlanContent, PlannedCampaign, compile_plan
from campaigns.engine.token_scopes import Renderer
from campaigns.engine.tokens import Token
from campaigns.models import Person, SmartCampaign
from campaigns.selectors.caller_chains import CallerChain, caller_chains, find_chain
from campaigns.selectors.drafts import find_campaign
from campaigns.selectors.people import person_seen_from
from campaigns.selectors.person_values import renderer_for
from campaigns.selectors.token_layers import Column, Surveyed
from campaigns.selectors.token_tree import load_token_tree
from campaigns.storage.emails import emails_of
from campaigns.storage.live import member_values
from campaigns.storage.webhooks import webhooks_of

MOST_CHAINS = 20  # beside each other; any other can be asked for
PLACES = {"lead": "the person", "person": "the person", "company": "the person’s company", "system": "the moment"}
MEMBERSHIP = "the person’s membership in the program"
DELIVERY = "the delivery"


class TokenOrigin(Frozen):
    """`steps` use it, also in the e-mails that they send and the webhooks that they call. `from_person` says whence the
    value comes that no layer decides, `value` what it is now; empty without a person."""

    token: str
    default: str | None
    steps: tuple[str, ...]
    from_person: str | None
    value: str | None
    columns: tuple[Column, ...]


def token_origins(
    actor: Actor, *, workspace_id: int, campaign_id: int, chain: str | None = None, person: int | None = None
) -> list[TokenOrigin]:
    """Of the draft's flow, in the order of the text; each token once. Without `chain`, every way to the campaign."""
    campaign = find_campaign(actor, workspace_id=workspace_id, campaign_id=campaign_id)
    chains = [find_chain(campaign, chain)] if chain else caller_chains(campaign)[:MOST_CHAINS]
    found = person_seen_from(campaign.workspace, person) if person else None
    renderer = renderer_for(found, campaign.workspace)
    surveyed = _surveyed(campaign, chains, found)
    return [_origin(token, steps, renderer, surveyed, chains, found) for token, steps in _used(campaign).items()]


def _surveyed(campaign: SmartCampaign, chains: list[CallerChain], person: Person | None) -> Surveyed:
    ids = {link.id for chain in chains for link in chain.links}
    others = SmartCampaign.objects.select_related("program").in_bulk(ids)
    programs = {each.program_id for each in (campaign, *others.values()) if each.program_id}
    members = member_values(programs, [person.pk]) if person else {}
    own = {program: values[person.pk] for program, values in members.items() if person and person.pk in values}
    return Surveyed(campaign, others, load_token_tree(campaign.workspace_id), own)


def _used(campaign: SmartCampaign) -> dict[Token, tuple[str, ...]]:
    """Each with the steps that use it."""
    found: dict[tuple[str, str, str | None], tuple[Token, list[str]]] = {}
    for step in Flow.model_validate(campaign.draft_flow).steps:
        for token in _tokens_of(step, campaign):
            _, steps = found.setdefault((token.family, token.name, token.default), (token, []))
            if step.id not in steps:
                steps.append(step.id)
    return {token: tuple(steps) for token, steps in found.values()}


def _tokens_of(step: FlowStep, campaign: SmartCampaign) -> Iterator[Token]:
    alone = PlannedCampaign(id=campaign.pk, revision=0, executable=campaign.executable, flow=Flow(steps=(step,)))
    yield from compile_plan(PlanContent(root=campaign.pk, campaigns={campaign.pk: alone}), catalog().actions).tokens
    refs = {ref for _, branch in step.branches() for ref in refs_of_branch(step, branch, catalog())}
    sent = {int(ref.target) for ref in refs if ref.relation == "sends"}
    called = {int(ref.target) for ref in refs if ref.type == "webhook"}
    for email in emails_of(campaign.workspace_id, sent).values() if sent else ():
        yield from email.tokens
    for webhook in webhooks_of(campaign.workspace_id, called).values() if called else ():
        yield from webhook.tokens


def _origin(
    token: Token,
    steps: tuple[str, ...],
    renderer: Renderer,
    surveyed: Surveyed,
    chains: list[CallerChain],
    person: Person | None,
) -> TokenOrigin:
    source = _source(token, person)
    known = source is not None and source is not DELIVERY and (person is not None or token.family == "system")
    return TokenOrigin(
        token=token.written,
        default=token.default,
        steps=steps,
        from_person=source,
        value=renderer.find(token, (), 0).value if known and token.family != "member" else None,
        columns=() if source else tuple(surveyed.columns(token, chains)),
    )


def _source(token: Token, person: Person | None) -> str | None:
    """Whence the value of a token comes that does not depend on contexts, or not before somebody is chosen."""
    if key_of(token) in OF_DELIVERY:
        return DELIVERY
    if token.family == "member" and person is None:
        return MEMBERSHIP
    return PLACES.get(token.family)
