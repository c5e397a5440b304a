"""Flow action Remove from List (F07): takes people off a static list; who isn't on it leaves no row."""

from collections.abc import Iterator

from pydantic import Field as Param

from campaigns.engine.kinds import Needs, Params, Role
from campaigns.engine.scope import Ref, Scope
from campaigns.engine.wave import Wave
from campaigns.engine.wording import gone, names


class RemoveFromListParams(Params):
    list: int = Param(title="List", json_schema_extra={"control": "list"})


class RemoveFromList:
    kind = "remove_from_list"
    label = "Remove from List"
    category = "Lists and programs"
    role: Role = "membership"
    help = "Takes the person off a static list. The person stays in the database."
    params_type = RemoveFromListParams
    allowed_in_executable = True

    def needs(self, params: RemoveFromListParams) -> Needs:
        return Needs(lists=frozenset({params.list}))

    def check(self, params: RemoveFromListParams, scope: Scope) -> Iterator[str]:
        yield from gone([params.list], scope.lists, "list")

    def act(self, params: RemoveFromListParams, people: list[int], wave: Wave) -> list[int]:
        attributes = (wave.list_name(params.list), wave.campaign_name())
        for person in people:
            if wave.is_on_list(person, params.list):
                wave.take_off_list(person, params.list)
                wave.log(person, self.kind, attributes, primary_id=params.list)
        return people

    def refs(self, params: RemoveFromListParams) -> Iterator[Ref]:
        yield Ref("list", params.list, "writes")

    def words(self, params: RemoveFromListParams, scope: Scope) -> str:
        return f"Remove from {names([params.list], scope.lists, 'list')}"


ACTION = RemoveFromList()
