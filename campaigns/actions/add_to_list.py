"""Flow action Add to List (F07): puts people on a static list; who is on it already leaves no row."""

from collections.abc import Iterator

from pydantic import Field as Param

from campaigns.engine.kinds import Needs, Params, Role
from campaigns.engine.scope import Ref, Scope
from campaigns.engine.wave import Wave
from campaigns.engine.wording import gone, names


class AddToListParams(Params):
    list: int = Param(title="List", json_schema_extra={"control": "list"})


class AddToList:
    kind = "add_to_list"
    label = "Add to List"
    category = "Lists and programs"
    role: Role = "membership"
    help = "Puts the person on a static list."
    params_type = AddToListParams
    allowed_in_executable = True

    def needs(self, params: AddToListParams) -> Needs:
        return Needs(lists=frozenset({params.list}))

    def check(self, params: AddToListParams, scope: Scope) -> Iterator[str]:
        yield from gone([params.list], scope.lists, "list")

    def act(self, params: AddToListParams, people: list[int], wave: Wave) -> list[int]:
        attributes = (wave.list_name(params.list), wave.campaign_name())
        for person in people:
            if not wave.is_on_list(person, params.list):
                wave.put_on_list(person, params.list)
                wave.log(person, self.kind, attributes, primary_id=params.list)
        return people

    def refs(self, params: AddToListParams) -> Iterator[Ref]:
        yield Ref("list", params.list, "writes")

    def words(self, params: AddToListParams, scope: Scope) -> str:
        return f"Add to {names([params.list], scope.lists, 'list')}"


ACTION = AddToList()
