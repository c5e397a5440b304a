"""Filter Person Partition (L02): lives in any of these partitions of the workspace, or in none of them."""

from collections.abc import Iterator

from pydantic import Field as Param

from campaigns.engine.kinds import Params
from campaigns.engine.membership import Membership, membership
from campaigns.engine.predicates import InPartition, Predicate
from campaigns.engine.scope import Ref, Scope
from campaigns.engine.wording import gone, names


class PersonPartitionParams(Params):
    operator: Membership = Param(default="in", title="Operator", json_schema_extra={"control": "select"})
    partitions: tuple[int, ...] = Param(
        default=(), title="Partitions", max_length=200, json_schema_extra={"control": "partitions"}
    )


class PersonPartition:
    kind = "person_partition"
    label = "Person Partition"
    category = "Membership"
    help = "Who lives in a partition, of those that this workspace sees."
    params_type = PersonPartitionParams
    in_choice = False

    def check(self, params: PersonPartitionParams, scope: Scope) -> Iterator[str]:
        if not params.partitions:
            yield "Choose a partition."
        yield from gone(params.partitions, scope.partitions, "partition")

    def predicate(self, params: PersonPartitionParams, scope: Scope) -> Predicate:
        return membership(params.operator, params.partitions, scope.partitions, "partition", InPartition)

    def refs(self, params: PersonPartitionParams) -> Iterator[Ref]:
        for each in params.partitions:
            yield Ref("partition", each, "reads")

    def words(self, params: PersonPartitionParams, scope: Scope) -> str:
        where = "Not in" if params.operator == "not_in" else "In"
        return f"{where} partition {names(params.partitions, scope.partitions, 'partition')}"


FILTER = PersonPartition()
