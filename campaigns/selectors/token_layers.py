"""The layers that could give a token its value on one way to a campaign, the first first, by the engine's own contexts
(T03 to T06)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from campaigns.definitions.base import Frozen
from campaigns.definitions.campaign import CampaignKind
from campaigns.definitions.smart_list import SmartList
from campaigns.engine.checks import kind_of
from campaigns.engine.token_scopes import Context, called_context
from campaigns.engine.token_scopes import Layer as ContextLayer
from campaigns.engine.tokens import Token
from campaigns.models import SmartCampaign
from campaigns.selectors.caller_chains import CallerChain
from campaigns.selectors.token_tree import TokenTree

GIVEN = "Given by API with the call"
TRIGGER = "the trigger that starts the chain"


class Layer(Frozen):
    """`value` is None where the layer does not define the token. One layer at most `wins`; `fallback`: only because the
    campaign to which the context gives the first word lacks it (T03)."""

    origin: str
    value: str | None
    wins: bool = False
    fallback: bool = False


class Column(Frozen):
    """`context` is Use Parent Campaign Token Context of the last call, `used` whether the caller calls so; both are
    None without a caller. Nobody wins: the default in the text, or nothing, is printed. `at_run` says what only the
    moment gives."""

    chain: str | None
    caller: str | None
    context: bool | None
    used: bool | None
    at_run: str | None
    layers: tuple[Layer, ...]


@dataclass(frozen=True, slots=True)
class Surveyed:
    """A campaign, the others on its chains, and what one person has as a member: program -> values by normal name."""

    campaign: SmartCampaign
    others: Mapping[int, SmartCampaign]
    tree: TokenTree
    members: Mapping[int, Mapping[str, str]]

    def columns(self, token: Token, chains: list[CallerChain]) -> Iterator[Column]:
        if not chains:
            yield self._column(token, None, None)
        for chain in chains:
            for context in (True, False):
                yield self._column(token, chain, context)

    def _column(self, token: Token, chain: CallerChain | None, context: bool | None) -> Column:
        root = self.others[chain.links[0].id] if chain else self.campaign
        asks_trigger = token.family == "trigger"
        layers = [] if asks_trigger else list(self._layers(token, root, _context(self.campaign, chain, bool(context))))
        return Column(
            chain=chain.key if chain else None,
            caller=words_of(chain) if chain else None,
            context=context,
            used=context in chain.contexts if chain else None,
            at_run=TRIGGER if asks_trigger and _has_trigger(root) else None,
            layers=_decided(layers, own=self.campaign.pk, context=context),
        )

    def _layers(self, token: Token, root: SmartCampaign, context: Context) -> Iterator[tuple[int, Layer]]:
        """With the campaign from which each comes."""
        for each in context:
            campaign = self.campaign if each.label == str(self.campaign.pk) else self.others[int(each.label)]
            if campaign.pk == root.pk and token.family == "my":
                yield campaign.pk, self._given(token, root)
            for layer in self._of_campaign(token, campaign):
                yield campaign.pk, layer

    def _given(self, token: Token, root: SmartCampaign) -> Layer:
        """T06: a name that the called campaign's tree lacks is ignored."""
        defined = self.tree.visible(program=root.program_id, folder=root.folder_id)
        ignored = "" if token.name in defined else f" (ignored: {root.name} defines no such token)"
        return Layer(origin=f"{GIVEN} of {root.name}{ignored}", value=None)

    def _of_campaign(self, token: Token, campaign: SmartCampaign) -> Iterator[Layer]:
        """The nearest first."""
        program = campaign.program
        named = f"{campaign.name}: program {program.name}" if program else f"{campaign.name}: no program"
        match token.family:
            case "my":
                for owner in self.tree.owners(program=campaign.program_id, folder=campaign.folder_id):
                    values = {each.name_normal: each.value for each in self.tree.tokens.get(owner, ())}
                    origin = f"{campaign.name}: {owner[0]} {self.tree.names[owner]}"
                    yield Layer(origin=origin, value=values.get(token.name))
            case "campaign":
                yield Layer(origin=f"Campaign {campaign.name}", value=_attribute(campaign, token.name))
            case "program":
                yield Layer(origin=named, value=_attribute(program, token.name) if program else None)
            case "member":
                own = self.members.get(program.pk) if program else None
                yield Layer(origin=f"{named}, member", value=None if own is None else own.get(token.name, ""))


def words_of(chain: CallerChain) -> str:
    """ "Root (True) › Middle": from the root down, with the context of each call but the last."""
    return " › ".join(link.name if link.context is None else f"{link.name} ({link.context})" for link in chain.links)


def _context(campaign: SmartCampaign, chain: CallerChain | None, last: bool) -> Context:
    """As the engine makes it, of layers that say no more than whose they are."""
    links = chain.links if chain else ()
    ids = [*(link.id for link in links), campaign.pk]
    context: Context = (ContextLayer(label=str(ids[0])),)
    for link, callee in zip(links, ids[1:], strict=True):
        own = ContextLayer(label=str(callee))
        context = called_context(context, own, parent_context=last if link.context is None else link.context)
    return context


def _has_trigger(root: SmartCampaign) -> bool:
    """T05: an executable has none of its own."""
    smart_list = SmartList.model_validate(root.draft_smart_list)
    return kind_of(executable=root.executable, smart_list=smart_list) is CampaignKind.TRIGGER


def _attribute(owner: object, name: str) -> str | None:
    attribute = {"name": "name", "id": "pk", "description": "description"}.get(name)
    return str(getattr(owner, attribute)) if attribute else None


def _decided(layers: list[tuple[int, Layer]], *, own: int, context: bool | None) -> tuple[Layer, ...]:
    winner = next((place for place, (_, layer) in enumerate(layers) if layer.value is not None), None)
    return tuple(
        layer.model_copy(
            update={
                "wins": place == winner,
                "fallback": place == winner and context is not None and (of == own) == context,
            }
        )
        for place, (of, layer) in enumerate(layers)
    )
