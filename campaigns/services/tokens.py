"""My Tokens of programs and of folders outside programs (T02). Flows read them when a step acts (T10)."""

from campaigns.definitions.actor import Actor, Role
from campaigns.definitions.my_tokens import clean_token_name, clean_token_value
from campaigns.definitions.text import normal
from campaigns.errors import Invalid
from campaigns.events import TreeChanged, publish
from campaigns.models import MyToken
from campaigns.selectors.places import find_place
from campaigns.selectors.rights import require
from campaigns.selectors.token_uses import uses_of_token
from campaigns.selectors.tokens import NO_TOKENS_HERE
from campaigns.selectors.used_by import refuse_while_used
from campaigns.services.audit import audited
from campaigns.services.naming import name_is_free
from campaigns.services.placing import load


@audited("made", MyToken)
def create_token(actor: Actor, *, workspace_id: int, owner: str, name: str, type: str, value: str) -> MyToken:
    require(actor, workspace_id, Role.MARKETER)
    place = find_place(workspace_id, owner)
    if place.folder is not None and place.program is not None:
        raise Invalid(NO_TOKENS_HERE)
    token = MyToken(workspace_id=workspace_id, program_id=place.program, folder_id=place.folder)
    token.name, token.type, token.value = _name(name), type, _value(type, value)
    with name_is_free(token.name):
        token.save()
    publish(TreeChanged(workspace_id))
    return token


@audited("changed", MyToken, id="token_id")
def update_token(
    actor: Actor,
    *,
    workspace_id: int,
    token_id: int,
    name: str | None = None,
    type: str | None = None,
    value: str | None = None,
) -> MyToken:
    """A used token keeps its name: texts that hold it would print nothing."""
    token = load(MyToken, actor, workspace_id=workspace_id, id=token_id)
    if name is not None:
        _rename(token, _name(name))
    token.type = type or token.type
    token.value = _value(token.type, token.value if value is None else value)
    with name_is_free(token.name):
        token.save()
    publish(TreeChanged(workspace_id))
    return token


@audited("deleted", MyToken, id="token_id")
def delete_token(actor: Actor, *, workspace_id: int, token_id: int) -> None:
    token = load(MyToken, actor, workspace_id=workspace_id, id=token_id)
    refuse_while_used(f"{{{{my.{token.name}}}}}", uses_of_token(token))
    token.delete()
    publish(TreeChanged(workspace_id))


def _rename(token: MyToken, name: str) -> None:
    if normal(name) != token.name_normal:
        refuse_while_used(f"{{{{my.{token.name}}}}}", uses_of_token(token), what="renamed")
    token.name = name


def _name(name: str) -> str:
    try:
        return clean_token_name(name)
    except ValueError as error:
        raise Invalid(str(error), fields={"name": [str(error)]}) from None


def _value(type: str, value: str) -> str:
    try:
        return clean_token_value(type, value)
    except ValueError as error:
        raise Invalid(str(error), fields={"value": [str(error)]}) from None
