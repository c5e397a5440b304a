"""Flow action Change Person Partition (F07): into another partition that this workspace sees (W01)."""

from collections.abc import Iterator

from pydantic import Field as Param

from campaigns.engine.kinds import Needs, Params, Role
from campaigns.engine.scope import Ref, Scope
from campaigns.engine.wave import Wave
from campaigns.engine.wording import gone, names


class ChangePersonPartitionParams(Params):
    partition: int = Param(title="New Partition", json_schema_extra={"control": "partition"})


class ChangePersonPartition:
    kind = "change_person_partition"
    label = "Change Person Partition"
    category = "Data"
    role: Role = "data"
    help = "Moves the person into another partition. Workspaces that don't see it lose sight of the person."
    params_type = ChangePersonPartitionParams
    allowed_in_executable = True

    def needs(self, params: ChangePersonPartitionParams) -> Needs:
        return Needs()

    def check(self, params: ChangePersonPartitionParams, scope: Scope) -> Iterator[str]:
        yield from gone([params.partition], scope.partitions, "partition")

    def act(self, params: ChangePersonPartitionParams, people: list[int], wave: Wave) -> list[int]:
        name = wave.partition_name(params.partition)
        for person in people:
            old = wave.partition_of(person)
            old_name = wave.partition_name(old)
            if name is None:
                reason = "This workspace does not see the new partition any more."
                wave.fail(person, self.kind, reason, (None, old_name), primary_id=params.partition)
            elif old != params.partition:
                wave.log(person, self.kind, (name, old_name, wave.campaign_name()), primary_id=params.partition)
                wave.move(person, params.partition)
        return people

    def refs(self, params: ChangePersonPartitionParams) -> Iterator[Ref]:
        yield Ref("partition", params.partition)

    def words(self, params: ChangePersonPartitionParams, scope: Scope) -> str:
        return f"Move to {names([params.partition], scope.partitions, 'partition')}"


ACTION = ChangePersonPartition()
