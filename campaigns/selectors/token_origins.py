"""Where each token of a flow gets its value: layer by layer, for every caller, with both token contexts (T03, T09)."""

from collections.abc import Iterator

from campaigns.catalog import catalog
from campaigns.definitions.actor import Actor
from campaigns.definitions.base import Frozen
from campaigns.definitions.flow import Flow
from campaigns.engine.plan import PlanContent, PlannedCampaign, compile_plan
from campaigns.engine.tokens import Token
from campaigns.models import SmartCampaign
from campaigns.selectors.drafts import find_campaign
from campaigns.selectors.neighbours import calls_in
from campaigns.selectors.token_tree import TokenTree, load_token_tree

MOST_CALLERS = 20
PLACES = {"lead": "the person", "company": "the person’s company", "system": "the moment"}
AT_RUN = {"trigger": "the trigger that starts the chain", "member": "the membership in the program"}
GIVEN = "Given by API with the call"


class Layer(Frozen):
    """`value` is None where the layer does not define the token. One layer at most `wins`."""

    origin: str
    value: str | None
    wins: bool = False


class Column(Frozen):
    """`context` is Use Parent Campaign Token Context; None for the campaign without a caller. Nobody wins: the default
    in the text, or nothing, is printed."""

    caller: str | None
    context: bool | None
    layers: tuple[Layer, ...]


class TokenOrigin(Frozen):
    """`from_person` says whence the value comes that no layer decides."""

    token: str
    default: str | None
    from_person: str | None
    columns: tuple[Column, ...]


def token_origins(actor: Actor, *, workspace_id: int, campaign_id: int) -> list[TokenOrigin]:
    """Of the draft's flow, in the order of the text; each token once."""
    campaign = find_campaign(actor, workspace_id=workspace_id, campaign_id=campaign_id)
    tree = load_token_tree(workspace_id)
    callers = _callers(campaign) if campaign.executable else []
    tokens = {(token.family, token.name, token.default): token for token in _used(campaign)}
    return [_origin(token, campaign, callers, tree) for token in tokens.values()]


def _used(campaign: SmartCampaign) -> tuple[Token, ...]:
    flow = Flow.model_validate(campaign.draft_flow)
    alone = PlannedCampaign(id=campaign.pk, revision=0, executable=campaign.executable, flow=flow)
    return compile_plan(PlanContent(root=campaign.pk, campaigns={campaign.pk: alone}), catalog().actions).tokens


def _callers(campaign: SmartCampaign) -> list[SmartCampaign]:
    calls = calls_in(campaign.workspace_id)
    edges = (*calls.published.items(), *calls.drafts.items())
    ids = {caller for caller, callees in edges if campaign.pk in callees}
    found = SmartCampaign.objects.filter(pk__in=ids).select_related("program").order_by("name_normal")
    return list(found[:MOST_CALLERS])


def _origin(token: Token, campaign: SmartCampaign, callers: list[SmartCampaign], tree: TokenTree) -> TokenOrigin:
    source = PLACES.get(token.family) or AT_RUN.get(token.family)
    columns = [] if source else _columns(token, campaign, callers, tree)
    return TokenOrigin(token=token.written, default=token.default, from_person=source, columns=tuple(columns))


def _columns(token: Token, campaign: SmartCampaign, callers: list[SmartCampaign], tree: TokenTree) -> Iterator[Column]:
    own = list(_layers(token, campaign, tree))
    given = [Layer(origin=GIVEN, value=None)] if token.family == "my" else []
    if not callers:
        yield Column(caller=None, context=None, layers=_decided([*given, *own]))
    for caller in callers:
        handed = [*given, *_layers(token, caller, tree)]
        yield Column(caller=caller.name, context=True, layers=_decided([*handed, *own]))
        yield Column(caller=caller.name, context=False, layers=_decided([*own, *handed]))


def _layers(token: Token, campaign: SmartCampaign, tree: TokenTree) -> Iterator[Layer]:
    """The nearest first."""
    match token.family:
        case "my":
            for owner in tree.owners(program=campaign.program_id, folder=campaign.folder_id):
                values = {each.name_normal: each.value for each in tree.tokens.get(owner, ())}
                yield Layer(origin=f"{campaign.name}: {owner[0]} {tree.names[owner]}", value=values.get(token.name))
        case "campaign":
            yield Layer(origin=f"Campaign {campaign.name}", value=_attribute(campaign, token.name))
        case "program":
            program = campaign.program
            value = _attribute(program, token.name) if program else None
            named = f"program {program.name}" if program else "no program"
            yield Layer(origin=f"{campaign.name}: {named}", value=value)


def _attribute(owner: object, name: str) -> str | None:
    attribute = {"name": "name", "id": "pk", "description": "description"}.get(name)
    return str(getattr(owner, attribute)) if attribute else None


def _decided(layers: list[Layer]) -> tuple[Layer, ...]:
    winner = next((each for each in layers if each.value is not None), None)
    return tuple(each.model_copy(update={"wins": each is winner}) for each in layers)
