"""Flow action Remove from Flow (C16): ends this campaign with its callers, or takes people out of another one."""

from collections.abc import Iterator

from pydantic import Field as Param

from campaigns.engine.kinds import Needs, Params, Role
from campaigns.engine.scope import Ref, Scope
from campaigns.engine.wave import Wave
from campaigns.engine.wording import campaign_names, gone, names


class RemoveFromFlowParams(Params):
    campaign: int | None = Param(
        default=None,
        title="Campaign",
        description="Empty means this campaign. In an executable that ends every caller too.",
        json_schema_extra={"control": "campaign"},
    )


class RemoveFromFlow:
    kind = "remove_from_flow"
    label = "Remove from Flow"
    category = "Flow"
    role: Role = "exit"
    help = "Takes the person out of a campaign's flow, its waits and its queue."
    params_type = RemoveFromFlowParams
    allowed_in_executable = True

    def needs(self, params: RemoveFromFlowParams) -> Needs:
        return Needs()

    def check(self, params: RemoveFromFlowParams, scope: Scope) -> Iterator[str]:
        if params.campaign is not None:
            yield from gone([params.campaign], scope.campaigns, "campaign")

    def act(self, params: RemoveFromFlowParams, people: list[int], wave: Wave) -> list[int]:
        return wave.remove(params.campaign, people)

    def refs(self, params: RemoveFromFlowParams) -> Iterator[Ref]:
        if params.campaign is not None:
            yield Ref("campaign", params.campaign, "removes_from")

    def words(self, params: RemoveFromFlowParams, scope: Scope) -> str:
        if params.campaign is None:
            return "Remove from this campaign"
        return f"Remove from {names([params.campaign], campaign_names(scope), 'campaign')}"


ACTION = RemoveFromFlow()
