"""Completion of tokens for one campaign: each with its value here and where it comes from (T01, T02, T08)."""

from collections.abc import Iterator

from campaigns.definitions.actor import Actor
from campaigns.definitions.base import Frozen
from campaigns.definitions.campaign import CampaignKind
from campaigns.definitions.smart_list import SmartList
from campaigns.engine.checks import kind_of
from campaigns.engine.checks.subject import Neighbour
from campaigns.engine.checks.tokens import callers_lacking
from campaigns.engine.tokens import tokens_of
from campaigns.models import SmartCampaign
from campaigns.models.workspace import Placed
from campaigns.selectors.drafts import find_campaign
from campaigns.selectors.emails import find_email
from campaigns.selectors.neighbours import calls_in, load_neighbours
from campaigns.selectors.token_tree import Owner, TokenTree, load_token_tree
from campaigns.storage.fields import all_fields
from campaigns.storage.scope import member_fields_of

MOST_CALLERS = 20
PERSON, COMPANY, MEMBER, SYSTEM, TRIGGER = "Person", "Company", "Program member", "System", "Trigger"


class TokenHint(Frozen):
    """`missing_in` names the callers under which nothing defines it; only executables have such."""

    token: str
    value: str
    origin: str
    type: str
    missing_in: tuple[str, ...] = ()


def token_hints(actor: Actor, *, workspace_id: int, campaign_id: int) -> list[TokenHint]:
    campaign = find_campaign(actor, workspace_id=workspace_id, campaign_id=campaign_id)
    tree = load_token_tree(workspace_id)
    own = list(_own(campaign, tree))
    callers = _callers(campaign, tree) if campaign.executable else {}
    handed = list(_handed_down(campaign, callers, tree, {hint.token.casefold() for hint in own}))
    return [*own, *handed, *_of_person(), *_of_member(workspace_id), *_of_system()]


def email_token_hints(actor: Actor, *, workspace_id: int, email_id: int) -> list[TokenHint]:
    """With the My Tokens of the place where the e-mail lies; the campaign that sends it may have others."""
    email = find_email(actor, workspace_id=workspace_id, email_id=email_id)
    links = ("{{system.unsubscribeLink}}", "{{system.viewAsWebpageLink}}", "{{SP_Send_Alert_Info}}")
    of_delivery = (TokenHint(token=each, value="made for each mail", origin="Delivery", type="text") for each in links)
    named = [hint for family in ("campaign", "program") for hint in _named(family, "Sending campaign", "", 0, "")]
    mine = _visible(load_token_tree(workspace_id), email)
    return [
        *mine,
        *_of_person(),
        *_of_member(workspace_id),
        *_of_system(),
        *of_delivery,
        *(_unknown(hint) for hint in named),
    ]


def _unknown(hint: TokenHint) -> TokenHint:
    return hint.model_copy(update={"value": ""})


def _visible(tree: TokenTree, placed: Placed) -> Iterator[TokenHint]:
    for _, (token, owner) in sorted(tree.visible(program=placed.program_id, folder=placed.folder_id).items()):
        yield TokenHint(token=_my(token.name), value=token.value, origin=_origin(owner, tree), type=token.type)


def _own(campaign: SmartCampaign, tree: TokenTree) -> Iterator[TokenHint]:
    yield from _visible(tree, campaign)
    yield from _named("campaign", f"Campaign {campaign.name}", campaign.name, campaign.pk, campaign.description)
    program = campaign.program
    if program is not None:
        yield from _named("program", f"Program {program.name}", program.name, program.pk, program.description)
    smart_list = SmartList.model_validate(campaign.draft_smart_list)
    if kind_of(executable=campaign.executable, smart_list=smart_list) is CampaignKind.TRIGGER:
        yield TokenHint(token="{{trigger.name}}", value="", origin=TRIGGER, type="text")
        yield TokenHint(token="{{trigger.trigger name}}", value="", origin=TRIGGER, type="text")


def _handed_down(
    campaign: SmartCampaign, callers: dict[int, Neighbour], tree: TokenTree, own: set[str]
) -> Iterator[TokenHint]:
    """T03: My Tokens that only callers define, and under which callers nothing does."""
    places = SmartCampaign.objects.filter(pk__in=callers).values_list("program_id", "folder_id", "name")
    offered: set[str] = set(own)
    for program, folder, name in places:
        for token, _ in tree.visible(program=program, folder=folder).values():
            written = _my(token.name)
            if written.casefold() not in offered:
                offered.add(written.casefold())
                yield TokenHint(
                    token=written,
                    value=token.value,
                    origin=f"Caller {name}",
                    type=token.type,
                    missing_in=_missing_in(written, campaign, callers),
                )


def _missing_in(written: str, campaign: SmartCampaign, callers: dict[int, Neighbour]) -> tuple[str, ...]:
    [token] = tokens_of(written)
    return tuple(each.name for each in callers_lacking(token, campaign.pk, callers)[:MOST_CALLERS])


def _callers(campaign: SmartCampaign, tree: TokenTree) -> dict[int, Neighbour]:
    """Everybody above it, the near and the far."""
    calls = calls_in(campaign.workspace_id)
    found = load_neighbours(campaign.workspace_id, calls.around([campaign.pk]), calls, tree)
    above: set[int] = set()
    ahead = {campaign.pk}
    while ahead:
        ahead = {each.id for each in found.values() if ahead & (each.calls | each.draft_calls)} - above
        above |= ahead
    return {each: found[each] for each in above}


def _of_person() -> Iterator[TokenHint]:
    for field in all_fields().values():
        yield TokenHint(token=f"{{{{lead.{field.label}}}}}", value="", origin=PERSON, type=field.type.value)
        if field.company:
            yield TokenHint(token=f"{{{{company.{field.label}}}}}", value="", origin=COMPANY, type=field.type.value)


def _of_member(workspace_id: int) -> Iterator[TokenHint]:
    for field in member_fields_of(workspace_id).values():
        yield TokenHint(token=f"{{{{member.{field.name}}}}}", value="", origin=MEMBER, type=field.type.value)


def _of_system() -> Iterator[TokenHint]:
    for name, type in (("date", "date"), ("time", "text"), ("dateTime", "datetime")):
        yield TokenHint(token=f"{{{{system.{name}}}}}", value="", origin=SYSTEM, type=type)


def _named(family: str, origin: str, name: str, id: int, description: str) -> Iterator[TokenHint]:
    for attribute, value in (("name", name), ("id", str(id)), ("description", description)):
        yield TokenHint(token=f"{{{{{family}.{attribute}}}}}", value=value, origin=origin, type="text")


def _my(name: str) -> str:
    return f"{{{{my.{name}}}}}"


def _origin(owner: Owner, tree: TokenTree) -> str:
    return f"{owner[0].capitalize()} {tree.names[owner]}"
