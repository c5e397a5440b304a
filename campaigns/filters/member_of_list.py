"""Filter Member of List (L02): on any of the static lists, or on none of them."""

from collections.abc import Iterator

from pydantic import Field as Param

from campaigns.engine.kinds import Params
from campaigns.engine.membership import Membership, member_words, membership
from campaigns.engine.predicates import InList, Predicate
from campaigns.engine.scope import Ref, Scope
from campaigns.engine.wording import gone, names


class MemberOfListParams(Params):
    operator: Membership = Param(default="in", title="Operator", json_schema_extra={"control": "select"})
    lists: tuple[int, ...] = Param(default=(), title="Lists", max_length=200, json_schema_extra={"control": "lists"})


class MemberOfList:
    kind = "member_of_list"
    label = "Member of List"
    category = "Membership"
    help = "Who is on a static list."
    params_type = MemberOfListParams
    in_choice = True

    def check(self, params: MemberOfListParams, scope: Scope) -> Iterator[str]:
        if not params.lists:
            yield "Choose a list."
        yield from gone(params.lists, scope.lists, "list")

    def predicate(self, params: MemberOfListParams, scope: Scope) -> Predicate:
        return membership(params.operator, params.lists, scope.lists, "list", InList)

    def refs(self, params: MemberOfListParams) -> Iterator[Ref]:
        for each in params.lists:
            yield Ref("list", each, "reads")

    def words(self, params: MemberOfListParams, scope: Scope) -> str:
        return f"{member_words(params.operator)} list {names(params.lists, scope.lists, 'list')}"


FILTER = MemberOfList()
