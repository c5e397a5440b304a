"""Names of assets and fields in sentences, and the sentence for one that is gone."""

from collections.abc import Iterable, Iterator, Mapping

from campaigns.definitions.fields import READ_ONLY_FIELDS, Field
from campaigns.engine.scope import Scope

GONE = "no longer there"
_READ_ONLY = {field.name: field for field in READ_ONLY_FIELDS}


def field_of(scope: Scope, name: str) -> Field | None:
    return scope.fields.get(name) or _READ_ONLY.get(name)


def field_label(scope: Scope, name: str) -> str:
    field = field_of(scope, name)
    return field.label if field else f"{name} ({GONE})"


def names(ids: Iterable[int], known: Mapping[int, str], what: str) -> str:
    """ "A, B or C"; what is gone is called so."""
    found = [known.get(each, f"a {what} that is {GONE}") for each in ids]
    return " or ".join(filter(None, [", ".join(found[:-1]), *found[-1:]]))


def gone(ids: Iterable[int], known: Mapping[int, object], what: str) -> Iterator[str]:
    """A sentence for each asset that this workspace does not have."""
    for each in ids:
        if each not in known:
            yield f"It names a {what} that is {GONE}. Choose another one."


def smart_list_names(scope: Scope) -> Mapping[int, str]:
    return {each: name for each, (name, _) in scope.smart_lists.items()}


def program_name(scope: Scope, program_id: int) -> str:
    program = scope.programs.get(program_id)
    return program.name if program else f"a program that is {GONE}"


def campaign_names(scope: Scope) -> Mapping[int, str]:
    return {each: campaign.name for each, campaign in scope.campaigns.items()}


def email_names(scope: Scope) -> Mapping[int, str]:
    return {each: email.name for each, email in scope.emails.items()}


def webhook_names(scope: Scope) -> Mapping[int, str]:
    return {each: webhook.name for each, webhook in scope.webhooks.items()}


def user_names(scope: Scope) -> Mapping[int, str]:
    return {each: user.name for each, user in scope.users.items()}
