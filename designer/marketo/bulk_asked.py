"""Orders of exports, read from JSON: filters, columns, headings (reference 5.2)."""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from campaigns.definitions.actor import Actor
from campaigns.definitions.exports import (
    DELIMITERS,
    ActivitiesAsked,
    Asked,
    ExportColumn,
    Format,
    MembersAsked,
    PeopleAsked,
    Range,
)
from campaigns.selectors.outside.assets import SMART_LIST, STATIC_LIST, assets
from campaigns.selectors.outside.placed import Wanted
from designer.marketo import moments
from designer.marketo.activities import types_asked
from designer.marketo.bulk_activities import FIELDS, ON_DEMAND
from designer.marketo.bulk_contents import PROGRAM
from designer.marketo.errors import Refused, missing, wrong_type, wrong_value
from designer.marketo.field_names import wire_fields
from designer.marketo.member_names import member_fields
from designer.marketo.parameters import whole

Body = Mapping[str, Any]
Reader = Callable[[Actor, int, Body], Asked]
MOST_VALUES = 50
PEOPLE = ("createdAt", "updatedAt", "staticListId", "staticListName", "smartListId", "smartListName")
ACTIVITIES = ("createdAt", "activityTypeIds", "primaryAttributeValueIds", "primaryAttributeValues")
MEMBERS = ("programId", "programIds", "statusNames", "isExhausted", "updatedAt")
UNSUPPORTED = "Unsupported filter type for target subscription"


def format_of(body: Body) -> Format:
    wanted = str(body.get("format") or "CSV").upper()
    for each in DELIMITERS:
        if each == wanted:
            return each  # type: ignore[return-value]
    raise wrong_value("format", body.get("format"))


def columns_of(kind: str, actor: Actor, workspace_id: int, body: Body) -> tuple[ExportColumn, ...]:
    """Of activities all of them unless some are named; otherwise they have to be named."""
    names = body.get("fields")
    if kind == "activities":
        names = names or list(FIELDS)
    if not names:
        raise missing("fields")
    if not isinstance(names, list) or not all(isinstance(each, str) for each in names):
        raise wrong_type(names, "Array")
    known = _known(kind, actor, workspace_id)
    for each in names:
        if each not in known:
            raise Refused("1006", f"Field '{each:.100}' not found")
    headings = _object(body.get("columnHeaderNames") or {})
    return tuple(ExportColumn(name=each, heading=str(headings.get(each, each))) for each in dict.fromkeys(names))


def _known(kind: str, actor: Actor, workspace_id: int) -> set[str]:
    if kind == "activities":
        return {*FIELDS, *ON_DEMAND}
    of_lead = {"id", *wire_fields(actor).by_rest}
    return of_lead | {PROGRAM, *member_fields(actor, workspace_id)} if kind == "members" else of_lead


def people_asked(actor: Actor, workspace_id: int, body: Body) -> PeopleAsked:
    filter = _filter(body, PEOPLE)
    if len(filter) != 1:
        raise Refused("1003", f"Exactly one filter has to be given: {', '.join(PEOPLE)}.")
    [(name, value)] = filter.items()
    match name:
        case "createdAt":
            return PeopleAsked(created=_range(value))
        case "updatedAt":
            return PeopleAsked(updated=_range(value))
        case "staticListId":
            return PeopleAsked(list=whole(value, name))
        case "staticListName":
            return PeopleAsked(list=_named(actor, workspace_id, STATIC_LIST, value))
        case "smartListId":
            return PeopleAsked(smart_list=whole(value, name))
        case _:
            return PeopleAsked(smart_list=_named(actor, workspace_id, SMART_LIST, value))


def activities_asked(actor: Actor, workspace_id: int, body: Body) -> ActivitiesAsked:
    filter = _filter(body, ACTIVITIES)
    if "createdAt" not in filter:
        raise missing("createdAt")
    types = _wholes(filter, "activityTypeIds")
    about, values = _wholes(filter, "primaryAttributeValueIds"), _several(filter, "primaryAttributeValues")
    if (about or values) and not types:
        raise missing("activityTypeIds")
    if about and values:
        raise Refused("1003", "Give either primaryAttributeValueIds or primaryAttributeValues.")
    if max(len(about), len(values)) > MOST_VALUES:
        raise Refused("1003", f"At most {MOST_VALUES} primary attribute values can be given.")
    return ActivitiesAsked(
        recorded=_range(filter["createdAt"]),
        about=tuple(about),
        values=tuple(str(each) for each in values),
        **(types_asked(types) if types else {}),
    )


def members_asked(actor: Actor, workspace_id: int, body: Body) -> MembersAsked:
    filter = _filter(body, MEMBERS)
    if ("programId" in filter) == ("programIds" in filter):
        raise Refused("1003", "Give either programId or programIds.")
    programs = [whole(filter["programId"], "programId")] if "programId" in filter else _wholes(filter, "programIds")
    if not programs:
        raise missing("programIds")
    statuses = tuple(str(each) for each in _several(filter, "statusNames")) or None
    if _flag(filter, "isExhausted"):
        statuses = ()  # there is no engagement program, so nobody has exhausted one
    updated = _range(filter["updatedAt"]) if "updatedAt" in filter else None
    return MembersAsked(programs=tuple(dict.fromkeys(programs)), statuses=statuses, updated=updated)


ASKED: dict[str, Reader] = {"leads": people_asked, "activities": activities_asked, "members": members_asked}


def _filter(body: Body, known: Sequence[str]) -> Body:
    filter = body.get("filter")
    if not filter:
        raise missing("filter")
    for each in _object(filter):
        if each not in known:
            raise Refused("1035", UNSUPPORTED)
    return _object(filter)


def _range(value: Any) -> Range:
    """Up to now, unless the end is given."""
    given = _object(value)
    start, end = given.get("startAt"), given.get("endAt")
    if not start:
        raise missing("startAt")
    return Range(start=moments.read(str(start)), end=moments.read(str(end)) if end else datetime.now(UTC))


def _named(actor: Actor, workspace_id: int, kind: str, name: Any) -> int:
    """By its name, or by that of its program before it: "Program.List"."""
    program, _, rest = str(name).partition(".")
    for wanted in (Wanted(names=[str(name)], limit=1), Wanted(names=[rest], program_names=[program], limit=1)):
        if found := assets(kind=kind, actor=actor, workspace_id=workspace_id, wanted=wanted):
            return found[0].id
    raise Refused("1013", "List not found")


def _several(filter: Body, name: str) -> list[Any]:
    value = filter.get(name) or []
    if not isinstance(value, list):
        raise wrong_type(value, "Array")
    return value


def _wholes(filter: Body, name: str) -> list[int]:
    return [whole(each, name) for each in _several(filter, name)]


def _flag(filter: Body, name: str) -> bool:
    value = filter.get(name, False)
    if not isinstance(value, bool):
        raise wrong_type(value, "Boolean")
    return value


def _object(value: Any) -> Body:
    if not isinstance(value, dict):
        raise wrong_type(value, "Object")
    return value
