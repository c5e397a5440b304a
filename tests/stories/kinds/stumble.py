"""A flow action with a fault in it: it trips over people who live in a certain city. For tests of what follows."""

from collections.abc import Iterator

from pydantic import Field as Param

from campaigns.engine.kinds import Needs, Params, Role
from campaigns.engine.scope import Ref, Scope
from campaigns.engine.wave import Wave


class StumbleParams(Params):
    city: str = Param(title="City", json_schema_extra={"control": "text"})
    refused: str = Param(default="", title="Refused city", json_schema_extra={"control": "text"})


class Stumble:
    kind = "stumble"
    label = "Stumble"
    category = "Data"
    role: Role = "data"
    help = "Trips over people of one city, refuses those of another; for the others it leaves a note."
    params_type = StumbleParams
    allowed_in_executable = True

    def needs(self, params: StumbleParams) -> Needs:
        return Needs(fields=frozenset({"city"}))

    def check(self, params: StumbleParams, scope: Scope) -> Iterator[str]:
        yield from ()

    def act(self, params: StumbleParams, people: list[int], wave: Wave) -> list[int]:
        cities = wave.column("city")
        for person in people:
            if cities[person] == params.city:
                raise RuntimeError(f"tripped in {params.city}")
            if cities[person] == params.refused:
                wave.fail(person, "interesting_moment", f"Nobody notes people of {params.refused}.")
                continue
            wave.log(person, "interesting_moment", ("Milestone", f"walked past {params.city}", wave.campaign_name()))
        return people

    def refs(self, params: StumbleParams) -> Iterator[Ref]:
        yield from ()

    def words(self, params: StumbleParams, scope: Scope) -> str:
        return f"Stumble in {params.city}"


ACTION = Stumble()
