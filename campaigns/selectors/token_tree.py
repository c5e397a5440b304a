"""Which My Tokens a campaign sees: its program's and those of the folders above, the nearest first (T02)."""

from collections.abc import Mapping
from dataclasses import dataclass

from campaigns.models import Folder, MyToken, Program

Owner = tuple[str, int]  # ("program", 3) or ("folder", 4)


@dataclass(frozen=True, slots=True)
class TokenTree:
    """All owners of tokens in one workspace. Folders inside programs hold none and don't stand here."""

    above_folder: Mapping[int, int | None]
    above_program: Mapping[int, int | None]
    names: Mapping[Owner, str]
    tokens: Mapping[Owner, tuple[MyToken, ...]]

    def owners(self, *, program: int | None, folder: int | None) -> list[Owner]:
        """From the nearest to the root."""
        chain: list[Owner] = []
        if program is not None:
            chain.append(("program", program))
            folder = self.above_program.get(program)
        while folder is not None and ("folder", folder) not in chain:
            chain.append(("folder", folder))
            folder = self.above_folder.get(folder)
        return chain

    def visible(self, *, program: int | None, folder: int | None) -> dict[str, tuple[MyToken, Owner]]:
        """By normal name; the nearest wins."""
        found: dict[str, tuple[MyToken, Owner]] = {}
        for owner in self.owners(program=program, folder=folder):
            for token in self.tokens.get(owner, ()):
                found.setdefault(token.name_normal, (token, owner))
        return found


def load_token_tree(workspace_id: int) -> TokenTree:
    folders = list(
        Folder.objects.filter(workspace_id=workspace_id, program=None).values_list("pk", "folder_id", "name")
    )
    programs = list(Program.objects.filter(workspace_id=workspace_id).values_list("pk", "folder_id", "name"))
    tokens: dict[Owner, list[MyToken]] = {}
    for token in MyToken.objects.filter(workspace_id=workspace_id).order_by("pk"):
        tokens.setdefault(_owner(token), []).append(token)
    names: dict[Owner, str] = {("folder", pk): name for pk, _, name in folders}
    names |= {("program", pk): name for pk, _, name in programs}
    return TokenTree(
        above_folder={pk: above for pk, above, _ in folders},
        above_program={pk: above for pk, above, _ in programs},
        names=names,
        tokens={owner: tuple(held) for owner, held in tokens.items()},
    )


def _owner(token: MyToken) -> Owner:
    if token.program_id is not None:
        return ("program", token.program_id)
    return ("folder", token.folder_id or 0)
