"""Custom activities brought by integrations, many at a time and of several types, each with its own outcome (S10)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from campaigns.definitions.actor import Actor, Role
from campaigns.definitions.custom_activities import CustomActivity
from campaigns.errors import Invalid
from campaigns.models import Workspace
from campaigns.runtime.happenings import Happening, log_identified
from campaigns.runtime.record import Source
from campaigns.selectors.people import seen_from
from campaigns.selectors.rights import require
from campaigns.services.custom_activities import MOST_AT_ONCE, Given, happening_of
from campaigns.storage.scope import custom_activities_of

Why = Literal["no_person", "no_type", "bad_value"]


@dataclass(frozen=True, slots=True)
class Brought:
    """One activity; `values` by the attributes' names or API names, the primary one's as `primary`."""

    person: int
    type: int
    at: datetime
    primary: object
    values: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Logged:
    """`activity` is the id of the row; without one, `why` not, and a sentence."""

    activity: int | None
    why: Why | None = None
    sentence: str = ""


def bring_activities(actor: Actor, *, workspace_id: int, brought: Sequence[Brought]) -> list[Logged]:
    """One outcome each, in order; what can't be taken keeps nobody else's out."""
    workspace = require(actor, workspace_id, Role.MARKETER)
    if len(brought) > MOST_AT_ONCE:
        raise Invalid(f"At most {MOST_AT_ONCE} activities can be sent at once; these are {len(brought)}.")
    people = {each.person for each in brought}
    seen = set(seen_from(workspace).filter(pk__in=people).values_list("pk", flat=True))
    types = custom_activities_of(workspace_id)
    read = [_read(workspace, seen, types.get(each.type), each) for each in brought]
    happenings = [each for each in read if isinstance(each, Happening)]
    source = Source(actor.door, actor.name, workspace_id)
    ids = iter(log_identified(happenings, source=source) if happenings else ())
    return [each if isinstance(each, Logged) else _logged(next(ids)) for each in read]


def _logged(activity: int | None) -> Logged:
    return Logged(activity) if activity is not None else Logged(None, "no_person")


def _read(
    workspace: Workspace, seen: set[int], activity: CustomActivity | None, brought: Brought
) -> Happening | Logged:
    if activity is None:
        return Logged(None, "no_type")
    if brought.person not in seen:
        return Logged(None, "no_person")
    names = {word: each.name for each in activity.attributes for word in (each.known_as(), each.name)}
    values = {names.get(word, word): value for word, value in brought.values.items()}
    values[activity.attributes[0].name] = brought.primary
    try:
        return happening_of(workspace, activity, Given(brought.person, values, brought.at))
    except Invalid as refused:
        return Logged(None, "bad_value", refused.message)
