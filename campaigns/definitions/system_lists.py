"""The smart lists that every workspace has from the start and nobody changes (reference 3.1)."""

from campaigns.definitions.base import Frozen
from campaigns.definitions.smart_list import ListRule, SmartList


class SystemList(Frozen):
    key: str
    name: str
    description: str
    definition: SmartList


def _where_true(key: str, name: str, description: str, field: str) -> SystemList:
    params = {"field": field, "operator": "is_true", "values": []}
    rule = ListRule(id="f1", kind="person_field", params=params)
    return SystemList(key=key, name=name, description=description, definition=SmartList(filters=(rule,)))


SYSTEM_LISTS: tuple[SystemList, ...] = (
    SystemList(key="all", name="All People", description="Everybody in this workspace.", definition=SmartList()),
    _where_true("unsubscribed", "Unsubscribed People", "They get no e-mail that is not operational.", "unsubscribed"),
    _where_true(
        "marketing_suspended",
        "Marketing Suspended",
        "They get no e-mail that is not operational, until the mark is taken away.",
        "marketing_suspended",
    ),
    _where_true("blocklist", "Blocklist", "They get no e-mail at all.", "blocklisted"),
    _where_true(
        "bounced", "Bounced Email Addresses", "Their addresses do not work, so they get no e-mail.", "email_invalid"
    ),
    SystemList(
        key="duplicates",
        name="Possible Duplicates",
        description="People who share their e-mail address with somebody else.",
        definition=SmartList(
            filters=(ListRule(id="f1", kind="duplicate_field", params={"operator": "shared", "field": "email"}),)
        ),
    ),
)
