"""People as lines of a table, with all fields: whoever is found, is on a list, or is in a smart list now."""

from collections.abc import Callable, Iterator

from campaigns.catalog import catalog
from campaigns.definitions.actor import Actor
from campaigns.definitions.smart_list import SmartList
from campaigns.engine.logic import compile_smart_list
from campaigns.engine.predicates import doubt_of
from campaigns.engine.wave import Value
from campaigns.errors import Invalid
from campaigns.selectors.people import found_people, seen_from
from campaigns.selectors.rights import require
from campaigns.selectors.smart_lists import find_smart_list, scope_inside
from campaigns.storage.audience import people_page
from campaigns.storage.fields import all_fields
from campaigns.storage.scope import load_scope

_AT_ONCE = 1_000
Line = list[Value]
NextIds = Callable[[int], list[int]]


def exported_people(
    actor: Actor, workspace_id: int, *, q: str = "", list_id: int | None = None, smart_list_id: int | None = None
) -> Iterator[Line]:
    """The labels first, then a line per person by id; read as they are asked for. Refuses before the first line."""
    workspace = require(actor, workspace_id)
    if smart_list_id is not None:
        following = _in_smart_list(actor, workspace_id, smart_list_id)
    else:
        found = found_people(workspace, q=q, list_id=list_id)

        def following(after: int) -> list[int]:
            return list(found.filter(pk__gt=after).order_by("pk").values_list("pk", flat=True)[:_AT_ONCE])

    fields = [field for field in all_fields().values() if not field.read_only]
    people = seen_from(workspace)

    def lines() -> Iterator[Line]:
        yield [field.label for field in fields]
        at = 0
        while ids := following(at):
            at = ids[-1]
            for values in people.filter(pk__in=ids).order_by("pk").values_list("values", flat=True):
                yield [values.get(field.name) for field in fields]

    return lines()


def _in_smart_list(actor: Actor, workspace_id: int, smart_list_id: int) -> NextIds:
    asset = find_smart_list(actor, workspace_id=workspace_id, smart_list_id=smart_list_id)
    scope = scope_inside(asset, load_scope(workspace_id))
    predicate = compile_smart_list(SmartList.model_validate(asset.definition), scope, catalog())
    if doubt := doubt_of(predicate):
        raise Invalid(f"Nobody can be exported: {doubt}")
    return lambda after: people_page(workspace_id, predicate, after, _AT_ONCE)
