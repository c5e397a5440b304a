"""The token table of a program or folder: its own My Tokens and those from above (T02)."""

from typing import Literal

from campaigns.definitions.actor import Actor
from campaigns.definitions.base import Frozen
from campaigns.errors import Invalid, NotFound
from campaigns.models import Folder, MyToken
from campaigns.selectors.places import node, split_node
from campaigns.selectors.rights import require
from campaigns.selectors.token_tree import Owner, TokenTree, load_token_tree
from campaigns.selectors.token_uses import uses_of_token
from campaigns.selectors.used_by import Use

TokenType = Literal["text", "rich_text", "number", "score", "date"]
NO_TOKENS_HERE = "Folders inside programs hold no My Tokens. Use those of the program."


class TokenOwner(Frozen):
    node: str
    name: str


class InheritedToken(Frozen):
    value: str
    owner: TokenOwner


class TokenRow(Frozen):
    """`owner` is where the value comes from; `inherited` is what a local value hides."""

    id: int
    name: str
    token: str
    type: TokenType
    value: str
    state: Literal["local", "overridden", "inherited"]
    owner: TokenOwner
    inherited: InheritedToken | None


def tokens(actor: Actor, *, workspace_id: int, owner: str) -> list[TokenRow]:
    require(actor, workspace_id)
    tree = load_token_tree(workspace_id)
    kind, id = split_node(owner)
    if (kind, id) not in tree.names:
        in_program = kind == "folder" and Folder.objects.filter(workspace_id=workspace_id, pk=id).exists()
        raise Invalid(NO_TOKENS_HERE) if in_program else NotFound
    return table(tree, (kind, id))


def token_row(token: MyToken) -> TokenRow:
    """One token as the table of its own owner shows it."""
    owner = ("program", token.program_id) if token.program_id is not None else ("folder", token.folder_id or 0)
    rows = table(load_token_tree(token.workspace_id), owner)
    return next(row for row in rows if row.id == token.pk)


def uses(actor: Actor, *, workspace_id: int, token_id: int) -> list[Use]:
    require(actor, workspace_id)
    token = MyToken.objects.filter(workspace_id=workspace_id, pk=token_id).first()
    if token is None:
        raise NotFound
    return uses_of_token(token)


def table(tree: TokenTree, owner: Owner) -> list[TokenRow]:
    kind, id = owner
    chain = tree.owners(program=id if kind == "program" else None, folder=id if kind == "folder" else None)
    layers: dict[str, list[tuple[MyToken, Owner]]] = {}
    for each in chain:
        for token in tree.tokens.get(each, ()):
            layers.setdefault(token.name_normal, []).append((token, each))
    return [_row(found, owner, tree) for _, found in sorted(layers.items())]


def _row(layers: list[tuple[MyToken, Owner]], owner: Owner, tree: TokenTree) -> TokenRow:
    (token, holder), *above = layers
    hidden = above[0] if above and holder == owner else None
    return TokenRow.model_validate(
        {
            "id": token.pk,
            "name": token.name,
            "token": f"{{{{my.{token.name}}}}}",
            "type": token.type,
            "value": token.value,
            "state": "inherited" if holder != owner else "overridden" if hidden else "local",
            "owner": _named(holder, tree),
            "inherited": hidden and {"value": hidden[0].value, "owner": _named(hidden[1], tree)},
        }
    )


def _named(owner: Owner, tree: TokenTree) -> dict[str, str]:
    return {"node": node(*owner), "name": tree.names[owner]}
