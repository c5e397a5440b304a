"""Filter Random Sample (F01): a share of the people, drawn anew in every run and the same within one."""

import hashlib
from collections.abc import Iterator

from pydantic import Field as Param

from campaigns.engine.kinds import Params
from campaigns.engine.predicates import Predicate, Sample
from campaigns.engine.scope import Ref, Scope


class RandomSampleParams(Params):
    percent: int = Param(default=50, ge=0, le=100, title="Percent", json_schema_extra={"control": "percent"})


class RandomSample:
    kind = "random_sample"
    label = "Random Sample"
    category = "Person attributes"
    help = (
        "A random share of the people. Each run, and each Random Sample in it, draws its own. "
        "It works in a campaign and in a choice, not in a smart list that another one refers to."
    )
    params_type = RandomSampleParams
    in_choice = True

    def check(self, params: RandomSampleParams, scope: Scope) -> Iterator[str]:
        yield from ()

    def predicate(self, params: RandomSampleParams, scope: Scope) -> Predicate:
        """The seed differs per run and filter. The factor stays under 2**24, so that a person's id times it fits."""
        digest = hashlib.sha256(str(scope.seed).encode()).digest()
        factor = int.from_bytes(digest[:3], "big") | 0x800001
        return Sample(factor, int.from_bytes(digest[3:7], "big") >> 2, params.percent)

    def refs(self, params: RandomSampleParams) -> Iterator[Ref]:
        yield from ()

    def words(self, params: RandomSampleParams, scope: Scope) -> str:
        return f"Random sample of {params.percent} %"


FILTER = RandomSample()
