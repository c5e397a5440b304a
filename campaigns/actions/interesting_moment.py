"""Flow action Interesting Moment (F07): notes something worth telling sales, with tokens."""

from collections.abc import Iterator
from typing import Literal

from pydantic import Field as Param

from campaigns.engine.kinds import Needs, Params, Role
from campaigns.engine.scope import Ref, Scope
from campaigns.engine.wave import Wave


class InterestingMomentParams(Params):
    type: Literal["Email", "Milestone", "Web"] = Param(
        default="Milestone", title="Type", json_schema_extra={"control": "select"}
    )
    description: str = Param(title="Description", max_length=10_000, json_schema_extra={"control": "tokens"})


class InterestingMoment:
    kind = "interesting_moment"
    label = "Interesting Moment"
    category = "Data"
    role: Role = "message"
    help = "Writes a note for sales into the person's activity log."
    params_type = InterestingMomentParams
    allowed_in_executable = True

    def needs(self, params: InterestingMomentParams) -> Needs:
        return Needs(texts=(params.description,))

    def check(self, params: InterestingMomentParams, scope: Scope) -> Iterator[str]:
        if not params.description.strip():
            yield "The description is blank. Say what happened."

    def act(self, params: InterestingMomentParams, people: list[int], wave: Wave) -> list[int]:
        campaign = wave.campaign_name()
        for person, rendered in wave.rendered(params.description, people):
            wave.log(person, self.kind, (params.type, rendered.text, campaign), missing=rendered.missing)
        return people

    def refs(self, params: InterestingMomentParams) -> Iterator[Ref]:
        yield from ()

    def words(self, params: InterestingMomentParams, scope: Scope) -> str:
        return f"{params.type}: {params.description}"


ACTION = InterestingMoment()
