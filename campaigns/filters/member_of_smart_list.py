"""Filter Member of Smart List (L02, C10): who another smart list selects; a broken one makes this one doubtful."""

from collections.abc import Iterator

from pydantic import Field as Param

from campaigns.engine.kinds import Params
from campaigns.engine.logic import compile_smart_list_asset
from campaigns.engine.membership import Membership, member_words, membership
from campaigns.engine.predicates import Predicate, doubt_of
from campaigns.engine.scope import Ref, Scope
from campaigns.engine.wording import gone, names, smart_list_names


class MemberOfSmartListParams(Params):
    operator: Membership = Param(default="in", title="Operator", json_schema_extra={"control": "select"})
    smart_lists: tuple[int, ...] = Param(
        default=(), title="Smart lists", max_length=50, json_schema_extra={"control": "smart_lists"}
    )


class MemberOfSmartList:
    kind = "member_of_smart_list"
    label = "Member of Smart List"
    category = "Membership"
    help = "Who another smart list selects at this moment."
    params_type = MemberOfSmartListParams
    in_choice = True

    def check(self, params: MemberOfSmartListParams, scope: Scope) -> Iterator[str]:
        if not params.smart_lists:
            yield "Choose a smart list."
        yield from gone(params.smart_lists, scope.smart_lists, "smart list")
        if scope.catalog is not None:
            doubt = doubt_of(self.predicate(params, scope))
            if doubt and all(each in scope.smart_lists for each in params.smart_lists) and params.smart_lists:
                yield doubt

    def predicate(self, params: MemberOfSmartListParams, scope: Scope) -> Predicate:
        return membership(
            params.operator,
            params.smart_lists,
            scope.smart_lists,
            "smart list",
            lambda each: compile_smart_list_asset(each, scope),
        )

    def refs(self, params: MemberOfSmartListParams) -> Iterator[Ref]:
        for each in params.smart_lists:
            yield Ref("smart_list", each, "reads")

    def words(self, params: MemberOfSmartListParams, scope: Scope) -> str:
        known = smart_list_names(scope)
        return f"{member_words(params.operator)} smart list {names(params.smart_lists, known, 'smart list')}"


FILTER = MemberOfSmartList()
