"""My Token values that come with a run or a request (T06)."""

from collections.abc import Mapping

from campaigns.definitions.text import normal
from campaigns.errors import Invalid
from campaigns.models import SmartCampaign
from campaigns.selectors.token_tree import load_token_tree

MOST = 100


def known_tokens(campaign: SmartCampaign, tokens: Mapping[str, str]) -> tuple[dict[str, str], list[str]]:
    """Values by normal name, and a warning for each name that the campaign's tree doesn't define."""
    if len(tokens) > MOST:
        sentence = f"At most {MOST} tokens can be given at once."
        raise Invalid(sentence, fields={"tokens": [sentence]})
    if not tokens:
        return {}, []
    tree = load_token_tree(campaign.workspace_id)
    defined = tree.visible(program=campaign.program_id, folder=campaign.folder_id)
    given = {plain_name(name): value for name, value in tokens.items()}
    unknown = [name for name in tokens if plain_name(name) not in defined]
    warnings = [
        f'"{campaign.name}" defines no token {{{{my.{_bare(name)}}}}}, so its value was ignored.' for name in unknown
    ]
    return {name: value for name, value in given.items() if name in defined}, warnings


def plain_name(name: str) -> str:
    """ "{{my.Score}}", "my.score" and "Score" name the same token."""
    return normal(_bare(name))


def _bare(name: str) -> str:
    inner = name.strip().removeprefix("{{").removesuffix("}}").strip()
    return inner[3:] if inner[:3].casefold() == "my." else inner
