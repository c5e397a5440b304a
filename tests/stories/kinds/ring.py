"""An action for stories about deliveries: sends a text out, and waits for the answer if told to."""

from collections.abc import Iterator

from pydantic import Field as Param

from campaigns.engine.kinds import Needs, Params, Role
from campaigns.engine.scope import Ref, Scope
from campaigns.engine.wave import Wave


class RingParams(Params):
    text: str = Param(default="ring", json_schema_extra={"control": "text"})
    waits: bool = Param(default=True, json_schema_extra={"control": "boolean"})


class Ring:
    kind = "ring"
    label = "Ring"
    category = "Flow"
    role: Role = "message"
    help = "Rings a bell elsewhere."
    params_type = RingParams
    allowed_in_executable = True

    def needs(self, params: RingParams) -> Needs:
        return Needs()

    def check(self, params: RingParams, scope: Scope) -> Iterator[str]:
        yield from ()

    def act(self, params: RingParams, people: list[int], wave: Wave) -> list[int]:
        for person in people:
            wave.deliver(person, kind="alert", payload={"text": params.text}, awaited=params.waits)
        return [] if params.waits else people

    def answered(self, params: RingParams, people: list[int], wave: Wave) -> list[int]:
        for person in people:
            answer = wave.answer(person)
            if answer.content.get("stumble"):
                raise RuntimeError("stumbled over the answer")
            text = answer.reason or str(answer.content.get("said"))
            wave.log(person, "interesting_moment", ("Web", text, "Ring"))
        return people

    def refs(self, params: RingParams) -> Iterator[Ref]:
        yield from ()

    def words(self, params: RingParams, scope: Scope) -> str:
        return "Ring"


ACTION = Ring()
