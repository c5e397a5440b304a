"""Trigger Added to List (S10): the person comes onto one of these static lists, or onto any."""

from collections.abc import Iterator

from pydantic import Field as Param

from campaigns.engine.kinds import Event, Params, Ref, Scope
from campaigns.engine.wording import gone, names


class AddedToListParams(Params):
    lists: tuple[int, ...] = Param(
        default=(),
        title="Lists",
        max_length=200,
        description="Any of these; none chosen means any list.",
        json_schema_extra={"control": "lists"},
    )


class AddedToList:
    kind = "added_to_list"
    label = "Added to List"
    category = "Person"
    help = "Starts when the person is put on a static list."
    params_type = AddedToListParams
    activity: str | None = "add_to_list"

    def check(self, params: AddedToListParams, scope: Scope) -> Iterator[str]:
        yield from gone(params.lists, scope.lists, "list")

    def matches(self, params: AddedToListParams, event: Event) -> bool:
        return not params.lists or event.primary_id in params.lists

    def refs(self, params: AddedToListParams) -> Iterator[Ref]:
        for each in params.lists:
            yield Ref("list", each, "reads")

    def words(self, params: AddedToListParams, scope: Scope) -> str:
        return f"Added to {names(params.lists, scope.lists, 'list') if params.lists else 'any list'}"


TRIGGER = AddedToList()
