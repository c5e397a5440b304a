"""Tokens that nothing defines (T08): for an executable judged per caller, since callers fill in what it lacks (T03)."""

from collections.abc import Iterator, Mapping

from campaigns.definitions.fields import Field
from campaigns.definitions.flow import Branch, FlowStep
from campaigns.definitions.text import normal
from campaigns.engine.checks.refs import refs_of_branch
from campaigns.engine.checks.subject import Neighbour, Problem, Subject, TokenScope, Where, warning
from campaigns.engine.emails.resolved import OF_DELIVERY, key_of
from campaigns.engine.kinds import Catalog
from campaigns.engine.params import parse
from campaigns.engine.scope import Scope
from campaigns.engine.tokens import Token, tokens_of

SYSTEM_NAMES = ("date", "time", "datetime")
CAMPAIGN_NAMES = PROGRAM_NAMES = ("name", "id", "description")
LAYERED = ("my", "campaign", "program", "member", "trigger")


def tokens_are_defined(subject: Subject, catalog: Catalog) -> Iterator[Problem]:
    """T08: a token with a default is never missed."""
    for step, place, branch in subject.branches():
        sent = dict.fromkeys(tokens_sent(step, branch, subject.scope, catalog))
        for token in dict.fromkeys((*tokens_in(step, branch, catalog), *sent)):
            if token.default is None and not (token in sent and key_of(token) in OF_DELIVERY):
                yield from _judged(token, place, subject)


def tokens_in(step: FlowStep, branch: Branch, catalog: Catalog) -> Iterator[Token]:
    """The tokens of every text that the branch writes."""
    action = catalog.actions.get(step.kind)
    params = parse(action.params_type, branch.params)[0] if action and not branch.do_nothing else None
    if action and params is not None:
        for text in action.needs(params).texts:
            yield from tokens_of(text)


def tokens_sent(step: FlowStep, branch: Branch, scope: Scope, catalog: Catalog) -> Iterator[Token]:
    """The tokens of the approved e-mails that the branch sends."""
    for ref in refs_of_branch(step, branch, catalog):
        email = scope.emails.get(int(ref.target)) if ref.relation == "sends" else None
        if email is not None:
            yield from email.tokens


def callers_lacking(token: Token, campaign_id: int | None, neighbours: Mapping[int, Neighbour]) -> list[Neighbour]:
    """The direct callers that define the token neither themselves nor through all of their own callers."""
    return [caller for caller in callers_of(campaign_id, neighbours) if _lacks(token, caller, neighbours, ())]


def callers_of(campaign_id: int | None, neighbours: Mapping[int, Neighbour]) -> list[Neighbour]:
    return [each for each in neighbours.values() if campaign_id in each.calls | each.draft_calls]


def layer_defines(token: Token, layer: TokenScope) -> bool:
    match token.family:
        case "my":
            return token.name in layer.my
        case "campaign":
            return token.name in CAMPAIGN_NAMES
        case "program":
            return layer.in_program and token.name in PROGRAM_NAMES
        case "member":
            return layer.in_program
        case "trigger":
            return layer.has_trigger
        case _:
            return False


def _judged(token: Token, place: Where, subject: Subject) -> Iterator[Problem]:
    if token.family not in LAYERED:
        if not is_known(token, subject.scope.fields):
            yield _missing(place, f"There is no token {token.written}, so it prints empty. Check its name.")
    elif not layer_defines(token, subject.tokens):
        yield from _lacking(token, place, subject)


def _lacking(token: Token, place: Where, subject: Subject) -> Iterator[Problem]:
    callers = callers_of(subject.id, subject.neighbours) if subject.executable else []
    if not callers:
        yield _missing(place, f"Nothing defines {token.written} here, so it prints empty. {_remedy(token)}")
        return
    lacking = [caller for caller in callers if _lacks(token, caller, subject.neighbours, ())]
    if lacking:
        names = ", ".join(f'"{caller.name}"' for caller in lacking[:5])
        more = f" and {len(lacking) - 5} more" if len(lacking) > 5 else ""
        yield _missing(
            place,
            f"Called by {names}{more}, nothing defines {token.written}, so it prints empty there. {_remedy(token)}",
        )


def _lacks(token: Token, caller: Neighbour, neighbours: Mapping[int, Neighbour], inside: tuple[int, ...]) -> bool:
    if layer_defines(token, caller.tokens):
        return False
    above = callers_of(caller.id, neighbours) if caller.executable and caller.id not in inside else []
    return not above or any(_lacks(token, each, neighbours, (*inside, caller.id)) for each in above)


def is_known(token: Token, fields: Mapping[str, Field]) -> bool:
    if token.family == "system":
        return token.name in SYSTEM_NAMES
    if token.family not in ("lead", "company", "person"):
        return False
    named = [field for field in fields.values() if token.name in _names(field)]
    return any(field.company or token.family != "company" for field in named)


def _names(field: Field) -> tuple[str, ...]:
    return (normal(field.label), normal(field.name), *field.former)


def _missing(place: Where, message: str) -> Problem:
    return warning("undefined_token", place, message)


def _remedy(token: Token) -> str:
    match token.family:
        case "my":
            return "Define it among the My Tokens of the program or folder, or check its name."
        case "trigger":
            return "Only a campaign that a trigger started has trigger tokens."
        case "campaign":
            return "Campaigns have name, id and description."
        case _:
            return "Only a campaign inside a program has program and member tokens."
