"""Flow action Wait (F05, S08): a duration; days and longer keep the wall clock's time in the workspace's zone."""

from collections.abc import Iterator

from pydantic import Field as Param

from campaigns.engine.durations import UnreadableDuration, moved, parse_duration
from campaigns.engine.instants import stored
from campaigns.engine.kinds import Needs, Params, Ref, Role, Scope, Wave


class WaitParams(Params):
    duration: str = Param(
        title="Duration",
        max_length=100,
        description='Such as "30 minutes", "4 hours", "5 days", "2 weeks", "1 month" or "1 year".',
        json_schema_extra={"control": "duration"},
    )


class Wait:
    kind = "wait"
    label = "Wait"
    category = "Flow"
    role: Role = "wait"
    help = "Keeps the person here for a while. Minutes and hours elapse; days and longer follow the calendar."
    params_type = WaitParams
    allowed_in_executable = False  # C11

    def needs(self, params: WaitParams) -> Needs:
        return Needs()

    def check(self, params: WaitParams, scope: Scope) -> Iterator[str]:
        try:
            parse_duration(params.duration)
        except UnreadableDuration as refused:
            yield str(refused)

    def act(self, params: WaitParams, people: list[int], wave: Wave) -> list[int]:
        try:
            until = moved(wave.now, parse_duration(params.duration), wave.zone)
        except UnreadableDuration as refused:
            for person in people:
                wave.fail(person, self.kind, str(refused))
            return people
        for person in people:
            wave.log(person, self.kind, (stored(until),))
        wave.park(people, until)
        return []

    def refs(self, params: WaitParams) -> Iterator[Ref]:
        yield from ()

    def words(self, params: WaitParams, scope: Scope) -> str:
        return f"Wait {params.duration}"


ACTION = Wait()
