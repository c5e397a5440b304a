"""Flow action Delete Person (F07): the person is gone for good, and leaves every run, callers included."""

from collections.abc import Iterator

from campaigns.engine.kinds import Caution, Needs, Params, Role
from campaigns.engine.scope import Ref, Scope
from campaigns.engine.wave import Wave


class DeletePersonParams(Params):
    pass


class DeletePerson:
    kind = "delete_person"
    label = "Delete Person"
    category = "Data"
    role: Role = "exit"
    help = "Deletes the person for good, in every workspace. No later step runs, here or in any campaign."
    params_type = DeletePersonParams
    allowed_in_executable = True

    def needs(self, params: DeletePersonParams) -> Needs:
        return Needs()

    def check(self, params: DeletePersonParams, scope: Scope) -> Iterator[str]:
        yield Caution("Whoever comes here is deleted for good. This can't be undone.")

    def act(self, params: DeletePersonParams, people: list[int], wave: Wave) -> list[int]:
        return wave.delete(people)

    def refs(self, params: DeletePersonParams) -> Iterator[Ref]:
        yield from ()

    def words(self, params: DeletePersonParams, scope: Scope) -> str:
        return "Delete the person for good"


ACTION = DeletePerson()
